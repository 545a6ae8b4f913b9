package eu.continuo.solver.fleet;

/** A quantity that a plan of a fleet should keep small, and that an operator weighs by name. */
public enum FleetTerm {
  /** Euro for a month of 730 hours. */
  COST_EURO("costEuro"),
  /** Grams of CO2 equivalent in an hour, at the planning instant. */
  CARBON_GRAMS("carbonGrams"),
  /** Milliseconds of round trip to users and along links, each times its importance. */
  LATENCY_MS("latencyMs"),
  /** Euro, once, for running replicas that leave their nodes. */
  MIGRATION_EURO("migrationEuro"),
  /** Pairs of replicas of a group in one failure domain. */
  RISK_SPREAD("riskSpread");

  private final String key;

  FleetTerm(String key) {
    this.key = key;
  }

  /** The name in weights, plans and messages. */
  public String key() {
    return key;
  }
}
