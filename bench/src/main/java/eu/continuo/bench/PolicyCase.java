package eu.continuo.bench;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Continuum;
import eu.continuo.policies.Continuum.Site;
import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Facts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What policies are asked about.
 *
 * @param continuum the facts that they read
 * @param sites the IRIs of its sites, in an order that stays
 * @param distinct components
 * @param alike as many, of which many require the same
 * @param elsewhere a place in which no site is
 * @param now the clock of the decisions
 */
record PolicyCase(
    Continuum continuum,
    List<String> sites,
    List<Component> distinct,
    List<Component> alike,
    String elsewhere,
    Instant now) {
  PolicyCase {
    sites = List.copyOf(sites);
    distinct = List.copyOf(distinct);
    alike = List.copyOf(alike);
  }

  /** All components at all sites of the example. */
  static PolicyCase of(Europe europe) {
    return europe.view(
        graph -> {
          Continuum continuum = Allowing.continuum(graph);
          List<Component> components =
              Allowing.components(graph, new Facts(graph).instances(Icra.APPLICATION_COMPONENT));
          List<String> countries =
              continuum.sites().values().stream().map(site -> "" + site.country()).toList();
          return new PolicyCase(
              continuum,
              continuum.sites().keySet().stream().sorted().toList(),
              components,
              components,
              continuum.places().keySet().stream()
                  .filter(place -> !countries.contains(place))
                  .min(String::compareTo)
                  .orElseThrow(),
              europe.now());
        });
  }

  /** The continuum with one site that moved elsewhere. */
  Continuum withMovedSite(int number) {
    String moved = sites.get(number % sites.size());
    Map<String, Site> changed = new HashMap<>(continuum.sites());
    changed.computeIfPresent(moved, (iri, site) -> new Site(elsewhere, site.operator()));
    return new Continuum(continuum.places(), changed, continuum.attestations());
  }
}
