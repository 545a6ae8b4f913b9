package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.OpaCase.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** OPA's own cases in Rego v1, compiled by our tool and evaluated by our host. */
class OpaConformanceTest {
  private static final Path PAGE = Path.of("../docs/reference/conformance.md");

  @BeforeAll
  static void theToolCompiles() {
    LibraryPolicy.assumeOwnTool();
  }

  @Test
  void theFirstCaseOfEachGroupIsAsThePageSays() throws IOException {
    var folder = OpaCases.folder();
    assumeTrue(folder.isPresent(), "OPA's module is not in the cache of Go.");
    var page = Files.readString(PAGE);
    var excepted =
        page.substring(page.indexOf("| excepted case"), page.indexOf("| refused, not offered"));
    var cases = OpaCases.judged(folder.orElseThrow(), 1, OpaCase::of);
    assertThat(cases).isNotEmpty();
    assertThat(cases.stream().filter(is(Outcome.Failed.class))).isEmpty();
    assertThat(cases)
        .allSatisfy(
            each ->
                assertThat(excepted.contains("\n| " + cell(each.id()) + " |"))
                    .as(each.toString())
                    .isEqualTo(each.outcome() instanceof Outcome.Excepted));
  }

  @Test
  @EnabledIfSystemProperty(
      named = "continuo.opa-cases",
      matches = ".+",
      disabledReason =
          "All of OPA's cases take minutes; name their folder with -Dcontinuo.opa-cases=FOLDER.")
  void givesTheTableOfThePage() throws IOException {
    var cases = OpaCases.judged(OpaCases.folder().orElseThrow(), 0, OpaCase::of);
    assertThat(cases).as("the cases of OPA").hasSizeGreaterThan(1000);
    var page = Files.readString(PAGE);
    var renewed =
        page.replaceFirst(
            "(?s)(<!-- opa -->\n).*(<!-- /opa -->)",
            "$1" + Matcher.quoteReplacement(section(cases)) + "$2");
    if (Boolean.getBoolean("continuo.write-conformance")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(renewed);
    assertThat(cases.stream().filter(is(Outcome.Failed.class))).isEmpty();
  }

  private static String section(List<OpaCase> cases) {
    var lines = new ArrayList<String>();
    lines.add("| group | cases | pass | refused | not offered | excepted by OPA itself | fail |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    cases.stream()
        .collect(Collectors.groupingBy(OpaCase::group, TreeMap::new, Collectors.toList()))
        .forEach((group, some) -> lines.add(row(group, some)));
    lines.add(row("**all**", cases));
    lines.add("");
    lines.add("| excepted case | our answer | OPA's reason |");
    lines.add("| --- | --- | --- |");
    for (var each : cases) {
      if (each.outcome() instanceof Outcome.Excepted(var answer, var reason)) {
        lines.add("| %s | %s | %s |".formatted(cell(each.id()), cell(answer), cell(reason)));
      }
    }
    lines.add("");
    lines.add("| refused, not offered | cases | which |");
    lines.add("| --- | ---: | --- |");
    var refused = new TreeMap<String, List<String>>();
    for (var each : cases) {
      switch (each.outcome()) {
        case Outcome.Refused(var builtins) -> add(refused, builtins, each);
        case Outcome.NotOffered(var why) -> add(refused, "not offered: " + why, each);
        default -> {}
      }
    }
    refused.forEach(
        (why, ids) ->
            lines.add("| %s | %d | %s |".formatted(why, ids.size(), cell(String.join(", ", ids)))));
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static void add(Map<String, List<String>> refused, String why, OpaCase each) {
    refused.computeIfAbsent(why, _ -> new ArrayList<>()).add(each.id());
  }

  private static String row(String group, List<OpaCase> cases) {
    return "| %s | %d | %d | %d | %d | %d | %d |"
        .formatted(
            group,
            cases.size(),
            count(cases, Outcome.Passed.class),
            count(cases, Outcome.Refused.class),
            count(cases, Outcome.NotOffered.class),
            count(cases, Outcome.Excepted.class),
            count(cases, Outcome.Failed.class));
  }

  private static long count(List<OpaCase> cases, Class<? extends Outcome> outcome) {
    return cases.stream().filter(is(outcome)).count();
  }

  private static Predicate<OpaCase> is(Class<? extends Outcome> outcome) {
    return each -> outcome.isInstance(each.outcome());
  }

  /** Text that does not end its cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
