package eu.continuo.solver.fleet;

import java.util.Arrays;

/** How large a replica is: its greatest share of an average node, over all resources. */
final class ReplicaSize {

  private final FleetProblem problem;
  private final double[] ofProfile;

  ReplicaSize(FleetProblem problem) {
    this.problem = problem;
    double[] average = new double[ResourceKind.COUNT];
    for (int pool = 0; pool < problem.pools; pool++) {
      for (int kind = 0; kind < average.length; kind++) {
        average[kind] +=
            (double) problem.allocatable[pool][kind] * problem.poolSize(pool) / problem.nodes;
      }
    }
    ofProfile =
        Arrays.stream(problem.demand).mapToDouble(demand -> size(demand, average)).toArray();
  }

  private static double size(long[] demand, double[] average) {
    double size = 0;
    for (int kind = 0; kind < average.length; kind++) {
      size = demand[kind] == 0 ? size : Math.max(size, demand[kind] / average[kind]);
    }
    return size;
  }

  double of(int replica) {
    return ofProfile[problem.groupProfile[problem.replicaGroup[replica]]];
  }
}
