package eu.continuo.solver.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sound problem: every identifier is known and every quantity finite and in range. It only comes
 * out of {@link PlacementRequest#check()}, so that whoever holds one need not check again.
 */
public final class PlacementProblem {

  private static final List<String> NOT_NAMED =
      List.of("policy does not name this site as allowed, and what is not allowed is refused");

  private final PlacementRequest request;
  private final Map<SiteId, Site> sitesById = new LinkedHashMap<>();
  private final Map<ComponentId, Component> componentsById = new LinkedHashMap<>();
  private final Map<Pair, List<String>> refusalReasons = new LinkedHashMap<>();

  private final Map<ComponentId, List<AntiAffinity>> antiAffinitiesOf = new LinkedHashMap<>();
  private final Map<SiteId, Maintenance> maintenances = new LinkedHashMap<>();
  private final Map<ComponentId, Long> urgencies;

  private record Pair(ComponentId component, SiteId site) {}

  PlacementProblem(PlacementRequest request) {
    this.request = request;
    request.sites().forEach(site -> sitesById.put(site.id(), site));
    request.components().forEach(component -> componentsById.put(component.id(), component));
    urgencies = Urgency.of(request.components(), request.running()).orElseThrow();
    request.maintenances().forEach(window -> maintenances.put(window.site(), window));
    for (AntiAffinity pair : request.antiAffinities()) {
      for (ComponentId end : List.of(pair.first(), pair.second())) {
        antiAffinitiesOf.computeIfAbsent(end, key -> new ArrayList<>()).add(pair);
      }
    }
    for (Eligibility.RefusedPair refused : request.eligibility().refused()) {
      refusalReasons.put(new Pair(refused.component(), refused.site()), refused.reasons());
    }
  }

  public List<Site> sites() {
    return request.sites();
  }

  public List<Component> components() {
    return request.components();
  }

  public List<Chain> chains() {
    return request.chains();
  }

  public Latencies latencies() {
    return request.latencies();
  }

  public List<SpreadGroup> spreadGroups() {
    return request.spreadGroups();
  }

  public Weights weights() {
    return request.weights();
  }

  /** The pairs of components that must not fail together. */
  public List<AntiAffinity> antiAffinities() {
    return request.antiAffinities();
  }

  /** Those of one component. */
  public List<AntiAffinity> antiAffinities(ComponentId component) {
    return antiAffinitiesOf.getOrDefault(component, List.of());
  }

  /** The maintenance of a site, empty if it is in service. */
  public Optional<Maintenance> maintenance(SiteId site) {
    return Optional.ofNullable(maintenances.get(site));
  }

  /** The ceilings of terms. */
  public List<Ceiling> ceilings() {
    return request.ceilings();
  }

  /** What runs already. */
  public Running running() {
    return request.running();
  }

  /** As it came, to ask for something else of the same. */
  public PlacementRequest request() {
    return request;
  }

  /**
   * What it counts that this component has no site: more than all together that matter less, and 1
   * where all matter alike. One that runs well matters more than one of its priority that does not.
   */
  public long urgency(ComponentId component) {
    return urgencies.getOrDefault(component, 0L);
  }

  /** The site with this identifier, empty if the problem has none. */
  public Optional<Site> site(SiteId id) {
    return Optional.ofNullable(sitesById.get(id));
  }

  /** The component with this identifier, empty if the problem has none. */
  public Optional<Component> component(ComponentId id) {
    return Optional.ofNullable(componentsById.get(id));
  }

  /** Whether policy allows the component at the site. */
  public boolean allows(ComponentId component, SiteId site) {
    return request.eligibility().allows(component, site);
  }

  /** Why policy does not allow the component at the site; empty if it does. */
  public List<String> refusalReasons(ComponentId component, SiteId site) {
    if (allows(component, site)) {
      return List.of();
    }
    List<String> stated = refusalReasons.getOrDefault(new Pair(component, site), List.of());
    return stated.isEmpty() ? NOT_NAMED : stated;
  }
}
