package eu.continuo.solver.fleet;

/**
 * What an operator would pay, in euro a month, to have one unit less of each term.
 *
 * @param costEuro for a euro a month
 * @param carbonGrams for a gram of CO2 equivalent an hour
 * @param latencyMs for a millisecond of round trip
 * @param migrationEuro for a euro of moving, which is paid once
 * @param riskSpread for a pair of replicas that shares a failure domain
 */
public record FleetWeights(
    double costEuro,
    double carbonGrams,
    double latencyMs,
    double migrationEuro,
    double riskSpread) {

  /** Points for a euro: a point is a thousandth of a cent. */
  public static final long POINTS_PER_EURO = 100_000;

  /**
   * Assumed weights where an operator states none: a euro is a euro, carbon at 80 euro a tonne (a
   * gram an hour is 730 g a month, 0.0584 euro), 0.05 euro a ms, 5 euro a pair.
   */
  public static final FleetWeights DEFAULT = new FleetWeights(1, 0.0584, 0.05, 1, 5);

  /** The weight of a term, in euro a month for a unit. */
  public double of(FleetTerm term) {
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
  public long points(FleetTerm term, double amount) {
    return (long) Math.rint(of(term) * amount * POINTS_PER_EURO);
  }
}
