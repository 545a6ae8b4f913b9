package eu.continuo.solver.fleet;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where replicas should be tried first: the pools of a profile, cheapest first under the prices of
 * the bound, which count what a replica takes away from others.
 */
final class Candidates {

  private final FleetProblem problem;
  private final double[] price;
  private final int[][] poolsByPrice;
  private final int[][] poolsBySite;

  Candidates(FleetProblem problem, double[] price) {
    this.problem = problem;
    this.price = price.clone();
    poolsBySite = problem.poolsBySite();
    poolsByPrice = new int[problem.profiles][];
    for (int profile = 0; profile < problem.profiles; profile++) {
      double[] priced = new double[problem.pools];
      for (int pool : problem.profilePools[profile]) {
        priced[pool] = problem.placePoints[profile][pool] + demandPoints(profile, pool);
      }
      poolsByPrice[profile] =
          IntStream.of(problem.profilePools[profile])
              .boxed()
              .sorted(Comparator.comparingDouble(pool -> priced[pool]))
              .mapToInt(Integer::intValue)
              .toArray();
    }
  }

  /** What the capacity that one replica of a profile takes of a pool is worth. */
  double demandPoints(int profile, int pool) {
    double sum = 0;
    for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
      sum += price[pool * ResourceKind.COUNT + kind] * problem.demand[profile][kind];
    }
    return sum;
  }

  /** The pools of a replica's profile, cheapest first. */
  int[] pools(int replica) {
    return poolsByPrice[problem.groupProfile[problem.replicaGroup[replica]]];
  }

  /** A node of some pool that the replica may use, rather of a cheap one. */
  int node(int replica, SplittableRandom random) {
    int[] pools = pools(replica);
    double draw = random.nextDouble();
    return nodeOf(pools[(int) (draw * draw * draw * pools.length)], random);
  }

  /** A node of a site. */
  int nodeAt(int site, SplittableRandom random) {
    int[] pools = poolsBySite[site];
    return nodeOf(pools[random.nextInt(pools.length)], random);
  }

  private int nodeOf(int pool, SplittableRandom random) {
    return problem.poolFirstNode[pool] + random.nextInt(problem.poolSize(pool));
  }
}
