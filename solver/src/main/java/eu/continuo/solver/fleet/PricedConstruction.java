package eu.continuo.solver.fleet;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The first plan: replica by replica, the largest first, each to the node that is cheapest if the
 * capacity that it takes is paid at the prices of the bound. The prices pay for opening, so that a
 * node is opened where others will follow; among nodes of a price, the fuller and open one is
 * taken.
 */
final class PricedConstruction {

  private static final double OPENING = 0.02;
  private static final double FULLNESS = 0.001;

  private final PlanState state;
  private final FleetProblem problem;
  private final Candidates candidates;

  private PricedConstruction(PlanState state, Candidates candidates) {
    this.state = state;
    this.problem = state.problem;
    this.candidates = candidates;
  }

  /** Places what is not placed and fits somewhere. */
  static void complete(PlanState state, Candidates candidates) {
    PricedConstruction construction = new PricedConstruction(state, candidates);
    ReplicaSize sizes = new ReplicaSize(state.problem);
    IntStream.range(0, state.problem.replicas)
        .filter(replica -> !state.isPlaced(replica))
        .boxed()
        .sorted(Comparator.comparingDouble(replica -> -sizes.of(replica)))
        .forEach(construction::place);
  }

  private void place(int replica) {
    int group = problem.replicaGroup[replica];
    int profile = problem.groupProfile[group];
    int best = FleetProblem.NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int pool : candidates.pools(replica)) {
      double priced = candidates.demandPoints(profile, pool);
      double floor = problem.placePoints[profile][pool] - problem.movePoints[group];
      double whim = FULLNESS * problem.openPoints[pool];
      if (priced + floor - whim >= least) {
        break;
      }
      for (int node = problem.poolFirstNode[pool]; node < problem.poolFirstNode[pool + 1]; node++) {
        if (state.fits(replica, node)) {
          double points = priced + state.running(replica, node) - whim * fullness(node);
          if (state.residents[node] == 0) {
            points += OPENING * problem.openPoints[pool];
          }
          if (points < least) {
            least = points;
            best = node;
          }
        }
      }
    }
    if (best != FleetProblem.NONE) {
      state.place(replica, best);
    }
  }

  /** The share of the scarcest resource of a node that is taken. */
  private double fullness(int node) {
    long[] given = problem.allocatable[problem.nodePool[node]];
    double fullness = 0;
    for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
      if (given[kind] > 0) {
        fullness = Math.max(fullness, 1 - state.free(node)[kind] / (double) given[kind]);
      }
    }
    return fullness;
  }
}
