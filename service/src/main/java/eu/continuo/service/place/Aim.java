package eu.continuo.service.place;

import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a plan should keep small.
 *
 * @param weights what an operator would pay to have one unit less of each term
 * @param order terms that come first, one after the other; what remains is weighed
 * @param ceilings what a plan amounts to at most
 */
public record Aim(Weights weights, List<Term> order, List<Ceiling> ceilings) {

  /** Everything weighed, as where nothing is said. */
  public static final Aim DEFAULT = weighed(Weights.DEFAULT);

  public Aim {
    order = List.copyOf(order);
    ceilings = List.copyOf(ceilings);
  }

  /** Everything weighed. */
  public static Aim weighed(Weights weights) {
    return new Aim(weights, List.of(), List.of());
  }

  /** What was read of names and numbers: an aim, or all that is wrong with them. */
  public sealed interface Reading {
    /** It can be aimed at. */
    record Clear(Aim aim) implements Reading {}

    /** It cannot: why. */
    record Unclear(List<Finding> findings) implements Reading {
      public Unclear {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Reads an aim. Quantities are checked with the request as a whole.
   *
   * @param weights by the name of a term; what is not named has its default
   * @param order names of terms
   * @param atMost by the name of a term, in its unit
   */
  public static Reading read(
      Map<String, Double> weights, List<String> order, Map<String, Double> atMost) {
    List<Finding> findings = new ArrayList<>();
    Map<Term, Double> weighed = named(weights, findings);
    Map<String, Integer> counted = new LinkedHashMap<>();
    order.forEach(name -> counted.merge(name, 1, Integer::sum));
    counted.forEach(
        (name, times) -> {
          if (times > 1) {
            findings.add(
                Finding.violation(
                    "place.duplicate-id",
                    "The objective names %s %d times.".formatted(name, times),
                    "Name each term once."));
          }
        });
    Map<Term, Integer> ordered = named(counted, findings);
    Map<Term, Ceiling> ceilings = new LinkedHashMap<>();
    named(atMost, findings).forEach((term, most) -> ceilings.put(term, new Ceiling(term, most)));
    if (!findings.isEmpty()) {
      return new Reading.Unclear(findings);
    }
    Function<Term, Double> weight = term -> weighed.getOrDefault(term, Weights.DEFAULT.of(term));
    return new Reading.Clear(
        new Aim(
            new Weights(
                weight.apply(Term.COST_EURO),
                weight.apply(Term.CARBON_GRAMS),
                weight.apply(Term.LATENCY_MS),
                weight.apply(Term.MIGRATION_EURO),
                weight.apply(Term.RISK_SPREAD)),
            List.copyOf(ordered.keySet()),
            List.copyOf(ceilings.values())));
  }

  private static <V> Map<Term, V> named(Map<String, V> values, List<Finding> findings) {
    Map<Term, V> named = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Optional<Term> term =
              Arrays.stream(Term.values()).filter(t -> t.key().equals(name)).findFirst();
          if (term.isPresent()) {
            named.put(term.get(), value);
          } else {
            findings.add(
                Finding.violation(
                    "place.unknown-term",
                    "There is no term \"%s\".".formatted(name),
                    "There are: "
                        + Arrays.stream(Term.values())
                            .map(Term::key)
                            .collect(Collectors.joining(", "))
                        + "."));
          }
        });
    return named;
  }
}
