package eu.continuo.solver.replan;

import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where components go that have to leave, while the others stay. It tries single moves until none
 * is better and searches no further, so that thousands of small problems are answered in a second;
 * the same problem has the same answer.
 */
public final class Evacuation {
  private final PlacementProblem problem;
  private final Map<ComponentId, SiteId> plan;
  private PlanScore score;

  private Evacuation(PlacementProblem problem, Map<ComponentId, SiteId> stay) {
    this.problem = problem;
    this.plan = new LinkedHashMap<>(stay);
    this.score = Evaluator.evaluate(problem, plan).score();
  }

  /**
   * Gives each component that does not stay the site at which the plan weighs least. Where one has
   * none because of those that stay, all of the problem are free to move, if more have a site then.
   *
   * @param stay the sites of those that stay
   * @return the sites of all that have one; no rule is broken more than by those that stay
   */
  public static Map<ComponentId, SiteId> of(
      PlacementProblem problem, Map<ComponentId, SiteId> stay) {
    Evacuation some = new Evacuation(problem, stay);
    some.settle(
        problem.components().stream()
            .map(Component::id)
            .filter(id -> !stay.containsKey(id))
            .toList());
    if (some.plan.size() == problem.components().size()) {
      return some.plan;
    }
    Evacuation all = new Evacuation(problem, Map.of());
    all.settle(problem.components().stream().map(Component::id).toList());
    boolean helps =
        all.score.hard() >= some.score.hard()
            && all.score.medium() > some.score.medium()
            && all.plan.keySet().containsAll(stay.keySet());
    return helps ? all.plan : some.plan;
  }

  /** Each in its turn goes where the plan is best, until nobody gains by going elsewhere. */
  private void settle(List<ComponentId> movers) {
    int settled = 0;
    for (int next = 0; settled < movers.size(); next = (next + 1) % movers.size()) {
      // Who has just moved is where it is best as long as nobody else moves.
      settled = move(movers.get(next)) ? 1 : settled + 1;
    }
  }

  private boolean move(ComponentId mover) {
    @Nullable SiteId from = plan.get(mover);
    @Nullable SiteId best = from;
    for (Site site : problem.sites()) {
      if (problem.allows(mover, site.id())) {
        plan.put(mover, site.id());
        PlanScore there = Evaluator.evaluate(problem, plan).score();
        if (there.compareTo(score) > 0) {
          score = there;
          best = site.id();
        }
      }
    }
    if (best == null) {
      plan.remove(mover);
    } else {
      plan.put(mover, best);
    }
    return best != null && !best.equals(from);
  }
}
