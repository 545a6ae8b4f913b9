package eu.continuo.solver.whatif;

import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Plans a problem that differs in one thing, and says what that thing costs: by planning anew from
 * the plan on, and by the prices that prove the bound of the plan.
 *
 * @param problem the problem as it is
 * @param plan its plan, with the site of each placed component
 * @param bound what any plan costs at least, where that is known
 * @param limits how long each plan is searched for
 */
public record WhatIf(
    PlacementProblem problem,
    Map<ComponentId, SiteId> plan,
    Optional<PlacementBound> bound,
    PlacerLimits limits) {

  public WhatIf {
    plan = Map.copyOf(plan);
  }

  /**
   * Plans another problem from the plan on.
   *
   * @param other a problem of the same components
   */
  public Answer asked(PlacementProblem other) {
    PlacementPlan found = new Placer().place(other, limits, plan);
    return new Answer(
        found, PlanDifference.between(problem, plan, other, found.sites()), savesAtMost(other));
  }

  /**
   * What the best plan of another problem can save at most against this plan, in euro a month: the
   * plan less what the prices prove of the other problem. Empty where they prove nothing.
   */
  private OptionalDouble savesAtMost(PlacementProblem other) {
    Optional<PlacementBound> proven = bound.flatMap(own -> own.of(other));
    if (proven.isEmpty()) {
      return OptionalDouble.empty();
    }
    double weighed =
        Evaluator.evaluate(problem, plan).totals().weighedEuroPerMonth(problem.weights());
    return OptionalDouble.of(weighed - proven.get().euroPerMonth());
  }

  /**
   * What would be.
   *
   * @param plan the plan of the other problem
   * @param difference how it differs from the plan as it is
   * @param savesAtMostEuroPerMonth proven: no plan of the other problem weighs less than the plan
   *     as it is by more than this
   */
  public record Answer(
      PlacementPlan plan, PlanDifference difference, OptionalDouble savesAtMostEuroPerMonth) {}
}
