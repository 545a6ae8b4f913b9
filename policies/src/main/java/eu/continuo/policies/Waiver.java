package eu.continuo.policies;

import java.time.Instant;

/**
 * Somebody's word that a reason of one policy does not count for a while, about one component, one
 * site or one component at one site.
 *
 * @param id by which it is named
 * @param policy the policy whose reason it is
 * @param code the code of the reason; empty for every reason of that policy
 * @param component IRI; empty for every one at the site
 * @param site IRI; empty for every one of the component
 * @param by who answers for it
 * @param why in words
 * @param from the first moment at which it counts
 * @param until the first moment at which it counts no more
 */
public record Waiver(
    String id,
    String policy,
    String code,
    String component,
    String site,
    String by,
    String why,
    Instant from,
    Instant until) {

  /** Whether it counts at this time. */
  public boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** Whether it is about this pair. */
  public boolean covers(String aComponent, String aSite) {
    return (component.isEmpty() || component.equals(aComponent))
        && (site.isEmpty() || site.equals(aSite));
  }

  boolean waives(Reason reason) {
    return reason.policy().equals(policy) && (code.isEmpty() || code.equals(reason.code()));
  }
}
