package eu.continuo.solver.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetPlannerTest {

  private static final FleetLimits SHORT = new FleetLimits.Counted(1, 40, 400);

  @Test
  void theSameSeedGivesTheSamePlan() {
    FleetProblem problem = Fleets.small(11);
    FleetPlan plan = new FleetPlanner().plan(problem, SHORT);
    FleetPlan again = new FleetPlanner().plan(Fleets.small(11), SHORT);

    assertThat(again.nodeOf()).isEqualTo(plan.nodeOf());
    assertThat(again.certificate().lowerBoundPoints())
        .isEqualTo(plan.certificate().lowerBoundPoints());
    assertThat(again.moves()).isEqualTo(plan.moves());
  }

  @Test
  void everyPlanIsSoundAndNotBelowItsBound() {
    int complete = 0;
    for (int seed = 20; seed < 40; seed++) {
      FleetProblem problem = Fleets.small(seed);
      FleetPlan plan = new FleetPlanner().plan(problem, SHORT);

      assertThat(plan.evaluation().breaches()).isEmpty();
      assertThat(BoundChecker.check(problem, plan.certificate()))
          .isEqualTo(new BoundChecker.Verdict.Proven());
      if (plan.gap().isPresent()) {
        complete++;
        assertThat(plan.gap().getAsDouble()).isGreaterThanOrEqualTo(0);
      } else {
        assertThat(plan.evaluation().unplaced()).isPositive();
      }
    }
    assertThat(complete).isPositive();
  }

  /** Where all plans can be tried, the search finds the best or one that is hardly dearer. */
  @Test
  void findsTheOptimumOfTinyFleets() {
    for (int seed = 0; seed < 30; seed++) {
      FleetProblem problem = Fleets.tiny(seed);
      long optimum = new BoundTest.AllPlans(problem).optimum();
      if (optimum < Long.MAX_VALUE) {
        FleetPlan plan = new FleetPlanner().plan(problem, new FleetLimits.Counted(1, 20, 2_000));
        assertThat(plan.evaluation().unplaced()).as("seed %d", seed).isZero();
        assertThat(plan.evaluation().totalPoints()).as("seed %d", seed).isEqualTo(optimum);
      }
    }
  }

  @Test
  void progressOnlyGetsBetter() {
    List<Long> points = new ArrayList<>();
    FleetPlan plan = new FleetPlanner().plan(Fleets.small(12), SHORT, points::add, () -> false);

    assertThat(points).isNotEmpty();
    assertThat(points.getLast()).isEqualTo(plan.evaluation().totalPoints());
  }

  @Test
  void aCancelledSearchHandsOverWhatItHas() {
    FleetProblem problem = Fleets.small(13);
    FleetPlan plan =
        new FleetPlanner()
            .plan(
                problem,
                new FleetLimits.Deadline(1, Duration.ofHours(1)),
                points -> {},
                () -> true);

    assertThat(plan.evaluation().breaches()).isEmpty();
    assertThat(plan.moves()).isZero();
  }

  /** A price above nothing says that the capacity binds: more of it would lower the bound. */
  @Test
  void shadowPricesSayWhatCapacityIsWorth() {
    FleetPlan plan = new FleetPlanner().plan(Fleets.small(14), SHORT);

    assertThat(plan.shadowPrices()).isNotEmpty();
    assertThat(plan.shadowPrices()).allSatisfy(p -> assertThat(p.euroPerUnit()).isPositive());
  }
}
