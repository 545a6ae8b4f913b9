package eu.continuo.solver.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller wants placed, as it came: nothing in it has been checked.
 *
 * @param antiAffinities of pairs of components that must not fail together
 * @param maintenances at most one a site: those that hold at the instant that is planned for
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
    List<AntiAffinity> antiAffinities,
    List<Maintenance> maintenances,
    Weights weights,
    List<Ceiling> ceilings,
    Running running) {

  public PlacementRequest {
    sites = List.copyOf(sites);
    components = List.copyOf(components);
    chains = List.copyOf(chains);
    spreadGroups = List.copyOf(spreadGroups);
    antiAffinities = List.copyOf(antiAffinities);
    maintenances = List.copyOf(maintenances);
    ceilings = List.copyOf(ceilings);
  }

  /**
   * A request without components to be kept apart, without maintenance and ceilings, where nothing
   * runs yet.
   */
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
        List.of(),
        List.of(),
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
        antiAffinities,
        maintenances.stream().filter(window -> !lost.contains(window.site())).toList(),
        weights,
        ceilings,
        running);
  }

  /** The same request under another decision of policy. */
  public PlacementRequest allowing(Eligibility other) {
    return new PlacementRequest(
        sites,
        components,
        other,
        chains,
        latencies,
        spreadGroups,
        antiAffinities,
        maintenances,
        weights,
        ceilings,
        running);
  }

  /** The same request where this runs. */
  public PlacementRequest with(Running other) {
    return new PlacementRequest(
        sites,
        components,
        eligibility,
        chains,
        latencies,
        spreadGroups,
        antiAffinities,
        maintenances,
        weights,
        ceilings,
        other);
  }

  /** The same request, weighed otherwise and under other ceilings. */
  public PlacementRequest with(Weights other, List<Ceiling> under) {
    return new PlacementRequest(
        sites,
        components,
        eligibility,
        chains,
        latencies,
        spreadGroups,
        antiAffinities,
        maintenances,
        other,
        under,
        running);
  }

  /** The same request with other components to be kept apart, and other maintenance. */
  public PlacementRequest with(List<AntiAffinity> apart, List<Maintenance> windows) {
    return new PlacementRequest(
        sites,
        components,
        eligibility,
        chains,
        latencies,
        spreadGroups,
        apart,
        windows,
        weights,
        ceilings,
        running);
  }
}
