package eu.continuo.bench;

import eu.continuo.verdict.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How every scenario answers: rows on standard output and nothing else there, progress on standard
 * error. A row is a record; its components name the columns, with the unit last.
 */
final class Rows {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** How rows are written. */
  enum Format {
    /** A table for people. */
    TEXT,
    /** An array of objects. */
    JSON
  }

  @Option(names = "--format", description = "text or json; default: text.")
  Format format = Format.TEXT;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  /** Writes the rows, all of one record type. */
  void write(List<? extends Record> rows) {
    JsonNode array = JSON.valueToTree(rows);
    if (format == Format.JSON) {
      out().println(JSON.writeValueAsString(array));
    } else {
      table(array).forEach(out()::println);
    }
  }

  /** Says what goes on, while it goes on. */
  void progress(String text) {
    err().println(text);
  }

  /** Says what was refused, and gives the exit status: 1 where anything was. */
  int refused(List<Finding> findings) {
    findings.forEach(f -> err().println(f.severity() + " " + f.code() + ": " + f.message()));
    return findings.isEmpty() ? 0 : 1;
  }

  /** Wrong use that only the scenario can tell; to be thrown. */
  ParameterException wrong(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }

  private static List<String> table(JsonNode rows) {
    List<List<String>> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      if (lines.isEmpty()) {
        lines.add(List.copyOf(row.propertyNames()));
      }
      lines.add(row.valueStream().map(JsonNode::asString).toList());
    }
    List<String> texts = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
        text.append(" ".repeat(width - line.get(i).length() + (i == 0 ? 0 : 2)))
            .append(line.get(i));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
