package eu.continuo.solver;

import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of each term a plan, or a component of it, amounts to; or the difference of two.
 *
 * @param costEuroPerMonth euro for a month of 730 hours
 * @param carbonGramsPerHour grams of CO2 equivalent in an hour
 * @param latencyMs round trips, added up over chains whose two ends are placed
 * @param migrationEuro euro that moving what runs costs once
 * @param sharedDomainPairs pairs of a spread group in one failure domain
 */
public record Amounts(
    double costEuroPerMonth,
    double carbonGramsPerHour,
    double latencyMs,
    double migrationEuro,
    double sharedDomainPairs) {

  /** Nothing of any term. */
  public static final Amounts ZERO = new Amounts(0, 0, 0, 0, 0);

  /** So much of one term. */
  public static Amounts only(Term term, double amount) {
    return switch (term) {
      case COST_EURO -> new Amounts(amount, 0, 0, 0, 0);
      case CARBON_GRAMS -> new Amounts(0, amount, 0, 0, 0);
      case LATENCY_MS -> new Amounts(0, 0, amount, 0, 0);
      case MIGRATION_EURO -> new Amounts(0, 0, 0, amount, 0);
      case RISK_SPREAD -> new Amounts(0, 0, 0, 0, amount);
    };
  }

  /** The amount of one term, in its unit. */
  public double of(Term term) {
    return switch (term) {
      case COST_EURO -> costEuroPerMonth;
      case CARBON_GRAMS -> carbonGramsPerHour;
      case LATENCY_MS -> latencyMs;
      case MIGRATION_EURO -> migrationEuro;
      case RISK_SPREAD -> sharedDomainPairs;
    };
  }

  /** All amounts by the name of their term. */
  public Map<String, Double> byName() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    for (Term term : Term.values()) {
      amounts.put(term.key(), of(term));
    }
    return Collections.unmodifiableMap(amounts);
  }

  /** The weighed sum, in euro a month. */
  public double weighedEuroPerMonth(Weights weights) {
    double sum = 0;
    for (Term term : Term.values()) {
      sum += weights.of(term) * of(term);
    }
    return sum;
  }

  /** The sum of two, term by term. */
  public Amounts plus(Amounts other) {
    return new Amounts(
        costEuroPerMonth + other.costEuroPerMonth,
        carbonGramsPerHour + other.carbonGramsPerHour,
        latencyMs + other.latencyMs,
        migrationEuro + other.migrationEuro,
        sharedDomainPairs + other.sharedDomainPairs);
  }

  /** The difference of two, term by term. */
  public Amounts minus(Amounts other) {
    return new Amounts(
        costEuroPerMonth - other.costEuroPerMonth,
        carbonGramsPerHour - other.carbonGramsPerHour,
        latencyMs - other.latencyMs,
        migrationEuro - other.migrationEuro,
        sharedDomainPairs - other.sharedDomainPairs);
  }
}
