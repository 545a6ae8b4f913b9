package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;

/**
 * The score of a plan by the normative count. The engine asks it once for each plan that the search
 * hands over.
 *
 * <p>Public only because the engine calls its constructor.
 */
public final class ReassignmentScore
    implements EasyScoreCalculator<ReassignmentSolution, HardSoftLongScore> {

  @Override
  public HardSoftLongScore calculateScore(ReassignmentSolution solution) {
    ReassignmentEvaluation count =
        ReassignmentEvaluator.evaluate(solution.problem(), solution.machineOf());
    return HardSoftLongScore.of(-count.breaches().size(), -count.totalCost());
  }
}
