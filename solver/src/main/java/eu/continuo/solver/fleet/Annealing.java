package eu.continuo.solver.fleet;

import java.util.SplittableRandom;

/**
 * Simulated annealing over two kinds of moves: {@link SingleMoves}, which are cheap and polish, and
 * {@link RuinAndRecreate}, which closes nodes. Both go on at one temperature, for each finds what
 * the other made possible.
 */
final class Annealing {

  /** The first temperature, as a share of what a replica costs on average. */
  private static final double HOTTEST = 0.1;

  /** The last temperature, as a share of the first. */
  private static final double COOLING = 0.01;

  /** So many single moves are tried for each ruin; both then take about the same time. */
  private static final int SINGLES = 100;

  private final SingleMoves singles;
  private final RuinAndRecreate ruins;
  private final BestPlan best;
  private final double hottest;
  private long ruined;

  Annealing(PlanState state, Candidates candidates, SplittableRandom random) {
    singles = new SingleMoves(state, candidates, random);
    ruins = new RuinAndRecreate(state, candidates, random);
    best = new BestPlan(state);
    hottest = HOTTEST * state.points() / Math.max(1, state.problem.replicas);
  }

  /** How many moves were tried. */
  long moves() {
    return singles.moves() + ruins.moves();
  }

  /** Searches until the pace has come to some progress; may be called again with a later one. */
  void run(Pace pace, double until) {
    for (double progress = pace.progress(ruined);
        progress < until;
        progress = pace.progress(++ruined)) {
      double temperature = hottest * Math.pow(COOLING, progress);
      ruins.tryOne(temperature);
      for (int i = 0; i < SINGLES; i++) {
        singles.tryOne(temperature);
      }
      best.note();
    }
  }

  /** The best plan that was met. */
  BestPlan best() {
    best.noteExactly();
    return best;
  }
}
