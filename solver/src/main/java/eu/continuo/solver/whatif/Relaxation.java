package eu.continuo.solver.whatif;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must give way so that a component without a site can have this one, while all others stay.
 * It is minimal: each of the rules stands against the component there, and nothing else does.
 *
 * @param component a component without a site
 * @param site where it would be
 * @param rules each rule that would be broken, and by how much; none where the search ended before
 *     it came there
 * @param added how much of each term it would add to the plan
 * @param weighedEuroPerMonth the weighed sum of that, in euro a month
 */
public record Relaxation(
    ComponentId component,
    SiteId site,
    List<BrokenRule> rules,
    Amounts added,
    double weighedEuroPerMonth) {

  public Relaxation {
    rules = List.copyOf(rules);
  }

  /**
   * All relaxations for all components without a site: by component in the order of the problem,
   * then those of the fewest rules first, then the cheapest first.
   */
  public static List<Relaxation> of(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    Evaluation as = Evaluator.evaluate(problem, plan);
    List<Relaxation> relaxations = new ArrayList<>();
    for (ComponentId component : as.unplaced()) {
      List<Relaxation> own = new ArrayList<>();
      for (Site site : problem.sites()) {
        own.add(at(problem, plan, as, component, site.id()));
      }
      own.sort(
          Comparator.comparingInt((Relaxation r) -> r.rules.size())
              .thenComparingDouble(Relaxation::weighedEuroPerMonth)
              .thenComparing(r -> r.site.value()));
      relaxations.addAll(own);
    }
    return relaxations;
  }

  private static Relaxation at(
      PlacementProblem problem,
      Map<ComponentId, SiteId> plan,
      Evaluation as,
      ComponentId component,
      SiteId site) {
    Map<ComponentId, SiteId> other = new LinkedHashMap<>(plan);
    other.put(component, site);
    Evaluation there = Evaluator.evaluate(problem, other);
    Amounts added = there.totals().minus(as.totals());
    return new Relaxation(
        component,
        site,
        there.broken().stream().filter(broken -> !as.broken().contains(broken)).toList(),
        added,
        added.weighedEuroPerMonth(problem.weights()));
  }
}
