package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.continuo.policies.odrl.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meaning of ODRL: compiled, in native OPA, and written again in Java. */
class UsePoliciesTest {
  private static final UsePolicies JUDGE = UsePolicies.packaged();
  private static final PolicyData PLACES =
      PolicyData.of(new Continuum(RandomUses.PLACES, Map.of(), Map.of()));

  /** So many policies, each with some uses; more by {@code -Dcontinuo.use-policies}. */
  private static final int POLICIES = Integer.getInteger("continuo.use-policies", 200);

  private static final int USES_EACH = 5;

  @Test
  void decidesAsTheMeaningWrittenAgainInJava() {
    var allowed = 0;
    var denied = 0;
    for (var seed = 0; seed < POLICIES; seed++) {
      var random = new RandomUses(seed);
      var policy = random.policy();
      for (var i = 0; i < USES_EACH; i++) {
        var use = random.use();
        var now = random.now();
        var reference = new UseReference(use, RandomUses.PLACES, now);
        var made = JUDGE.decide(use, List.of(policy), PLACES, now).getFirst();
        assertThat(made.allow())
            .as("%s%n%s%n%s", policy, use, now)
            .isEqualTo(reference.allows(policy));
        assertThat(made.reasons().isEmpty()).isEqualTo(made.allow());
        assertThat(
                made.obligations().stream()
                    .map(o -> o.kind() + " " + o.duty() + " " + o.state())
                    .collect(Collectors.toSet()))
            .as("%s%n%s%n%s", policy, use, now)
            .isEqualTo(reference.obligations(policy));
        allowed += made.allow() ? 1 : 0;
        denied += made.allow() ? 0 : 1;
      }
    }
    assertThat(allowed).isGreaterThan(POLICIES * USES_EACH / 50);
    assertThat(denied).isGreaterThan(POLICIES * USES_EACH / 10);
  }

  @Test
  void decidesInNativeOpaAsCompiled(@TempDir Path scratch) throws IOException {
    LibraryPolicy.assumeOwnTool();
    var questions = Json.object();
    var wanted = Json.object();
    for (var seed = 0; seed < Math.min(POLICIES, 100); seed++) {
      var random = new RandomUses(seed);
      var policies = List.of(random.policy());
      var use = random.use();
      var now = random.now();
      var name = Integer.toString(seed);
      questions.set(name, Json.read(UsePolicies.input(use, policies, now)));
      wanted.putObject(name).set("0", JUDGE.answers(use, policies, PLACES, now).getFirst());
    }
    var data = Json.object().set("questions", questions);
    Files.write(scratch.resolve("questions.json"), Json.write(data));
    Files.write(scratch.resolve("places.json"), PLACES.bytes());
    var arguments = new ArrayList<String>();
    for (var file : List.of("meaning.rego", "profile.rego", "uses.rego")) {
      arguments.addAll(List.of("-d", Path.of("odrl", file).toString()));
    }
    arguments.addAll(
        List.of(
            "-d",
            scratch.resolve("questions.json").toString(),
            "-d",
            scratch.resolve("places.json").toString(),
            "--format",
            "json",
            "some name, question in data.questions;"
                + " answer := data.icra.odrl.decisions with input as question"));
    var answer = LibraryPolicy.TOOL.run("eval", arguments);
    assertThat(answer).isInstanceOf(RegoAnswer.Passed.class);
    var natively = Json.object();
    for (var result :
        Json.read(
                ((RegoAnswer.Passed) answer)
                    .output()
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .path("result")) {
      natively.set(
          result.path("bindings").path("name").asText(), result.path("bindings").path("answer"));
    }
    assertThat((JsonNode) natively).isEqualTo(wanted);
  }

  @Test
  void answersTheCasesAsTheyWant() throws IOException {
    try (var files = Files.list(Path.of("odrl", "cases"))) {
      for (var file : files.toList()) {
        var one = (ObjectNode) Json.read(Files.readAllBytes(file));
        assertThat(JUDGE.answer(Json.write(one.path("data")), Json.write(one.path("input"))))
            .as(file.toString())
            .isEqualTo(one.path("want_result"));
      }
    }
  }

  @Test
  void knowsTheActionsOfTheProfile() throws IOException {
    var written =
        Profile.packaged().actions().entrySet().stream()
            .map(
                e ->
                    "\t\"%s\": [%s],\n"
                        .formatted(
                            e.getKey(),
                            e.getValue().stream()
                                .map(w -> "\"" + w + "\"")
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining());
    assertThat(Files.readString(Path.of("odrl", "profile.rego"))).endsWith("{\n" + written + "}\n");
    var known = Profile.packaged().actions().keySet();
    Profile.packaged().actions().values().forEach(wider -> assertThat(known).containsAll(wider));
    assertThat(new TreeSet<>(Profile.packaged().operators()))
        .containsExactly(
            "eq",
            "gt",
            "gteq",
            "hasPart",
            "isAllOf",
            "isAnyOf",
            "isNoneOf",
            "isPartOf",
            "lt",
            "lteq",
            "neq");
  }
}
