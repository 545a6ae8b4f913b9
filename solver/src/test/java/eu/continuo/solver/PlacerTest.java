package eu.continuo.solver;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.model.PlacementProblem;
import org.junit.jupiter.api.Test;

class PlacerTest {

  private final Placer placer = new Placer();

  @Test
  void givesTheSamePlanForTheSameSeed() {
    PlacementProblem problem = Problems.random(42, 15, 24);

    PlacementPlan plan = placer.place(problem, PlacerLimits.DEFAULT);

    assertThat(plan.stoppedByTimeCap()).isFalse();
    assertThat(placer.place(problem, PlacerLimits.DEFAULT)).isEqualTo(plan);
  }
}
