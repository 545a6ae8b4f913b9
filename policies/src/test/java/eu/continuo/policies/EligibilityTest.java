package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import eu.continuo.policies.Eligibility.Update.Updated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EligibilityTest {
  private static final Policy POLICY = Policies.packaged().sovereignty();
  private final RandomContinuum random = new RandomContinuum(new Random(20261124));

  @Test
  void allowsWhatTheDecisionsAllowHoweverItIsAsked() {
    for (var round = 0; round < 150; round++) {
      var continuum = random.continuum(2);
      var components = random.request().components();
      for (var policy : List.of(POLICY, POLICY.judgingSites(), POLICY.judgingComponents())) {
        var table = policy.eligibility();
        var _ = update(table, continuum, components);
        assertAgrees(table, continuum, components);
      }
    }
  }

  @Test
  void asksAboutRequirementsOnceWhereComponentsCombineThem() {
    LibraryPolicy.assumeOwnTool();
    var places = random.continuum(1).places();
    var sites = Map.of("urn:site:1", new Continuum.Site("urn:place:FR", "urn:party:1"));
    var inFrance = Requirement.location("urn:requirement:1", List.of("urn:place:FR"));
    var inEurope = Requirement.location("urn:requirement:2", List.of("urn:place:EU"));
    var inUsa = Requirement.location("urn:requirement:3", List.of("urn:place:US"));
    var components =
        List.of(
            new Component("urn:component:0", List.of()),
            new Component("urn:component:1", List.of(inFrance, inEurope)),
            new Component("urn:component:2", List.of(inFrance, inUsa)),
            new Component("urn:component:3", List.of(inEurope, inUsa)),
            new Component("urn:component:4", List.of(inFrance, inEurope, inUsa)));
    var continuum = new Continuum(places, sites, Map.of());

    var table = POLICY.eligibility();
    assertThat(update(table, continuum, components)).isEqualTo(new Updated(3, 5, 1));
    var whole = POLICY.judgingComponents().eligibility();
    assertThat(update(whole, continuum, components)).isEqualTo(new Updated(5, 5, 1));
    for (var each : List.of(table, whole)) {
      assertThat(components.stream().filter(c -> each.allows(c.iri(), "urn:site:1")))
          .containsExactly(components.get(0), components.get(1));
    }
  }

  @Test
  void staysTrueWhileSitesAndComponentsAndOwnersChange() {
    var continuum = random.continuum(2);
    var components = new ArrayList<>(random.request().components());
    var table = POLICY.eligibility();
    var atSites = POLICY.judgingSites().eligibility();
    var whole = POLICY.judgingComponents().eligibility();
    for (var round = 0; round < 150; round++) {
      var other = random.continuum(2);
      continuum =
          switch (round % 5) {
            case 0 -> withSite(continuum, other);
            case 1 -> new Continuum(other.places(), continuum.sites(), continuum.attestations());
            case 2 -> new Continuum(continuum.places(), continuum.sites(), other.attestations());
            default -> continuum;
          };
      if (round % 5 == 3) {
        components.set(round % components.size(), random.request().components().get(round % 3));
      }
      var distinct = new TreeMap<String, Component>();
      components.forEach(component -> distinct.put(component.iri(), component));
      var asked = List.copyOf(distinct.values());
      for (var each : List.of(table, atSites, whole)) {
        var _ = update(each, continuum, asked);
        assertAgrees(each, continuum, asked);
      }
    }
  }

  @Test
  void evaluatesOnlyThePairsOfWhatChanged() {
    LibraryPolicy.assumeOwnTool();
    var sites = new HashMap<String, Continuum.Site>();
    for (var i = 0; i < 20; i++) {
      sites.put("urn:site:" + i, new Continuum.Site("urn:place:FR", "urn:party:" + i));
    }
    var places = random.continuum(1).places();
    var continuum = new Continuum(places, sites, Map.of());
    var components =
        List.of(
            component(1, "urn:place:FR"),
            component(2, "urn:place:EU"),
            component(3, "urn:place:EU"));
    var table = POLICY.judgingSites().eligibility();

    // Two components differ only in names, which nobody reads.
    assertThat(update(table, continuum, components)).isEqualTo(new Updated(40, 2, 20));
    assertThat(update(table, continuum, components)).isEqualTo(new Updated(0, 2, 20));

    sites.put("urn:site:0", new Continuum.Site("urn:place:US", "urn:party:0"));
    var moved = new Continuum(places, sites, Map.of());
    assertThat(update(table, moved, components)).isEqualTo(new Updated(2, 2, 21));
    assertThat(table.allows("urn:component:1", "urn:site:0")).isFalse();
    assertThat(table.allows("urn:component:1", "urn:site:1")).isTrue();

    var more = new ArrayList<>(components);
    more.add(component(4, "urn:place:US"));
    assertThat(update(table, moved, more)).isEqualTo(new Updated(21, 3, 21));
    assertThat(table.allows("urn:component:4", "urn:site:0")).isTrue();
    assertThat(table.allows("urn:component:5", "urn:site:0")).isFalse();
  }

  @Test
  void evaluatesARequirementOnceForATraitThatManySitesShare() {
    LibraryPolicy.assumeOwnTool();
    var sites = new HashMap<String, Continuum.Site>();
    for (var i = 0; i < 20; i++) {
      sites.put("urn:site:" + i, new Continuum.Site("urn:place:FR", "urn:party:" + i));
    }
    var places = random.continuum(1).places();
    var components = List.of(component(1, "urn:place:FR"), component(2, "urn:place:US"));
    var table = POLICY.eligibility();
    var before = new Continuum(places, sites, Map.of());

    assertThat(update(table, before, components)).isEqualTo(new Updated(2, 2, 20));
    sites.put("urn:site:0", new Continuum.Site("urn:place:US", "urn:party:0"));
    var moved = new Continuum(places, sites, Map.of());
    assertThat(update(table, moved, components)).isEqualTo(new Updated(2, 2, 21));
    assertThat(table.allows("urn:component:1", "urn:site:0")).isFalse();
    assertThat(table.allows("urn:component:2", "urn:site:0")).isTrue();
    sites.put("urn:site:1", new Continuum.Site("urn:place:US", "urn:party:1"));
    var again = new Continuum(places, sites, Map.of());
    assertThat(update(table, again, components)).isEqualTo(new Updated(0, 2, 22));
    assertThat(table.allows("urn:component:2", "urn:site:1")).isTrue();
  }

  @Test
  void allowsNothingWhenThePolicyFails() {
    var table = Policies.packaged(Duration.ofNanos(1)).sovereignty().eligibility();
    var continuum = random.continuum(1);
    var components = List.of(new Component("urn:component:1", List.of()));
    assertThat(table.update(continuum, components, RandomContinuum.NOW))
        .isInstanceOfSatisfying(
            Eligibility.Update.Failed.class,
            failed -> assertThat(failed.reason().code()).isEqualTo("policy.failed"));
    assertThat(table.allows("urn:component:1", "urn:site:0")).isFalse();
  }

  private static Component component(int number, String place) {
    return new Component(
        "urn:component:" + number,
        List.of(Requirement.location("urn:requirement:" + number, List.of(place))));
  }

  private static Updated update(
      Eligibility table, Continuum continuum, List<Component> components) {
    return switch (table.update(continuum, components, RandomContinuum.NOW)) {
      case Updated updated -> updated;
      case Eligibility.Update.Failed(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Continuum withSite(Continuum continuum, Continuum other) {
    var sites = new HashMap<>(continuum.sites());
    sites.putAll(
        other.sites().entrySet().stream()
            .limit(1)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return new Continuum(continuum.places(), sites, continuum.attestations());
  }

  private static void assertAgrees(
      Eligibility table, Continuum continuum, List<Component> components) {
    var request = new DecisionRequest(components, List.copyOf(continuum.sites().keySet()));
    var decisions = POLICY.decide(PolicyData.of(continuum), request, RandomContinuum.NOW);
    for (var decision : decisions.all()) {
      assertThat(table.allows(decision.component(), decision.site()))
          .as("%s", decision)
          .isEqualTo(decision.allow());
    }
  }
}
