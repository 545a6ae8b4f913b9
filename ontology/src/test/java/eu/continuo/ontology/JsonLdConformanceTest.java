package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The JSON-LD 1.1 suite, by the engine alone and through our reader and writer. */
class JsonLdConformanceTest {
  private static final Path PAGE = Path.of("../docs/reference/conformance.md");

  private record Row(SuiteTest test, Outcome engine, Outcome door) {
    String id() {
      return test.suite() + "/" + test.id();
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
    JsonLdSuite suite =
        new JsonLdSuite(Path.of(System.getProperty("continuo.testsuites"), "json-ld-api"));
    JsonLdEngine engine = new JsonLdEngine(suite);
    JsonLdDoor door = new JsonLdDoor(suite, engine);
    List<Row> rows =
        JsonLdSuite.NAMES.stream()
            .flatMap(name -> suite.tests(name).stream())
            .map(test -> new Row(test, engine.run(test), door.run(test)))
            .toList();
    String page = Files.readString(PAGE);
    String renewed =
        page.replaceFirst(
            "(?s)(<!-- json-ld -->\n).*(<!-- /json-ld -->)",
            "$1" + Matcher.quoteReplacement(section(rows)) + "$2");
    if (Boolean.getBoolean("continuo.write-conformance")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(renewed);
    String reasons = page.substring(page.indexOf("<!-- /json-ld -->"));
    assertThat(rows.stream().filter(row -> kinds(row).contains(Outcome.Fail.class)).map(Row::id))
        .as("each test that fails has its reason on the page")
        .allSatisfy(id -> assertThat(reasons).contains("`" + id + "`"));
  }

  private static List<Class<?>> kinds(Row row) {
    return List.of(row.engine().getClass(), row.door().getClass());
  }

  private static String section(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("| suite | tests | by | pass | stricter | not offered | fail |");
    lines.add("| --- | ---: | --- | ---: | ---: | ---: | ---: |");
    for (String name : JsonLdSuite.NAMES) {
      List<Row> some = rows.stream().filter(row -> row.test().suite().equals(name)).toList();
      lines.add(counts(name, some, "engine", Row::engine));
      lines.add(counts(name, some, "door", Row::door));
    }
    lines.add("");
    lines.add("| failing test | what | engine | door |");
    lines.add("| --- | --- | --- | --- |");
    Map<String, List<String>> others = new TreeMap<>();
    for (Row row : rows) {
      String outcomes = row.engine().cell() + " | " + row.door().cell();
      if (kinds(row).contains(Outcome.Fail.class)) {
        lines.add("| %s | %s | %s |".formatted(row.id(), row.test().name(), outcomes));
      } else {
        others.computeIfAbsent(outcomes, any -> new ArrayList<>()).add(row.id());
      }
    }
    lines.add("");
    lines.add("| engine | door | tests | which |");
    lines.add("| --- | --- | ---: | --- |");
    others.forEach(
        (outcomes, ids) ->
            lines.add("| %s | %d | %s |".formatted(outcomes, ids.size(), String.join(", ", ids))));
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static String counts(
      String suite, List<Row> rows, String by, Function<Row, Outcome> outcome) {
    return "| %s | %d | %s | %d | %d | %d | %d |"
        .formatted(
            suite,
            rows.size(),
            by,
            count(rows, outcome, Outcome.Pass.class),
            count(rows, outcome, Outcome.Stricter.class),
            count(rows, outcome, Outcome.NotOffered.class),
            count(rows, outcome, Outcome.Fail.class));
  }

  private static long count(
      List<Row> rows, Function<Row, Outcome> outcome, Class<? extends Outcome> kind) {
    return rows.stream().map(outcome).filter(kind::isInstance).count();
  }
}
