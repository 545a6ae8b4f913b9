package eu.continuo.bench;

import eu.continuo.examples.Chance;
import eu.continuo.policies.Continuum;
import eu.continuo.policies.Continuum.Attestation;
import eu.continuo.policies.Continuum.Site;
import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Made-up facts for policies: countries within unions, sites, and operators with owners of owners.
 *
 * <p>No two sites are run by the same operator, so that none can stand for another.
 */
final class PolicyFacts {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final int COUNTRIES = 60;
  private static final int UNIONS = 12;
  private static final int HOLDINGS = 40;

  private final long seed;

  PolicyFacts(long seed) {
    this.seed = seed;
  }

  /**
   * What policies are asked about.
   *
   * @param kinds how many components differ where many are alike
   */
  PolicyCase of(int components, int sites, int kinds) {
    return new PolicyCase(
        continuum(sites),
        IntStream.range(0, sites).mapToObj(PolicyFacts::site).toList(),
        components(components, components),
        components(components, Math.min(kinds, components)),
        country(COUNTRIES),
        NOW);
  }

  private Continuum continuum(int sites) {
    Map<String, Site> bySite = new HashMap<>();
    Map<String, List<Attestation>> attestations = new HashMap<>();
    for (int i = 0; i < HOLDINGS; i++) {
      attestations.put(holding(i), List.of(attestation(holding(i), Set.of())));
    }
    for (int i = 0; i < sites; i++) {
      Chance chance = Chance.of(seed, operator(i));
      bySite.put(site(i), new Site(country(chance.between(0, COUNTRIES - 1)), operator(i)));
      String owner = holding(chance.between(0, HOLDINGS - 1));
      if (!chance.percent(2)) {
        attestations.put(operator(i), List.of(attestation(operator(i), Set.of(owner))));
      }
    }
    return new Continuum(places(), bySite, attestations);
  }

  /**
   * Components of which each requires a location and sovereignty.
   *
   * @param kinds how many differ from one another in what they require
   */
  private static List<Component> components(int count, int kinds) {
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String iri = "https://example.org/component/" + i;
      int kind = i % kinds;
      // Two lists of places, whose numbers together are that of the kind.
      components.add(
          new Component(
              iri,
              List.of(
                  Requirement.location(iri + "#location", placeList(kind % 100)),
                  Requirement.sovereignty(iri + "#law", placeList(kind / 100)))));
    }
    return components;
  }

  /** The list of that number, always another one: a union, and more countries for more numbers. */
  private static List<String> placeList(int number) {
    List<String> places = new ArrayList<>();
    places.add(union(number % UNIONS));
    for (int rest = number / UNIONS; rest > 0; rest /= COUNTRIES) {
      places.add(country(rest % COUNTRIES));
    }
    return places;
  }

  private Attestation attestation(String party, Set<String> owners) {
    Chance chance = Chance.of(seed, party + "#law");
    return new Attestation(
        party + "#credential",
        country(chance.between(0, COUNTRIES - 1)),
        owners,
        owners.size(),
        NOW.minusSeconds(1_000_000),
        NOW.plusSeconds(1_000_000));
  }

  /** Every country is in some unions; the first of them holds most countries. */
  private static Map<String, Set<String>> places() {
    Map<String, Set<String>> places = new HashMap<>();
    for (int i = 0; i <= COUNTRIES; i++) {
      Set<String> within = new HashSet<>();
      within.add(country(i));
      within.add(union(i % UNIONS));
      within.add(union(i / 2 % UNIONS));
      within.add(union(i % 4 == 0 ? 1 : 0));
      places.put(country(i), within);
    }
    return places;
  }

  private static String site(int number) {
    return "https://example.org/site/" + number;
  }

  private static String operator(int number) {
    return "https://example.org/party/operator-" + number;
  }

  private static String country(int number) {
    return "https://example.org/place/country-" + number;
  }

  private static String union(int number) {
    return "https://example.org/place/union-" + number;
  }

  private static String holding(int number) {
    return "https://example.org/party/holding-" + number;
  }
}
