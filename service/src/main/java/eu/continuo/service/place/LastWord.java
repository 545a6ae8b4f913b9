package eu.continuo.service.place;

import eu.continuo.policies.DecisionRequest;
import eu.continuo.service.graph.Principal;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;

/**
 * The policies' last word about what is finished. A plan takes seconds to find, and is kept or
 * applied later still: policies and facts may be others by then than those that it was made from.
 */
@FunctionalInterface
public interface LastWord {
  /** Nobody is asked again: for what is only rehearsed. */
  LastWord NOBODY = (finished, principal, now) -> List.of();

  /**
   * Asks by the policies and the facts of this moment, and notes what is decided.
   *
   * @return everything that may not be where it is; empty where all may
   */
  List<Finding> about(Finished finished, Principal principal, Instant now);

  /**
   * What was found.
   *
   * @param purpose what for
   * @param placed for each site that has components, these and the site
   */
  record Finished(Purpose purpose, List<DecisionRequest> placed) {
    public Finished {
      placed = List.copyOf(placed);
    }
  }

  /** What a decision is made for. */
  enum Purpose {
    /** A plan is to be kept. */
    PLAN,
    /** A plan is to be the desired state. */
    APPLY,
    /** An offer is to be made. */
    QUOTE
  }
}
