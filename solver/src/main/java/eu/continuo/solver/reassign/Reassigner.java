package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.api.solver.phase.PhaseCommand;
import ai.timefold.solver.core.config.phase.custom.CustomPhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongToDoubleFunction;

/**
 * The front door: finds a better assignment than the one that is given, and never a worse one.
 *
 * <p>Walkers anneal side by side, and in the second half follow the best of them. The engine has
 * the lifecycle: the walkers run as phases of it, are polled for termination, and hand over the
 * best plan after each slice, which the engine scores by the normative count.
 */
public final class Reassigner {

  private static final int SLICES = 20;

  /** The share of a deadline after which the plan is counted and handed over. */
  private static final double SEARCHING = 0.98;

  /** From this progress on, all walkers go on after each slice from where the best of them is. */
  private static final double FOLLOWING = 0.6;

  /** Finds a plan. */
  public ReassignmentPlan plan(ReassignmentProblem problem, ReassignmentLimits limits) {
    return plan(problem, limits, cost -> {}, () -> false);
  }

  /**
   * Finds a plan, and tells how it goes.
   *
   * @param progress is told the cost of each better plan
   * @param isCancelled asked often; once it says yes, the best plan so far is handed over
   */
  public ReassignmentPlan plan(
      ReassignmentProblem problem,
      ReassignmentLimits limits,
      LongConsumer progress,
      BooleanSupplier isCancelled) {
    LongToDoubleFunction pace = pace(limits);
    List<Walker> walkers = walkers(problem, limits);
    List<PhaseCommand<ReassignmentSolution>> slices = new ArrayList<>();
    for (int slice = 1; slice <= SLICES; slice++) {
      double until = slice / (double) SLICES;
      slices.add(
          (director, isTerminated) ->
              search(
                  director,
                  walkers,
                  steps ->
                      isTerminated.getAsBoolean() || isCancelled.getAsBoolean()
                          ? 1
                          : pace.applyAsDouble(steps),
                  until));
    }
    Solver<ReassignmentSolution> solver =
        SolverFactory.<ReassignmentSolution>create(config(slices)).buildSolver();
    solver.addEventListener(
        event -> {
          if (event.getNewBestScore() instanceof HardSoftLongScore score) {
            progress.accept(-score.softScore());
          }
        });
    int[] best = solver.solve(new ReassignmentSolution(problem, problem.given())).machineOf();
    return new ReassignmentPlan(problem, best, walkers.stream().mapToLong(Walker::moves).sum());
  }

  private static LongToDoubleFunction pace(ReassignmentLimits limits) {
    return switch (limits) {
      case ReassignmentLimits.Counted counted -> steps -> steps / (double) counted.steps();
      case ReassignmentLimits.Deadline deadline -> {
        long startNs = System.nanoTime();
        double span = SEARCHING * deadline.within().toNanos();
        yield steps -> (System.nanoTime() - startNs) / span;
      }
    };
  }

  private static List<Walker> walkers(ReassignmentProblem problem, ReassignmentLimits limits) {
    SplittableRandom random = new SplittableRandom(limits.seed());
    List<Walker> walkers = new ArrayList<>();
    for (int number = 0; number < limits.walkers(); number++) {
      walkers.add(new Walker(problem, random.split()));
    }
    return walkers;
  }

  private static SolverConfig config(List<PhaseCommand<ReassignmentSolution>> slices) {
    return new SolverConfig()
        .withSolutionClass(ReassignmentSolution.class)
        .withEntityClasses(ProcessPlacement.class)
        .withEasyScoreCalculatorClass(ReassignmentScore.class)
        .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
        .withPhases(new CustomPhaseConfig().withCustomPhaseCommandList(slices));
  }

  private static void search(
      ScoreDirector<ReassignmentSolution> director,
      List<Walker> walkers,
      LongToDoubleFunction pace,
      double until) {
    CompletableFuture.allOf(
            walkers.stream()
                .map(
                    walker ->
                        CompletableFuture.runAsync(
                            () -> walker.run(pace, until),
                            work ->
                                Thread.ofPlatform().daemon().name("continuo-walker").start(work)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    if (until >= FOLLOWING) {
      Walker first =
          walkers.stream().min(Comparator.comparingDouble(Walker::weighed)).orElseThrow();
      walkers.stream().filter(walker -> walker != first).forEach(walker -> walker.follow(first));
    }
    int[] best =
        walkers.stream().min(Comparator.comparingLong(Walker::bestCost)).orElseThrow().best();
    for (ProcessPlacement placement : director.getWorkingSolution().processes()) {
      if (placement.machine() != best[placement.process()]) {
        director.beforeVariableChanged(placement, "machine");
        placement.moveTo(best[placement.process()]);
        director.afterVariableChanged(placement, "machine");
      }
    }
    director.triggerVariableListeners();
  }
}
