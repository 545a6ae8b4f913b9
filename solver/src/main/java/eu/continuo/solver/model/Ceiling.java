package eu.continuo.solver.model;

/**
 * A rule of the operator: the plan amounts to no more of a term than this.
 *
 * <p>Amounts are counted in millionths, each rounded once, so that two ways of counting agree on
 * whether it holds.
 *
 * @param amount in the unit of the term
 */
public record Ceiling(Term term, double amount) {

  /** Units in which ceilings are counted, for one of the term. */
  public static final double UNITS = 1e6;

  /** An amount in whole millionths. */
  public static long units(double amount) {
    return (long) Math.rint(amount * UNITS);
  }

  /** The ceiling in whole millionths. */
  public long units() {
    return units(amount);
  }
}
