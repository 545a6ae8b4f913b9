package eu.continuo.solver.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Four counts of one plan agree: the evaluator, the paper, the search's own, and the streams. */
final class FleetRecountTest {

  @Test
  void amountsAreThoseOnPaper() {
    Random random = new Random(1);
    for (int seed = 0; seed < 200; seed++) {
      FleetProblem problem = Fleets.small(seed);
      int[] plan = Fleets.anyPlan(problem, random);
      FleetEvaluation evaluation = FleetEvaluator.evaluate(problem, plan);
      PlainCount paper = new PlainCount(problem, plan);

      assertAmount(evaluation, FleetTerm.COST_EURO, paper.costEuro());
      assertAmount(evaluation, FleetTerm.CARBON_GRAMS, paper.carbonGrams());
      assertAmount(evaluation, FleetTerm.LATENCY_MS, paper.latencyMs());
      assertAmount(evaluation, FleetTerm.MIGRATION_EURO, paper.migrationEuro());
      assertAmount(evaluation, FleetTerm.RISK_SPREAD, paper.riskSpread());
    }
  }

  private static void assertAmount(FleetEvaluation evaluation, FleetTerm term, double amount) {
    assertThat(evaluation.amount(term)).as(term.key()).isCloseTo(amount, within(1e-6));
  }

  /** Each amount is rounded once on its way to points. */
  @Test
  void pointsAreWeighedAmounts() {
    FleetProblem problem = Fleets.small(3);
    FleetEvaluation evaluation =
        FleetEvaluator.evaluate(problem, Fleets.anyPlan(problem, new Random(3)));
    for (FleetTerm term : FleetTerm.values()) {
      double points =
          problem.fleet().weights().of(term)
              * evaluation.amount(term)
              * FleetWeights.POINTS_PER_EURO;
      assertThat((double) evaluation.points(term))
          .as(term.key())
          .isCloseTo(points, within(2.0 * problem.replicas));
    }
  }

  /** Whatever is placed and lifted, the count by difference is the count from nothing. */
  @Test
  void differencesAddUpToTheWhole() {
    Random random = new Random(2);
    for (int seed = 0; seed < 100; seed++) {
      FleetProblem problem = Fleets.small(seed);
      PlanState state = new PlanState(problem);
      for (int step = 0; step < 400; step++) {
        int replica = random.nextInt(problem.replicas);
        int node = random.nextInt(problem.nodes);
        boolean fits = state.fits(replica, node);
        if (!state.isPlaced(replica) && fits) {
          long promised = state.points() + state.adding(replica, node);
          state.place(replica, node);
          assertThat(state.points()).isEqualTo(promised);
        } else if (state.isPlaced(replica) && fits && node != state.nodeOf[replica]) {
          long promised = state.points() + state.moving(replica, node);
          state.move(replica, node);
          assertThat(state.points()).isEqualTo(promised);
        } else if (state.isPlaced(replica) && random.nextInt(4) == 0) {
          state.lift(replica);
        }
      }
      FleetEvaluation evaluation = FleetEvaluator.evaluate(problem, state.nodeOf);
      assertThat(evaluation.breaches()).isEmpty();
      assertThat(evaluation.totalPoints()).isEqualTo(state.points());
      assertThat(evaluation.unplaced()).isEqualTo(state.unplaced());
      assertThat(evaluation.openNodes()).isEqualTo(state.openNodes());
    }
  }

  /** A replica fits exactly where placing it breaks nothing, so that no plan is out of reach. */
  @Test
  void fitsIsWhatBreaksNoRule() {
    Random random = new Random(4);
    Set<Boolean> answers = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      FleetProblem problem = Fleets.small(seed);
      PlanState state = new PlanState(problem);
      for (int step = 0; step < 60; step++) {
        int replica = random.nextInt(problem.replicas);
        int node = random.nextInt(problem.nodes);
        if (state.isPlaced(replica)) {
          continue;
        }
        int[] plan = state.nodeOf.clone();
        plan[replica] = node;
        boolean breaksNothing = FleetEvaluator.evaluate(problem, plan).breaches().isEmpty();
        assertThat(state.fits(replica, node)).isEqualTo(breaksNothing);
        answers.add(breaksNothing);
        if (breaksNothing) {
          state.place(replica, node);
        }
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void theStreamsAgree() {
    SolutionManager<FleetSolution, HardMediumSoftLongScore> streams =
        SolutionManager.create(
            SolverFactory.<FleetSolution>create(
                new SolverConfig()
                    .withSolutionClass(FleetSolution.class)
                    .withEntityClasses(ReplicaPlacement.class)
                    .withConstraintProviderClass(FleetConstraints.class)));
    Random random = new Random(5);
    int broken = 0;
    for (int seed = 0; seed < 60; seed++) {
      FleetProblem problem = Fleets.small(seed);
      PlanState sound = new PlanState(problem);
      PricedConstruction.complete(
          sound, new Candidates(problem, new double[problem.pools * ResourceKind.COUNT]));
      for (int[] plan : new int[][] {sound.nodeOf, Fleets.anyPlan(problem, random)}) {
        FleetEvaluation evaluation = FleetEvaluator.evaluate(problem, plan);
        HardMediumSoftLongScore score =
            Objects.requireNonNull(streams.update(new FleetSolution(problem, plan)));

        assertThat(score.hardScore() == 0).isEqualTo(evaluation.breaches().isEmpty());
        assertThat(score.mediumScore()).isEqualTo(-evaluation.unplaced());
        if (evaluation.breaches().isEmpty()) {
          assertThat(score.softScore()).isEqualTo(-evaluation.totalPoints());
        } else {
          broken++;
        }
      }
      assertThat(Arrays.stream(sound.nodeOf).filter(node -> node >= 0).count()).isPositive();
    }
    assertThat(broken).isPositive();
  }
}
