package eu.continuo.service.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One command of a document, and what the document says that it does.
 *
 * @param line where it stands, from 1
 * @param command for a shell
 * @param shown what it prints; {@code …} stands for anything, alone on a line for any lines
 * @param status its exit status
 */
record Step(int line, String command, String shown, int status) {
  private static final String LEFT_OUT = "…";

  /**
   * The steps of a document in Markdown: a block {@code sh} is one command that prints nothing; in
   * a block {@code console} a command follows {@code $}, goes on after {@code >}, and before the
   * next one stands what it prints. {@code $ echo $?} tells the exit status where it is not 0.
   */
  static List<Step> in(String markdown) {
    List<Step> steps = new ArrayList<>();
    String block = "";
    int number = 0;
    for (String line : markdown.lines().toList()) {
      number++;
      if (line.startsWith("```")) {
        block = line.substring(3);
        if (block.equals("sh")) {
          steps.add(new Step(number + 1, "", "", 0));
        }
      } else if (block.equals("sh")) {
        steps.set(steps.size() - 1, steps.getLast().commanding(line));
      } else if (block.equals("console") && line.startsWith("$ ")) {
        steps.add(new Step(number, line.substring(2), "", 0));
      } else if (block.equals("console") && line.startsWith("> ")) {
        steps.set(steps.size() - 1, steps.getLast().commanding(line.substring(2)));
      } else if (block.equals("console")) {
        steps.set(steps.size() - 1, steps.getLast().showing(line));
      }
    }
    return withStatus(steps);
  }

  private static List<Step> withStatus(List<Step> steps) {
    List<Step> told = new ArrayList<>();
    for (Step step : steps) {
      if (step.command.equals("echo $?")) {
        Step last = told.removeLast();
        int status = Integer.parseInt(step.shown.strip());
        told.add(new Step(last.line, last.command, last.shown, status));
      } else {
        told.add(step);
      }
    }
    return List.copyOf(told);
  }

  private Step commanding(String more) {
    return new Step(line, command.isEmpty() ? more : command + "\n" + more, shown, status);
  }

  private Step showing(String more) {
    return new Step(line, command, shown + more + "\n", status);
  }

  /** Whether it shows what was printed, all of it, but for blanks at the ends of lines. */
  boolean shows(String printed) {
    return Pattern.matches(pattern(), tidy(printed));
  }

  private String pattern() {
    return tidy(shown)
        .lines()
        .map(l -> l.equals(LEFT_OUT) ? "(?:.*\n)*?" : pattern(l) + "\n")
        .collect(Collectors.joining());
  }

  private static String pattern(String line) {
    return Stream.of(line.split(LEFT_OUT, -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  private static String tidy(String text) {
    String lines = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    return lines.isBlank() ? "" : lines.stripTrailing() + "\n";
  }
}
