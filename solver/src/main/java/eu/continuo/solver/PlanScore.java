package eu.continuo.solver;

/**
 * How good a plan is, by level; 0 is the best of each, and a higher level always wins.
 *
 * @param hard minus the units by which rules are broken
 * @param medium minus the urgency of the components without a site: 1 each where all matter alike
 * @param soft minus the weighed amounts, in thousandths of a cent a month
 */
public record PlanScore(long hard, long medium, long soft) implements Comparable<PlanScore> {

  @Override
  public int compareTo(PlanScore other) {
    if (hard != other.hard) {
      return Long.compare(hard, other.hard);
    }
    return medium != other.medium
        ? Long.compare(medium, other.medium)
        : Long.compare(soft, other.soft);
  }

  @Override
  public String toString() {
    return hard + "hard/" + medium + "medium/" + soft + "soft";
  }
}
