package eu.continuo.solver.reassign;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** One simulated annealing from the given plan on, with the best plan that it has met. */
abstract sealed class Walker permits StrictWalker, BendingWalker {

  /** While the search goes on, a plan is not copied for less than this part of its cost. */
  private static final long PARTS = 50_000;

  final ReassignmentProblem problem;
  final ReassignmentState state;
  final SplittableRandom random;
  long moves;
  private long steps;
  private int[] best;
  private long bestCost;

  Walker(ReassignmentProblem problem, SplittableRandom random) {
    this.problem = problem;
    this.random = random;
    state = new ReassignmentState(problem);
    best = state.machineOf.clone();
    bestCost = state.cost();
  }

  /** Does some moves at the temperature that belongs to a progress from 0 to 1. */
  abstract void step(double progress);

  /**
   * Searches until the pace has come to some progress; may be called again with a later one.
   *
   * @param pace gives the progress, from 0 to 1, after so many steps
   */
  final void run(LongToDoubleFunction pace, double until) {
    for (double progress = pace.applyAsDouble(steps);
        progress < until;
        progress = pace.applyAsDouble(++steps)) {
      step(progress);
      note(bestCost / PARTS);
    }
    note(0);
  }

  /** How many moves were weighed. */
  final long moves() {
    return moves;
  }

  /** The best plan so far that keeps all rules. */
  final int[] best() {
    return best.clone();
  }

  final long bestCost() {
    return bestCost;
  }

  private void note(long margin) {
    if (state.shortage() == 0 && state.cost() < bestCost - margin) {
      bestCost = state.cost();
      best = state.machineOf.clone();
    }
  }

  /** What a process costs on average in the given plan: the scale of temperatures. */
  static double scale(ReassignmentState given, ReassignmentProblem problem) {
    return Math.max(1, given.cost()) / (double) problem.processes;
  }
}
