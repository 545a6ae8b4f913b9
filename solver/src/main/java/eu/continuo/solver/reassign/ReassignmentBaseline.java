package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;

/** Plans as others would make them, to compare with. */
public final class ReassignmentBaseline {

  /** The first temperature, as a share of what a process costs on average. */
  private static final double HOTTEST = 0.02;

  private ReassignmentBaseline() {}

  /**
   * Timefold as it comes: its change and swap moves and its simulated annealing, from the given
   * plan. The score is counted by difference, which is several times faster than its constraint
   * streams.
   *
   * @param within how long it may search
   */
  public static int[] stockTimefold(ReassignmentProblem problem, Duration within) {
    int[] given = problem.given();
    long cost = ReassignmentEvaluator.evaluate(problem, given).totalCost();
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(ReassignmentSolution.class)
            .withEntityClasses(ProcessPlacement.class)
            .withScoreDirectorFactory(
                new ScoreDirectorFactoryConfig()
                    .withIncrementalScoreCalculatorClass(IncrementalCount.class))
            .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
            .withRandomSeed(1L)
            .withTerminationConfig(new TerminationConfig().withSpentLimit(within))
            .withPhases(annealing(Math.max(1, Math.round(HOTTEST * cost / problem.processes))));
    return SolverFactory.<ReassignmentSolution>create(config)
        .buildSolver()
        .solve(new ReassignmentSolution(problem, given))
        .machineOf();
  }

  private static LocalSearchPhaseConfig annealing(long temperature) {
    return new LocalSearchPhaseConfig()
        .withMoveSelectorConfig(
            new UnionMoveSelectorConfig()
                .withMoveSelectors(new ChangeMoveSelectorConfig(), new SwapMoveSelectorConfig()))
        .withAcceptorConfig(
            new LocalSearchAcceptorConfig()
                .withSimulatedAnnealingStartingTemperature("0hard/" + temperature + "soft"))
        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
  }
}
