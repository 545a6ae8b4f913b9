package eu.continuo.solver;

import eu.continuo.solver.model.ComponentId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan amounts to and which rules it breaks.
 *
 * @param totals the amount of each term over the whole plan
 * @param broken each rule that is broken, once for each place where it is
 * @param unplaced the components without a site
 */
public record Evaluation(
    Amounts totals, List<BrokenRule> broken, List<ComponentId> unplaced, PlanScore score) {

  public Evaluation {
    broken = List.copyOf(broken);
    unplaced = List.copyOf(unplaced);
  }

  /**
   * A rule that a plan breaks at one place.
   *
   * @param by how far: 1 for a refused pair or a chain, the excess in whole units for capacity, in
   *     millionths for a ceiling, in moves for a budget
   * @param components which it concerns, each of them enough to mend it by moving, in the order of
   *     the problem
   */
  public record BrokenRule(Rule rule, long by, String words, List<ComponentId> components) {

    public BrokenRule {
      components = List.copyOf(components);
    }
  }

  /** How many times each rule is broken; a rule that holds is left out. */
  public Map<Rule, Integer> brokenByRule() {
    Map<Rule, Integer> counts = new LinkedHashMap<>();
    broken.forEach(breach -> counts.merge(breach.rule(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }
}
