package eu.continuo.solver.reassign;

import java.util.List;
import java.util.Map;

/**
 * What a plan amounts to.
 *
 * @param costs of each term, weighed
 * @param breaches of rules, in words; a sound plan has none
 */
public record ReassignmentEvaluation(Map<ReassignmentTerm, Long> costs, List<String> breaches) {

  public ReassignmentEvaluation {
    costs = Map.copyOf(costs);
    breaches = List.copyOf(breaches);
  }

  /** What a term costs. */
  public long cost(ReassignmentTerm term) {
    return costs.getOrDefault(term, 0L);
  }

  /** What all terms cost together. */
  public long totalCost() {
    return costs.values().stream().mapToLong(Long::longValue).sum();
  }
}
