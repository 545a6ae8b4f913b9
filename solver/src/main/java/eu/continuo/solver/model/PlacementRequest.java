package eu.continuo.solver.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller wants placed, as it came: nothing in it has been checked.
 *
 * @param ceilings of terms, at most one each
 * @param running what runs already
 */
public record PlacementRequest(
    List<Site> sites,
    List<Component> components,
    Eligibility eligibility,
    List<Chain> chains,
    Latencies latencies,
    List<SpreadGroup> spreadGroups,
    Weights weights,
    List<Ceiling> ceilings,
    Running running) {

  public PlacementRequest {
    sites = List.copyOf(sites);
    components = List.copyOf(components);
    chains = List.copyOf(chains);
    spreadGroups = List.copyOf(spreadGroups);
    ceilings = List.copyOf(ceilings);
  }

  /** A request without ceilings, where nothing runs yet. */
  public PlacementRequest(
      List<Site> sites,
      List<Component> components,
      Eligibility eligibility,
      List<Chain> chains,
      Latencies latencies,
      List<SpreadGroup> spreadGroups,
      Weights weights) {
    this(
        sites,
        components,
        eligibility,
        chains,
        latencies,
        spreadGroups,
        weights,
        List.of(),
        Running.NOTHING);
  }

  /** Checks everything at once: never throws, and lists all that is wrong. */
  public ProblemCheck check() {
    List<Violation> violations = new RequestReview(this).violations();
    return violations.isEmpty()
        ? new ProblemCheck.Accepted(new PlacementProblem(this))
        : new ProblemCheck.Refused(violations);
  }

  /** The same request without some sites: what is said of them is left out as well. */
  public PlacementRequest without(Set<SiteId> lost) {
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>();
    eligibility
        .allowed()
        .forEach(
            (component, there) ->
                allowed.put(
                    component,
                    there.stream()
                        .filter(site -> !lost.contains(site))
                        .collect(Collectors.toUnmodifiableSet())));
    Map<SitePair, Double> roundTripMs = new LinkedHashMap<>(latencies.roundTripMs());
    roundTripMs
        .keySet()
        .removeIf(pair -> lost.contains(pair.first()) || lost.contains(pair.second()));
    return new PlacementRequest(
        sites.stream().filter(site -> !lost.contains(site.id())).toList(),
        components,
        new Eligibility(
            allowed,
            eligibility.refused().stream().filter(pair -> !lost.contains(pair.site())).toList()),
        chains,
        new Latencies(roundTripMs),
        spreadGroups,
        weights,
        ceilings,
        running);
  }

  /** The same request under another decision of policy. */
  public PlacementRequest allowing(Eligibility other) {
    return new PlacementRequest(
        sites, components, other, chains, latencies, spreadGroups, weights, ceilings, running);
  }

  /** The same request where this runs. */
  public PlacementRequest with(Running other) {
    return new PlacementRequest(
        sites, components, eligibility, chains, latencies, spreadGroups, weights, ceilings, other);
  }

  /** The same request, weighed otherwise and under other ceilings. */
  public PlacementRequest with(Weights other, List<Ceiling> under) {
    return new PlacementRequest(
        sites, components, eligibility, chains, latencies, spreadGroups, other, under, running);
  }
}
