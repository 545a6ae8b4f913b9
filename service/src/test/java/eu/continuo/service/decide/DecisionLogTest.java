package eu.continuo.service.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.Policies;
import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyDocuments;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import eu.continuo.service.cli.Continuo;
import eu.continuo.service.decide.Replaying.Replay;
import eu.continuo.service.graph.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DecisionLogTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final List<String> PATH = List.of("icra", "test", "allow");

  @TempDir private Path home;

  @Test
  void aDecisionIsMadeAgainAfterPolicyAndGraphHaveChanged() throws Exception {
    PolicyDocuments first = compiled("allow := data.limit > input.asked");
    PolicyDocuments second = compiled("allow := data.limit < input.asked");
    String id = decide(first, "{\"limit\": 10}", "{\"asked\": 1.50}");
    String later = decide(second, "{\"limit\": 20}", "{\"asked\": 1.50}");
    assertThat(event(id).get("result").asBoolean()).isTrue();
    assertThat(event(later).get("result").asBoolean()).isFalse();
    for (String each : List.of(id, later)) {
      assertThat(replay(each))
          .isInstanceOfSatisfying(
              Replay.Repeated.class,
              repeated -> {
                assertThat(repeated.same()).isTrue();
                assertThat(repeated.answer())
                    .isEqualTo(new PolicyAnswer.Defined(repeated.event().get("result").toString()));
              });
    }
    assertThat(explained(id)).startsWith("0").contains("answer    true", "the same again");
    assertThat(explained("no-such")).startsWith("2").contains("There is no decision no-such");
  }

  @Test
  void anAnswerThatWasForgedIsNotTheSameAgain() throws Exception {
    String id = decide(compiled("allow := input.asked > 1"), "{}", "{\"asked\": 2}");
    Path file = home.resolve("decisions/decisions.ndjson");
    Files.writeString(file, Files.readString(file).replace("\"asked\":2", "\"asked\":0"));
    assertThat(replay(id))
        .isInstanceOfSatisfying(
            Replay.Repeated.class, repeated -> assertThat(repeated.same()).isFalse());
    assertThat(explained(id)).startsWith("1");
  }

  @Test
  void secretsAndWhatTheMaskNamesAreNotWrittenDown() throws Exception {
    byte[] mask =
        """
        ["/input/person", {"op": "upsert", "path": "/input/card", "value": "**"}]
        """
            .getBytes(StandardCharsets.UTF_8);
    String id =
        decide(
            Policies.documents(),
            DecisionMask.read(mask),
            "{}",
            "{\"password\": \"hunter2\", \"person\": {\"name\": \"Ada\"}, \"card\": 4242}");
    String written = Files.readString(home.resolve("decisions/decisions.ndjson"));
    assertThat(written).doesNotContain("hunter2", "Ada", "4242");
    assertThat(event(id).get("input").toString()).isEqualTo("{\"card\":\"**\"}");
    assertThat(event(id).get("erased").toString())
        .isEqualTo("[\"/input/password\",\"/input/person\"]");
    assertThat(event(id).get("masked").toString()).isEqualTo("[\"/input/card\"]");
    assertThat(replay(id))
        .isInstanceOfSatisfying(
            Replay.NotRepeatable.class, not -> assertThat(not.reasons()).hasSize(3));
    assertThatThrownBy(
            () -> DecisionMask.read("[{\"op\": \"hide\"}]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTornLineIsCutAndFullFilesStay() throws Exception {
    PolicyDocuments documents = Policies.documents();
    String first = decide(documents, "{}", "{}");
    Path file = home.resolve("decisions/decisions.ndjson");
    Files.writeString(file, "{\"decision_id\":\"torn", StandardOpenOption.APPEND);
    String second = decide(documents, "{}", "{}");
    assertThat(Files.readString(file)).doesNotContain("torn");
    assertThat(event(first).get("decision_id").asString()).isEqualTo(first);
    assertThat(event(second).get("path").asString()).isEqualTo("icra/test/allow");
    try (DecisionLog log = DecisionLog.in(home.resolve("decisions"), DecisionMask.ofSecrets(), 1)) {
      Deciding deciding = deciding(documents, log, "{}");
      for (int i = 0; i < 3; i++) {
        deciding.decide(PATH, Map.of("", json("{}")), Principal.OPERATOR, NOW.plusSeconds(i));
      }
      assertThat(Files.exists(home.resolve("decisions/decisions-00000002.ndjson"))).isTrue();
      assertThat(log.find(new DecisionLog.Wanted(null, null, null, null, null, 100))).hasSize(5);
      assertThat(
              log.find(
                  new DecisionLog.Wanted(
                      "icra/test", NOW.plusSeconds(1), NOW.plusSeconds(2), null, "operator", 100)))
          .hasSize(1);
      assertThat(log.find(new DecisionLog.Wanted("other", null, null, null, null, 100))).isEmpty();
    }
  }

  private String decide(PolicyDocuments documents, String data, String input) throws IOException {
    return decide(documents, DecisionMask.ofSecrets(), data, input);
  }

  private String decide(PolicyDocuments documents, DecisionMask mask, String data, String input)
      throws IOException {
    try (DecisionLog log =
        DecisionLog.in(home.resolve("decisions"), mask, DecisionLog.FILE_BYTES)) {
      Map<String, @Nullable JsonNode> inputs = new HashMap<>();
      inputs.put("", json(input));
      return Objects.requireNonNull(
              deciding(documents, log, data).decide(PATH, inputs, Principal.OPERATOR, NOW).get(""))
          .decisionId();
    }
  }

  private Deciding deciding(PolicyDocuments documents, DecisionLog log, String data) {
    return new Deciding(
        () ->
            new Deciding.Documents(
                PolicySet.of(Policies.packaged().sovereignty()), documents, Map.of()),
        principal -> new Deciding.Snapshot(7, PolicyData.of(data.getBytes(StandardCharsets.UTF_8))),
        log,
        home.resolve("decisions"));
  }

  private JsonNode event(String id) throws IOException {
    try (DecisionLog log = log()) {
      return log.find(id).orElseThrow();
    }
  }

  private Replay replay(String id) throws IOException {
    try (DecisionLog log = log()) {
      return new Replaying(log, home.resolve("decisions")).replay(id);
    }
  }

  private DecisionLog log() {
    return DecisionLog.in(
        home.resolve("decisions"), DecisionMask.ofSecrets(), DecisionLog.FILE_BYTES);
  }

  /** Exit status and everything that was said. */
  private String explained(String id) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        Continuo.run(Path.of(""), out, out, "policy", "explain", "--data", home.toString(), id);
    out.flush();
    return status + said.toString();
  }

  private PolicyDocuments compiled(String rule) throws Exception {
    RegoTool tool = RegoTool.find(Path.of("../policies/target/rego"), "");
    assumeTrue(tool.run("version", List.of()) instanceof RegoAnswer.Passed, "Needs Go.");
    Path source = home.resolve("test.rego");
    Path bundle = home.resolve("bundle.tar.gz");
    Files.writeString(source, "package icra.test\n\n" + rule + "\n");
    RegoAnswer built =
        tool.run(
            "build",
            List.of("-t", "wasm", "-e", "icra/test/allow", "-o", bundle.toString(), source + ""));
    assertThat(built).isInstanceOf(RegoAnswer.Passed.class);
    Process tar =
        new ProcessBuilder("tar", "-xzOf", bundle.toString(), "/policy.wasm")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] wasm = tar.getInputStream().readAllBytes();
    return switch (PolicyDocuments.load(Map.of("test", wasm), Duration.ofSeconds(10))) {
      case PolicyDocuments.Loading.Loaded(var documents) -> documents;
      case PolicyDocuments.Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private static JsonNode json(String text) {
    return DecisionLog.JSON.readTree(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
