package eu.continuo.solver.fleet;

import java.util.List;
import java.util.Map;

/**
 * What a plan amounts to.
 *
 * @param amounts of each term, in its unit
 * @param points of each term: the amounts weighed, in thousandths of a cent a month
 * @param breaches of rules, in words; a sound plan has none
 * @param unplaced how many replicas have no node
 * @param openNodes how many nodes have a replica at least
 */
public record FleetEvaluation(
    Map<FleetTerm, Double> amounts,
    Map<FleetTerm, Long> points,
    List<String> breaches,
    int unplaced,
    int openNodes) {

  public FleetEvaluation {
    amounts = Map.copyOf(amounts);
    points = Map.copyOf(points);
    breaches = List.copyOf(breaches);
  }

  /** The amount of a term, in its unit. */
  public double amount(FleetTerm term) {
    return amounts.getOrDefault(term, 0.0);
  }

  /** The weighed amount of a term, in points. */
  public long points(FleetTerm term) {
    return points.getOrDefault(term, 0L);
  }

  /** The weighed sum of all terms, in points. */
  public long totalPoints() {
    return points.values().stream().mapToLong(Long::longValue).sum();
  }
}
