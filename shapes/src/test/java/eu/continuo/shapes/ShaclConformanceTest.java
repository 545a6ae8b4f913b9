package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The SHACL suite, Core and SPARQL, by Jena and RDF4J alone and by our judge in both its forms. */
class ShaclConformanceTest {
  private static final Path PAGE = Path.of("../docs/reference/conformance.md");
  private static final String PASS = "pass";

  private record Row(ShaclSuite.Test test, Map<SuiteJudge, String> outcomes) {
    boolean passes() {
      return outcomes.values().stream().allMatch(PASS::equals);
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "continuo.testsuites",
      matches = ".+",
      disabledReason =
          "The suites of the W3C are no part of this project; name their folder with"
              + " -Dcontinuo.testsuites=FOLDER.")
  void givesTheTableOfThePage() throws IOException {
    ShaclSuite suite = new ShaclSuite(Path.of(System.getProperty("continuo.testsuites"), "shacl"));
    List<Row> rows = suite.tests().stream().map(ShaclConformanceTest::row).toList();
    assertThat(rows).as("the tests of the suite").isNotEmpty();
    String page = Files.readString(PAGE);
    String renewed =
        page.replaceFirst(
            "(?s)(<!-- shacl -->\n).*(<!-- /shacl -->)",
            "$1" + Matcher.quoteReplacement(section(rows)) + "$2");
    if (Boolean.getBoolean("continuo.write-conformance")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(renewed);
    String reasons = page.substring(page.indexOf("<!-- /shacl -->"));
    assertThat(rows.stream().filter(row -> !row.passes()).map(row -> row.test().id()))
        .as("each test that fails has its reason on the page")
        .allSatisfy(id -> assertThat(reasons).contains("`" + id + "`"));
  }

  private static Row row(ShaclSuite.Test test) {
    Map<SuiteJudge, String> outcomes = new EnumMap<>(SuiteJudge.class);
    for (SuiteJudge judge : SuiteJudge.values()) {
      outcomes.put(judge, outcome(test, judge));
    }
    return new Row(test, outcomes);
  }

  private static String outcome(ShaclSuite.Test test, SuiteJudge judge) {
    Graph report;
    try {
      report = judge.report(test.shapes(), test.data());
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return test.expectsFailure()
          ? PASS
          : "breaks: " + String.valueOf(e).lines().findFirst().orElseThrow();
    }
    if (test.expectsFailure()) {
      return "judges ill-formed shapes";
    }
    Graph expected = test.report();
    if (SuiteJudge.conforms(report) != SuiteJudge.conforms(expected)) {
      return "says that the data "
          + (SuiteJudge.conforms(report) ? "conforms" : "does not conform");
    }
    List<Result> found = Result.of(report);
    List<Result> wanted = Result.of(expected);
    if (found.size() != wanted.size()) {
      return "%d results instead of %d".formatted(found.size(), wanted.size());
    }
    return found.equals(wanted) ? PASS : "other results";
  }

  private static String section(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("| suite | tests | " + judges() + " |");
    lines.add("| --- | ---: |" + " ---: |".repeat(SuiteJudge.values().length));
    for (String part : List.of("core", "sparql")) {
      List<Row> some = rows.stream().filter(row -> row.test().id().startsWith(part + "/")).toList();
      lines.add(
          "| %s | %d | %s |"
              .formatted(
                  part,
                  some.size(),
                  Arrays.stream(SuiteJudge.values())
                      .map(judge -> String.valueOf(passing(some, judge)))
                      .collect(Collectors.joining(" | "))));
    }
    lines.add("");
    lines.add("| failing test | what | " + judges() + " |");
    lines.add("| --- | --- |" + " --- |".repeat(SuiteJudge.values().length));
    rows.stream()
        .filter(row -> !row.passes())
        .forEach(
            row ->
                lines.add(
                    "| %s | %s | %s |"
                        .formatted(
                            row.test().id(),
                            row.test().label(),
                            String.join(" | ", row.outcomes().values()))));
    lines.add("");
    lines.add(
        rows.stream()
            .filter(Row::passes)
            .map(row -> row.test().id())
            .collect(Collectors.joining(", ", "All others pass by all: ", ".")));
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static String judges() {
    return Arrays.stream(SuiteJudge.values())
        .map(judge -> judge.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" | "));
  }

  private static long passing(List<Row> rows, SuiteJudge judge) {
    return rows.stream().filter(row -> PASS.equals(row.outcomes().get(judge))).count();
  }
}
