package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.odrl.OdrlPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the formal semantics of ODRL, and a few in their likeness in every build. */
class OdrlConformanceTest {
  private static final Path PAGE = Path.of("../docs/reference/conformance.md");
  private static final UsePolicies JUDGE = UsePolicies.packaged();

  @Test
  @EnabledIfSystemProperty(
      named = "continuo.testsuites",
      matches = ".+",
      disabledReason =
          "The suite is no part of this project; name its folder with"
              + " -Dcontinuo.testsuites=FOLDER.")
  void givesTheTableOfThePage() throws IOException {
    var examples =
        OdrlExample.in(Path.of(System.getProperty("continuo.testsuites"), "odrl-formal-semantics"));
    assertThat(examples).isNotEmpty();
    var page = Files.readString(PAGE);
    var renewed =
        page.replaceFirst(
            "(?s)(<!-- odrl -->\n).*(<!-- /odrl -->)",
            "$1" + Matcher.quoteReplacement(section(examples)) + "$2");
    if (Boolean.getBoolean("continuo.write-conformance")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(renewed);
  }

  private static String section(List<OdrlExample> examples) {
    var lines = new ArrayList<String>();
    lines.add("| example | expected | as it is | by the assignee, in words of our profile | why |");
    lines.add("| --- | --- | --- | --- | --- |");
    var agree = 0;
    var mended = 0;
    for (var example : examples) {
      var plain = example.decided(JUDGE, false);
      var ours = example.inWordsOfTheProfile();
      var other = ours.decided(JUDGE, ours.asksForAnother());
      agree += plain.equals(example.expected()) ? 1 : 0;
      mended += other.equals(example.expected()) ? 1 : 0;
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  example.name(),
                  example.expected(),
                  mark(example, plain),
                  mark(example, other),
                  why(example, plain)));
    }
    lines.add("");
    lines.add(
        "Of %d examples, %d agree as they are and %d in the words of our profile, asked by the assignee."
            .formatted(examples.size(), agree, mended));
    return "\n" + String.join("\n", lines) + "\n\n";
  }

  private static String mark(OdrlExample example, String decided) {
    return decided.equals(example.expected()) ? decided : "**" + decided + "**";
  }

  private static String why(OdrlExample example, String plain) {
    var why = new ArrayList<String>();
    if (plain.startsWith("refused")) {
      why.add("the profile does not know `ex:dayOfWeek`, and has a `dayOfWeek` of its own");
    }
    if (example.inWordsOfTheProfile().asksForAnother()) {
      why.add(
          "the request is of another party than the assignee of the rule, which the report passes"
              + " over");
    }
    return String.join("; ", why);
  }

  /** In the likeness of the suite: constraints, refinements, duties, duties with constraints. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          constraint | play | 2017-12-19T15:00:00Z | | | true
          constraint | play | 2019-12-19T15:00:00Z | | | false
          refinement | print | 2025-01-01T00:00:00Z | 1000 | | true
          refinement | print | 2025-01-01T00:00:00Z | 1300 | | false
          duty | play | 2025-07-25T00:00:00Z | | | false
          duty | play | 2025-07-25T00:00:00Z | | urn:x:pay | true
          sunday-duty | play | 2025-07-29T00:00:00Z | | | true
          sunday-duty | play | 2025-08-03T00:00:00Z | | | false
          sunday-duty | play | 2025-08-03T00:00:00Z | | urn:x:pay | true
          """)
  void decidesExamplesInTheirLikeness(
      String policy, String action, String now, String resolution, String done, boolean allowed) {
    var rule =
        switch (policy) {
          case "constraint" ->
              """
              odrl:action odrl:play ; odrl:constraint [ odrl:leftOperand odrl:dateTime ;
                odrl:operator odrl:lt ; odrl:rightOperand "2018-01-01"^^xsd:date ]\
              """;
          case "refinement" ->
              """
              odrl:action [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> odrl:print ;
                odrl:refinement [ odrl:leftOperand odrl:resolution ; odrl:operator odrl:lteq ;
                  odrl:rightOperand 1200 ; odrl:unit :dpi ] ]\
              """;
          case "duty" -> "odrl:action odrl:play ; odrl:duty :pay";
          default -> "odrl:action odrl:play ; odrl:duty :pay-on-sundays";
        };
    var read =
        OdrlDocument.policy(
            OdrlDocument.turtle(
                """
                :p a odrl:Set ; odrl:profile <https://w3id.org/icra/odrl/> ;
                  odrl:permission [ odrl:target :a ; %s ] .
                :pay odrl:action odrl:compensate .
                :pay-on-sundays odrl:action odrl:compensate ; odrl:constraint [
                  odrl:leftOperand own:dayOfWeek ; odrl:operator odrl:eq ; odrl:rightOperand "Sunday" ] .
                """
                    .formatted(rule)));
    var facts =
        resolution == null
            ? Map.<String, UseRequest.Fact>of()
            : Map.of(
                "resolution",
                new UseRequest.Fact(
                    List.of(new OdrlPolicy.Value.Figure(new BigDecimal(resolution))),
                    Optional.of("urn:x:dpi")));
    var fulfilled =
        done == null
            ? Set.<String>of()
            : Set.of(policy.equals("duty") ? done : done + "-on-sundays");
    var use =
        new UseRequest(Optional.empty(), Set.of(), action, "urn:x:a", Set.of(), facts, fulfilled);
    var places = PolicyData.of(new Continuum(Map.of(), Map.of(), Map.of()));
    assertThat(JUDGE.decide(use, List.of(read), places, Instant.parse(now)).getFirst().allow())
        .isEqualTo(allowed);
  }
}
