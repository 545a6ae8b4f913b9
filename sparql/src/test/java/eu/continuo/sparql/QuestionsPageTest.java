package eu.continuo.sparql;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.junit.jupiter.api.Test;

/**
 * The page of all questions: what each asks, takes, gives and reads, and what it answers over the
 * toy continuum. {@code -Dcontinuo.write-reference=true} writes it anew.
 */
class QuestionsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/questions.md");
  private static final Pattern NAME = Pattern.compile("(?<![<\\w/])[a-z]+:[A-Za-z]\\w*");
  private static final int ROWS_MAX = 3;

  @Test
  void thePageIsCurrent() throws IOException {
    ReferencePage.holds(PAGE, page());
  }

  private static String page() {
    List<Question> questions = Questions.packaged().all();
    return """
    # Questions

    %d questions. `?now`, the clock of the question, is bound in each besides its parameters. The answers are those that the
    tests compare, over the continuum of `sparql/questions/continuum.trig` at 2026-11-24T10:20:00Z; an IRI of it is shown by its
    last part. The page is made from the questions and their answers, and a test proves it current;
    `mvn -pl shapes,sparql -am test -Dtest='*PageTest,*PagesTest,FormsTest,ArchitectureCoverageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dcontinuo.write-reference=true`
    writes it anew.

    %s\
    """
        .formatted(
            questions.size(),
            questions.stream().map(QuestionsPageTest::section).collect(joining("\n")));
  }

  private static String section(Question question) {
    return """
    ## %s

    %s

    - serves: %s
    - fails closed: %s
    - parameters: %s
    - columns: %s
    - reads: %s

    %s\
    """
        .formatted(
            question.name(),
            question.title(),
            question.serves(),
            question.failsClosed(),
            question.parameters().isEmpty()
                ? "none"
                : question.parameters().stream()
                    .map(QuestionsPageTest::parameter)
                    .collect(joining("; ")),
            quoted(question.query().getResultVars()),
            quoted(reads(question)),
            answer(question));
  }

  private static String parameter(Question.Parameter parameter) {
    String fallback =
        parameter.required()
            ? ", required"
            : parameter.fallback().isEmpty() ? "" : ", by default " + parameter.fallback();
    return "`%s` (%s%s), %s"
        .formatted(parameter.name(), parameter.type(), fallback, parameter.meaning());
  }

  /** The terms that the query names. */
  private static Set<String> reads(Question question) {
    Set<String> names = new TreeSet<>();
    question
        .text()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("PREFIX"))
        .flatMap(line -> NAME.matcher(line).results())
        .map(match -> match.group().replaceFirst("^icra:", ""))
        .filter(name -> !name.startsWith("xsd:"))
        .forEach(names::add);
    return names;
  }

  private static String answer(Question question) {
    Path folder = Path.of("questions", question.name());
    ResultSet rows = ResultSetFactory.load(folder.resolve("expected.csv").toString());
    List<String> columns = rows.getResultVars();
    List<String> lines = new ArrayList<>();
    lines.add(String.join(" | ", columns));
    lines.add("--- | ".repeat(columns.size()).replaceFirst(" \\| $", ""));
    int all = 0;
    while (rows.hasNext()) {
      var row = rows.next();
      all++;
      if (all <= ROWS_MAX) {
        lines.add(columns.stream().map(column -> cell(row.get(column))).collect(joining(" | ")));
      }
    }
    return (all > ROWS_MAX
            ? "The first %d of %d rows%s:\n\n".formatted(ROWS_MAX, all, arguments(folder))
            : "The answer%s:\n\n".formatted(arguments(folder)))
        + lines.stream().map(line -> "| " + line + " |\n").collect(joining());
  }

  private static String arguments(Path folder) {
    Path given = folder.resolve("arguments.txt");
    try {
      return Files.exists(given)
          ? " with `" + String.join(" ", Files.readAllLines(given)) + "`"
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(RDFNode value) {
    String text = value == null ? "" : value.toString();
    return text.startsWith("https://") ? text.replaceFirst(".*[/#]", "") : text;
  }

  private static String quoted(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("`" + name + "`"));
    return String.join(", ", quoted);
  }
}
