package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schemas of what policies read are what policies are really given: no more and no less. */
class PolicySchemasTest {
  private static final JsonNode DEFS = Json.read(PolicySchemas.json()).path("$defs");
  private static final Instant NOW = RandomContinuum.NOW;

  private static final List<String> ABOUT_PAIRS =
      List.of(
          "assurance",
          "attested-nodes",
          "keys",
          "operator-access",
          "sovereignty",
          "sub-processors");

  /** Every place of the documents that a schema was compared with, and of the schema itself. */
  private final Set<String> shown = new TreeSet<>();

  @Test
  void haveEveryFieldOfTheDataAndNoOther() {
    var random = new Random(20261127);
    for (var i = 0; i < 200; i++) {
      var some = new RandomContinuum(random).continuum(3);
      var sites = new HashMap<>(some.sites());
      sites.put("urn:site:safe", Safe.SITE);
      var continuum = new Continuum(some.places(), sites, some.attestations(), Safe.PROCESSING);
      compare(DEFS.path("data"), Json.read(PolicyData.of(continuum).json()), "");
    }
    assertThat(shown).isEqualTo(places(DEFS.path("data"), ""));
  }

  @Test
  void haveEveryFieldOfAQuestionAboutPairsAndNoOther() {
    var asked =
        new DecisionRequest(
            List.of(new DecisionRequest.Component("urn:component:1", Safe.REQUIREMENTS)),
            List.of("urn:site:1"));
    compare(DEFS.path("pairs"), Json.read(asked.inputJson(NOW)), "");
    assertThat(shown).isEqualTo(places(DEFS.path("pairs"), ""));
  }

  @Test
  void haveEveryFieldOfABatchAndNoOther() throws IOException {
    var candidate = Json.object();
    PolicyData.write(candidate, Safe.SITE);
    compare(DEFS.path("site"), candidate, "");
    assertThat(shown).isEqualTo(places(DEFS.path("site"), ""));

    // What the analysis of the rule for batches finds is what the service fills in.
    for (var policy : ABOUT_PAIRS) {
      var reads =
          Json.read(Policies.resource(policy + "/reads.json"))
              .path("icra/%s/eligible".formatted(policy.replace('-', '_')));
      for (var path : reads.path("input")) {
        var at = DEFS.path("batch");
        for (var step : path.path("path")) {
          if (isOpen(at)) {
            break;
          }
          at = below(at, step.asText());
          assertThat(at.isMissingNode()).as("%s: %s", policy, path).isFalse();
        }
      }
    }
  }

  @Test
  void haveEveryFieldOfACommitAndNoOther() {
    var values =
        List.<CommitRequest.Value>of(
            new CommitRequest.Value.Text("a"),
            new CommitRequest.Value.Count(new BigDecimal("1.5")),
            new CommitRequest.Value.Flag(true));
    var commit =
        new CommitRequest(
            "operator",
            new TreeMap<>(Map.of("urn:g", new CommitRequest.Target("urn:party:1", "public"))),
            new TreeMap<>(
                Map.of(
                    "urn:e",
                    new CommitRequest.Entity(Map.of("name", values), Map.of("name", values)))));
    compare(DEFS.path("commits"), Json.read(commit.inputJson(NOW)), "");
    assertThat(shown).isEqualTo(places(DEFS.path("commits"), ""));
  }

  @Test
  void haveEveryFieldOfAReadAndNoOther() {
    var read =
        new ReadRequest(
            "anyone",
            new TreeMap<>(Map.of("urn:g", new ReadRequest.Graph("urn:party:1", "public"))));
    compare(DEFS.path("reads"), Json.read(read.inputJson(NOW)), "");
    assertThat(shown).isEqualTo(places(DEFS.path("reads"), ""));
  }

  @Test
  void refuseAMisspelledFieldByFileLineAndNearestName(@TempDir Path scratch) throws IOException {
    LibraryPolicy.assumeOwnTool();
    var file = scratch.resolve("trial.rego");
    Files.writeString(
        file,
        """
        package icra.trial

        eligible := []

        decisions := {site: {"allow": data.continuum.sites[site].contry == "urn:place:FR"} |
        	some site in input.sites
        }
        """);
    assertThat(LibraryPolicy.TOOL.checkFields(List.of(file.toString())))
        .isInstanceOfSatisfying(
            RegoAnswer.Failed.class,
            failed ->
                assertThat(failed.notes())
                    .startsWith(
                        file
                            + ":5: the service never shows data.continuum.sites.*.contry:"
                            + " data.continuum.sites.* has country, nodes, access,"
                            + " keys, operator, nodeCount, certificates\n"));
    assertThat(LibraryPolicy.TOOL.run("check", List.of(file.toString())))
        .isInstanceOf(RegoAnswer.Passed.class);
    for (var policy : ABOUT_PAIRS) {
      assertThat(LibraryPolicy.TOOL.checkFields(List.of(policy)))
          .as(policy)
          .isInstanceOf(RegoAnswer.Passed.class);
    }
  }

  /** Holds a document to a schema, and notes each place that is there. */
  private void compare(JsonNode schema, JsonNode document, String at) {
    var resolved = resolved(schema);
    assertThat(types(resolved)).as(at).contains(type(document));
    if (!at.isEmpty()) {
      shown.add(at);
    }
    document
        .properties()
        .forEach(
            field -> {
              var named = resolved.path("properties").path(field.getKey());
              var others = resolved.path("additionalProperties");
              assertThat(named.isObject() || others.isObject())
                  .as("%s.%s is in no schema", at, field.getKey())
                  .isTrue();
              compare(
                  named.isObject() ? named : others,
                  field.getValue(),
                  at + "." + (named.isObject() ? field.getKey() : "*"));
            });
    if (document.isArray()) {
      document.forEach(item -> compare(resolved.path("items"), item, at + ".*"));
    }
  }

  private static Set<String> places(JsonNode schema, String at) {
    var resolved = resolved(schema);
    var found = new TreeSet<String>();
    if (!at.isEmpty()) {
      found.add(at);
    }
    resolved
        .path("properties")
        .properties()
        .forEach(field -> found.addAll(places(field.getValue(), at + "." + field.getKey())));
    for (var part : List.of("additionalProperties", "items")) {
      if (resolved.path(part).isObject()) {
        found.addAll(places(resolved.path(part), at + ".*"));
      }
    }
    return found;
  }

  private static JsonNode below(JsonNode schema, String step) {
    var resolved = resolved(schema);
    for (var part : List.of("items", "additionalProperties")) {
      if (step.equals("*") && resolved.path(part).isObject()) {
        return resolved.path(part);
      }
    }
    return resolved.path("properties").path(step);
  }

  /** Whether its fields are a policy's own. */
  private static boolean isOpen(JsonNode schema) {
    var resolved = resolved(schema);
    return resolved.path("type").asText().equals("object") && !resolved.has("additionalProperties");
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? DEFS.path(schema.path("$ref").asText().substring("#/$defs/".length()))
        : schema;
  }

  private static Set<String> types(JsonNode schema) {
    var types = new TreeSet<String>();
    var type = schema.path("type");
    if (type.isArray()) {
      type.forEach(each -> types.add(each.asText()));
    } else {
      types.add(type.asText());
    }
    return types;
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "none";
    };
  }
}
