package eu.continuo.solver.model;

/**
 * What an operator would pay, in euro a month, to have one unit less of each term. The weighed sum
 * of all terms is what a plan keeps small; rules are never traded for it.
 *
 * @param costEuro for a euro a month
 * @param carbonGrams for a gram of CO2 equivalent an hour
 * @param latencyMs for a millisecond of round trip on a chain
 * @param migrationEuro for a euro of moving, which is paid once: with 1, a move pays back within a
 *     month or is not made
 * @param riskSpread for a pair of components that shares a failure domain
 */
public record Weights(
    double costEuro,
    double carbonGrams,
    double latencyMs,
    double migrationEuro,
    double riskSpread) {

  /** Points for a euro: a point is a thousandth of a cent. */
  public static final long POINTS_PER_EURO = 100_000;

  /**
   * Assumed weights where an operator states none: a euro is a euro, carbon at 80 euro a tonne (a
   * gram an hour is 730 g a month, 0.0584 euro), 0.05 euro a ms, 20 euro a pair; a move pays back
   * within a month.
   */
  public static final Weights DEFAULT = new Weights(1, 0.0584, 0.05, 1, 20);

  /** The same weight for no term but one. */
  public static Weights only(Term term) {
    return new Weights(
        term == Term.COST_EURO ? 1 : 0,
        term == Term.CARBON_GRAMS ? 1 : 0,
        term == Term.LATENCY_MS ? 1 : 0,
        term == Term.MIGRATION_EURO ? 1 : 0,
        term == Term.RISK_SPREAD ? 1 : 0);
  }

  /** The weight of a term, in euro a month for a unit. */
  public double of(Term term) {
    return switch (term) {
      case COST_EURO -> costEuro;
      case CARBON_GRAMS -> carbonGrams;
      case LATENCY_MS -> latencyMs;
      case MIGRATION_EURO -> migrationEuro;
      case RISK_SPREAD -> riskSpread;
    };
  }

  /**
   * A weighed amount in whole points, rounded half to even: a sum of points is exact, so that two
   * ways of counting must agree to the last point.
   */
  public long points(Term term, double amount) {
    return (long) Math.rint(of(term) * amount * POINTS_PER_EURO);
  }
}
