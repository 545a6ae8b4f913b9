package eu.continuo.solver.model;

/** A quantity that a plan should keep small, and that an operator weighs by name. */
public enum Term {
  /** Euro for a month of 730 hours. */
  COST_EURO("costEuro", "euro a month"),
  /** Grams of CO2 equivalent in an hour, at the planning instant. */
  CARBON_GRAMS("carbonGrams", "g CO2e an hour"),
  /** Milliseconds of round trip, added up over the chains. */
  LATENCY_MS("latencyMs", "ms of round trip"),
  /** Euro that moving what runs costs once. */
  MIGRATION_EURO("migrationEuro", "euro once"),
  /** Pairs of a spread group that share a failure domain. */
  RISK_SPREAD("riskSpread", "pairs in one failure domain");

  private final String key;
  private final String unit;

  Term(String key, String unit) {
    this.key = key;
    this.unit = unit;
  }

  /** The name in weights, plans and messages. */
  public String key() {
    return key;
  }

  /** The unit of its amounts, in words. */
  public String unit() {
    return unit;
  }
}
