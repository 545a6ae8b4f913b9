package eu.continuo.solver.fleet;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;

/**
 * The score of a plan by the normative count. The engine asks it once for each plan that the search
 * hands over, so that no plan is taken for better that is not.
 *
 * <p>Public only because the engine calls its constructor.
 */
public final class FleetScore
    implements EasyScoreCalculator<FleetSolution, HardMediumSoftLongScore> {

  @Override
  public HardMediumSoftLongScore calculateScore(FleetSolution solution) {
    FleetEvaluation count = FleetEvaluator.evaluate(solution.problem(), solution.nodeOf());
    return HardMediumSoftLongScore.of(
        -count.breaches().size(), -count.unplaced(), -count.totalPoints());
  }
}
