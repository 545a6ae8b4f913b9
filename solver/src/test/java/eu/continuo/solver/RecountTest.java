package eu.continuo.solver;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.SolverFactory;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine's streams and the plain recount are two ways of counting the same thing. */
class RecountTest {

  private final SolutionManager<PlacementSolution, HardMediumSoftLongScore> streams =
      SolutionManager.create(SolverFactory.create(Placer.engine()));

  @Test
  void agreesWithTheStreamsToTheLastPointOnAnyPlan() {
    Set<Rule> broken = EnumSet.noneOf(Rule.class);
    for (long seed = 0; seed < 200; seed++) {
      int components = 2 + (int) (seed % 14);
      int sites = 2 + (int) (seed % 9);
      PlacementProblem problem =
          seed % 2 == 0
              ? Problems.random(seed, components, sites)
              : Problems.running(seed, components, sites);
      Map<ComponentId, SiteId> plan = Problems.randomPlan(seed, problem);

      Evaluation recount = Evaluator.evaluate(problem, plan);

      assertThat(scoreOfStreams(problem, plan)).as("seed %d", seed).isEqualTo(recount.score());
      broken.addAll(recount.brokenByRule().keySet());
    }
    assertThat(broken).as("rules that the plans break").containsExactlyInAnyOrder(Rule.values());
  }

  private PlanScore scoreOfStreams(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    HardMediumSoftLongScore score = Objects.requireNonNull(streams.update(solution(problem, plan)));
    return new PlanScore(score.hardScore(), score.mediumScore(), score.softScore());
  }

  private static PlacementSolution solution(
      PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    Map<SiteId, Target> targets = new HashMap<>();
    PlacementSolution solution = new PlacementSolution(problem);
    solution.targets().forEach(target -> targets.put(target.site().id(), target));
    for (Placement placement : solution.placements()) {
      placement.moveTo(targets.get(plan.get(placement.componentId())));
    }
    return solution;
  }
}
