package eu.continuo.policies;

import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Small continuums with a bit of everything: owner cycles, outsiders, expired credentials, missing
 * facts. Facts are mostly there and mostly good, so that about as much is allowed as is refused.
 */
final class RandomContinuum {
  static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  private static final Map<String, Set<String>> PLACES =
      Map.of(
          "urn:place:FR", Set.of("urn:place:FR", "urn:place:EU", "urn:place:EEA"),
          "urn:place:DE", Set.of("urn:place:DE", "urn:place:EU", "urn:place:EEA"),
          "urn:place:NO", Set.of("urn:place:NO", "urn:place:EEA"),
          "urn:place:US", Set.of("urn:place:US"),
          "urn:place:EU", Set.of("urn:place:EU", "urn:place:EEA"));
  private static final List<String> WANTED_PLACES =
      List.of("urn:place:EU", "urn:place:EEA", "urn:place:FR", "urn:place:nowhere");
  private static final List<String> GOOD_COUNTRIES = List.of("urn:place:FR", "urn:place:DE");
  private static final List<String> OTHER_COUNTRIES =
      List.of("urn:place:NO", "urn:place:US", "urn:place:nowhere");

  private final Random random;

  RandomContinuum(Random random) {
    this.random = random;
  }

  /**
   * @param mostAttestations of one party; with one, no credential can contradict another
   */
  Continuum continuum(int mostAttestations) {
    var parties =
        IntStream.range(0, 5 + random.nextInt(4)).mapToObj(i -> "urn:party:" + i).toList();
    var places = new TreeMap<>(PLACES);
    if (oneIn(20)) {
      places.remove("urn:place:DE");
    }
    var attestations = new TreeMap<String, List<Continuum.Attestation>>();
    for (var party : parties) {
      if (!oneIn(15)) {
        attestations.put(party, attestations(party, parties, mostAttestations));
      }
    }
    var sites = new TreeMap<String, Continuum.Site>();
    for (var i = 0; i < 3; i++) {
      sites.put("urn:site:" + i, new Continuum.Site(mostly(country()), mostly(any(parties))));
    }
    return new Continuum(places, sites, attestations);
  }

  DecisionRequest request() {
    var components = new ArrayList<Component>();
    for (var i = 0; i < 3; i++) {
      var requirements = new ArrayList<Requirement>();
      for (var j = random.nextInt(3); j > 0; j--) {
        requirements.add(requirement("urn:requirement:%d-%d".formatted(i, j)));
      }
      components.add(new Component("urn:component:" + i, requirements));
    }
    return new DecisionRequest(
        components, List.of("urn:site:0", "urn:site:1", "urn:site:2", "urn:site:unheard-of"));
  }

  private Requirement requirement(String iri) {
    var places = new ArrayList<String>();
    for (var i = oneIn(15) ? 0 : 1 + random.nextInt(2); i > 0; i--) {
      places.add(any(WANTED_PLACES));
    }
    var kind = oneIn(15) ? "certification" : any(List.of("location", "sovereignty"));
    return new Requirement(iri, kind, places);
  }

  private List<Continuum.Attestation> attestations(String party, List<String> parties, int most) {
    var attestations = new ArrayList<Continuum.Attestation>();
    for (var i = 1 + random.nextInt(most); i > 0; i--) {
      var controllers = new HashSet<String>();
      for (var j = random.nextInt(3); j > 0; j--) {
        controllers.add(any(parties));
      }
      var ownerCount = controllers.size() + (oneIn(12) ? 1 : 0);
      attestations.add(
          new Continuum.Attestation(
              "urn:credential:%s:%d".formatted(party, i),
              mostly(country()),
              controllers,
              mostly(ownerCount),
              mostly(NOW.plusSeconds(oneIn(12) ? 1 : -random.nextInt(2))),
              mostly(NOW.plusSeconds(oneIn(12) ? 0 : 1))));
    }
    return attestations;
  }

  private String country() {
    return any(oneIn(8) ? OTHER_COUNTRIES : GOOD_COUNTRIES);
  }

  private <T> @Nullable T mostly(T fact) {
    return oneIn(25) ? null : fact;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean oneIn(int rounds) {
    return random.nextInt(rounds) == 0;
  }
}
