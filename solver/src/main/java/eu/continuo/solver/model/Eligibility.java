package eu.continuo.solver.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What policy decided for each pair of a component and a site. It fails closed: a pair that is not
 * named as allowed is not allowed.
 *
 * @param allowed the sites that policy allows, by component
 * @param refused the pairs that policy refused, with its reasons, for explanations
 */
public record Eligibility(Map<ComponentId, Set<SiteId>> allowed, List<RefusedPair> refused) {

  public Eligibility {
    Map<ComponentId, Set<SiteId>> copy = new LinkedHashMap<>();
    allowed.forEach((component, sites) -> copy.put(component, Set.copyOf(sites)));
    allowed = Collections.unmodifiableMap(copy);
    refused = List.copyOf(refused);
  }

  /** A pair that policy refused, and why. */
  public record RefusedPair(ComponentId component, SiteId site, List<String> reasons) {

    public RefusedPair {
      reasons = List.copyOf(reasons);
    }
  }

  /** Whether policy allows the component at the site. */
  public boolean allows(ComponentId component, SiteId site) {
    return allowed.getOrDefault(component, Set.of()).contains(site);
  }
}
