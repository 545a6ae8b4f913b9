package eu.continuo.solver.fleet;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.api.solver.phase.PhaseCommand;
import ai.timefold.solver.core.config.phase.custom.CustomPhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * The search as phases of the engine. The engine has the lifecycle: it starts, stops and
 * terminates, keeps the best plan and tells of each better one. The moves are ours and work on
 * {@link PlanState}; after each slice of the search the best plan goes to the engine, which scores
 * it by the normative count.
 */
final class HostedSearch {

  private static final int SLICES = 20;

  private final Annealing annealing;

  HostedSearch(Annealing annealing) {
    this.annealing = annealing;
  }

  /**
   * Searches until the pace ends.
   *
   * @param start the plan that the annealing starts from
   * @param progress is told the cost in points of each better plan
   * @return the node of each replica in the best plan
   */
  int[] run(FleetSolution start, Pace pace, LongConsumer progress) {
    List<PhaseCommand<FleetSolution>> slices = new ArrayList<>();
    for (int slice = 1; slice <= SLICES; slice++) {
      double until = slice / (double) SLICES;
      slices.add((director, isTerminated) -> search(director, pace.unless(isTerminated), until));
    }
    Solver<FleetSolution> solver =
        SolverFactory.<FleetSolution>create(config(slices)).buildSolver();
    solver.addEventListener(
        event -> {
          if (event.getNewBestScore() instanceof HardMediumSoftLongScore score) {
            progress.accept(-score.softScore());
          }
        });
    return solver.solve(start).nodeOf();
  }

  private static SolverConfig config(List<PhaseCommand<FleetSolution>> slices) {
    return new SolverConfig()
        .withSolutionClass(FleetSolution.class)
        .withEntityClasses(ReplicaPlacement.class)
        .withEasyScoreCalculatorClass(FleetScore.class)
        .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
        .withPhases(new CustomPhaseConfig().withCustomPhaseCommandList(slices));
  }

  private void search(ScoreDirector<FleetSolution> director, Pace pace, double until) {
    annealing.run(pace, until);
    int[] plan = annealing.best().plan();
    FleetSolution solution = director.getWorkingSolution();
    for (ReplicaPlacement placement : solution.replicas()) {
      FleetNode node = solution.node(plan[placement.replica()]);
      if (!Objects.equals(node, placement.node())) {
        director.beforeVariableChanged(placement, "node");
        placement.moveTo(node);
        director.afterVariableChanged(placement, "node");
      }
    }
    director.triggerVariableListeners();
  }
}
