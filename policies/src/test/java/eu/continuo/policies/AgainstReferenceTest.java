package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    var random = new RandomContinuum(new Random(SEED + 1));
    for (var round = 0; round < 100; round++) {
      var data = Json.read(PolicyData.of(random.continuum(2)).json());
      var input = Policy.input(random.request(), RandomContinuum.NOW);
      assertThat(Sovereignty.inWasm(data, input))
          .as("round %d", round)
          .isEqualTo(Sovereignty.inNativeOpa(scratch, data, input));
    }
  }

  @Test
  void neverTurnsARefusalIntoAnAllowWhenAFactIsRemoved() {
    var random = new RandomContinuum(new Random(SEED + 2));
    for (var round = 0; round < 40; round++) {
      // One credential a party: of two, the one that says no may be the one that is removed.
      var data = Json.read(PolicyData.of(random.continuum(1)).json());
      var input = Policy.input(random.request(), RandomContinuum.NOW);
      var before = allowed(Sovereignty.inWasm(data, input));
      for (var removed : eachFactRemoved(data)) {
        assertThat(before)
            .as("round %d, %s", round, removed)
            .containsAll(allowed(Sovereignty.inWasm(removed, input)));
      }
    }
  }

  private static Set<String> allowed(JsonNode decisions) {
    return decisions.properties().stream()
        .flatMap(
            component ->
                component.getValue().properties().stream()
                    .filter(site -> site.getValue().path("allow").asBoolean())
                    .map(site -> component.getKey() + " at " + site.getKey()))
        .collect(Collectors.toSet());
  }

  /** Copies of a tree, each without one member of one object or one element of one array. */
  private static List<JsonNode> eachFactRemoved(JsonNode tree) {
    var copies = new ArrayList<JsonNode>();
    switch (tree) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  member -> {
                    copies.add(object.deepCopy().without(member.getKey()));
                    for (var smaller : eachFactRemoved(member.getValue())) {
                      copies.add(object.deepCopy().set(member.getKey(), smaller));
                    }
                  });
      case ArrayNode array ->
          IntStream.range(0, array.size())
              .forEach(
                  i -> {
                    var without = array.deepCopy();
                    without.remove(i);
                    copies.add(without);
                    for (var smaller : eachFactRemoved(array.get(i))) {
                      var changed = array.deepCopy();
                      changed.set(i, smaller);
                      copies.add(changed);
                    }
                  });
      default -> {
        // A value has no parts; it goes with its member.
      }
    }
    return copies;
  }
}
