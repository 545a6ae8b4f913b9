package eu.continuo.solver;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On problems that are small enough to try every plan, the best one is found. */
class OptimumTest {

  private static final PlacerLimits LIMITS = new PlacerLimits(7, 1_500, Duration.ofMinutes(1));

  @Test
  void findsTheBestOfAllPlans() {
    Placer placer = new Placer();
    for (long seed = 0; seed < 150; seed++) {
      PlacementProblem problem =
          seed < 100 ? Problems.random(seed, 3, 4) : Problems.running(seed, 3, 4);

      PlacementPlan plan = placer.place(problem, LIMITS);

      assertThat(plan.score()).as("seed %d", seed).isEqualTo(best(problem, 0, new HashMap<>()));
    }
  }

  private static PlanScore best(
      PlacementProblem problem, int next, Map<ComponentId, SiteId> decided) {
    if (next == problem.components().size()) {
      return Evaluator.evaluate(problem, decided).score();
    }
    Component component = problem.components().get(next);
    PlanScore best = best(problem, next + 1, decided);
    for (Site site : problem.sites()) {
      decided.put(component.id(), site.id());
      PlanScore score = best(problem, next + 1, decided);
      best = score.compareTo(best) > 0 ? score : best;
    }
    decided.remove(component.id());
    return best;
  }
}
