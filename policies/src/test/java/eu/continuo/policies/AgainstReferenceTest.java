package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgainstReferenceTest {
  private static final long SEED = 20261124;

  @Test
  void givesTheReasonsThatTheReferenceGives() {
    var policy = Policies.packaged().sovereignty();
    var random = new RandomContinuum(new Random(SEED));
    var allowed = 0;
    var denied = 0;
    for (var round = 0; round < 500; round++) {
      var continuum = random.continuum(2);
      var request = random.request();
      var reference = new SovereigntyReference(continuum, RandomContinuum.NOW);
      var decisions = policy.decide(PolicyData.of(continuum), request, RandomContinuum.NOW);
      for (var component : request.components()) {
        for (var site : request.sites()) {
          var decision = decisions.of(component.iri(), site).orElseThrow();
          assertThat(decision.reasons())
              .as("round %d, %s at %s", round, component, site)
              .extracting(SovereigntyReference.Against::of)
              .containsExactlyInAnyOrderElementsOf(reference.reasons(component, site));
          if (decision.allow()) {
            allowed++;
          } else {
            denied++;
          }
        }
      }
    }
    // Both answers must be common, or the agreement says little.
    assertThat(allowed).isGreaterThan(1000);
    assertThat(denied).isGreaterThan(1000);
  }

  @Test
  void agreesWithNativeOpa(@TempDir Path scratch) throws IOException {
    LibraryPolicy.assumeOwnTool();
    var random = new RandomContinuum(new Random(SEED + 1));
    var questions = new ArrayList<ObjectNode>();
    for (var round = 0; round < 200; round++) {
      var question = Json.object();
      question.set("data", Json.read(PolicyData.of(random.continuum(2)).json()));
      question.set("input", Policy.input(random.request(), RandomContinuum.NOW));
      questions.add(question);
    }
    var wanted = Sovereignty.POLICY.inNativeOpa(scratch, questions);
    for (var round = 0; round < questions.size(); round++) {
      var question = questions.get(round);
      assertThat(Sovereignty.inWasm(question.path("data"), question.path("input")))
          .as("round %d", round)
          .isEqualTo(wanted.get(round));
    }
  }

  @Test
  void neverTurnsARefusalIntoAnAllowWhenAFactIsRemoved() {
    var random = new RandomContinuum(new Random(SEED + 2));
    for (var round = 0; round < 15; round++) {
      // One credential a party: of two, the one that says no may be the one that is removed.
      var data = Json.read(PolicyData.of(random.continuum(1)).json());
      var input = Policy.input(random.request(), RandomContinuum.NOW);
      var before = allowed(Sovereignty.inWasm(data, input));
      for (var fact : JsonChanges.places(data)) {
        assertThat(before)
            .as("round %d, %s without %s", round, data, fact)
            .containsAll(allowed(Sovereignty.inWasm(JsonChanges.without(data, fact), input)));
      }
    }
  }

  private static Set<String> allowed(JsonNode decisions) {
    return LibraryPolicy.verdicts(decisions).entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
