package eu.continuo.solver.replan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.Problems;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to leave goes where it weighs least, and the rest stays unless nothing else helps. */
class EvacuationTest {

  private static final PlacerLimits LIMITS = new PlacerLimits(3, 500, Duration.ofMinutes(1));
  private static final int SEEDS = 40;

  @Test
  void whatHasToLeaveGoesWhereItWeighsLeastAndTheRestStays() {
    int left = 0;
    int along = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      PlacementRequest before = Problems.drawn(seed, 8, 6);
      PlacementPlan plan = new Placer().place(Problems.accepted(before), LIMITS);
      if (plan.sites().isEmpty()) {
        continue;
      }
      SiteId gone = plan.sites().values().iterator().next();
      PlacementProblem now = Problems.accepted(before.without(Set.of(gone)));
      Map<ComponentId, SiteId> stay = new LinkedHashMap<>(plan.sites());
      stay.values().removeIf(gone::equals);
      Map<ComponentId, SiteId> after = Evacuation.of(now, stay);

      assertThat(Evaluator.evaluate(now, after).score().hard()).as("seed %d", seed).isZero();
      assertThat(after.keySet()).containsAll(stay.keySet());
      assertThat(after).isEqualTo(Evacuation.of(now, stay));
      Set<ComponentId> movers = new HashSet<>(after.keySet());
      if (after.entrySet().containsAll(stay.entrySet())) {
        movers.removeAll(stay.keySet());
        left += movers.size();
      } else {
        along++;
      }
      movers.forEach(mover -> assertThatNoOtherSiteIsBetter(now, after, mover));
    }
    assertThat(left).as("components that left alone").isGreaterThan(SEEDS / 2);
    assertThat(along).as("problems in which others had to go along").isPositive();
  }

  private static void assertThatNoOtherSiteIsBetter(
      PlacementProblem problem, Map<ComponentId, SiteId> plan, ComponentId mover) {
    PlanScore score = Evaluator.evaluate(problem, plan).score();
    for (Site site : problem.sites()) {
      Map<ComponentId, SiteId> other = new LinkedHashMap<>(plan);
      other.put(mover, site.id());
      assertThat(Evaluator.evaluate(problem, other).score()).isLessThanOrEqualTo(score);
    }
  }
}
