package eu.continuo.solver.fleet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the bound as a function of the prices, and where it is highest near a centre.
 *
 * <p>Prices are kept as what a whole node of a resource would pay, in points, and needs as so many
 * whole nodes. With {@code c} the centre, {@code v} the solutions of each block in convex
 * combination and {@code z} the open nodes of each pool, between none and all, the highest price is
 * {@code max(0, c + width × (need(v) - z))}. So the search is for {@code v} and {@code z}: for each
 * pool the best {@code z} is known by a formula, and {@code v} is found by shifting weight from the
 * dearest solution of a block to its cheapest.
 */
final class ProximalModel {

  private static final int KINDS = ResourceKind.COUNT;
  private static final int MOST_PLANES = 30;
  private static final int ROUNDS = 12;
  private static final int HALVINGS = 6;

  /**
   * Prices beyond all sense appear only where no plan exists, and stay low enough for an exact sum:
   * all nodes and replicas together pay no more than this.
   */
  private static final double MOST_POINTS = 0x1p50;

  private final FleetProblem problem;
  private final int blocks;
  private final double highest;
  private final int[] count;

  /** The cost without prices of each solution of each block. */
  private final double[][] cost;

  private final double[][][] need;
  private final double[][] share;

  private final double[] centre;
  private final double[] total;
  private final double[] nodePrice;
  private final double[] weight;
  private double width = 1;

  ProximalModel(FleetProblem problem, int blocks) {
    this.problem = problem;
    this.blocks = blocks;
    highest = MOST_POINTS / Math.max(problem.nodes, problem.replicas);
    count = new int[blocks];
    cost = new double[blocks][MOST_PLANES];
    need = new double[blocks][MOST_PLANES][];
    share = new double[blocks][MOST_PLANES];
    centre = new double[problem.pools * KINDS];
    total = new double[centre.length];
    nodePrice = new double[centre.length];
    weight = new double[problem.pools];
    for (int pool = 0; pool < problem.pools; pool++) {
      weight[pool] = (1 + problem.openPoints[pool]) / Math.max(1.0, problem.poolSize(pool));
    }
  }

  void widen() {
    width *= 2;
  }

  void narrow() {
    width /= 1.6;
  }

  boolean isWide() {
    return width > 1e4;
  }

  /** Learns a solution of a block: what it costs at some prices, and what it needs. */
  void add(int block, double priced, double[] price, double[] amounts) {
    double[] nodes = new double[amounts.length];
    double atCost = priced;
    for (int i = 0; i < nodes.length; i++) {
      if (amounts[i] != 0) {
        atCost -= price[i] * amounts[i];
        nodes[i] = amounts[i] / given(i);
      }
    }
    int at = count[block] < MOST_PLANES ? count[block]++ : forget(block);
    cost[block][at] = atCost;
    need[block][at] = nodes;
    share[block][at] = count[block] == 1 ? 1 : 0;
    if (count[block] == 1) {
      for (int i = 0; i < nodes.length; i++) {
        total[i] += nodes[i];
      }
    }
  }

  private long given(int i) {
    return problem.allocatable[i / KINDS][i % KINDS];
  }

  /** Makes room by merging the two solutions of least share into one. */
  private int forget(int block) {
    int least = 0;
    for (int i = 1; i < MOST_PLANES; i++) {
      least = share[block][i] < share[block][least] ? i : least;
    }
    if (share[block][least] > 0) {
      int next = least == 0 ? 1 : 0;
      for (int i = 0; i < MOST_PLANES; i++) {
        next = i != least && share[block][i] < share[block][next] ? i : next;
      }
      double both = share[block][least] + share[block][next];
      double part = share[block][next] / both;
      cost[block][next] = part * cost[block][next] + (1 - part) * cost[block][least];
      double[] merged = need[block][next].clone();
      for (int i = 0; i < merged.length; i++) {
        merged[i] = part * merged[i] + (1 - part) * need[block][least][i];
      }
      need[block][next] = merged;
      share[block][next] = both;
      share[block][least] = 0;
    }
    return least;
  }

  /** The model's bound at some prices: never below the true one. */
  double value(double[] price) {
    double sum = 0;
    for (int pool = 0; pool < problem.pools; pool++) {
      double opening = problem.openPoints[pool];
      for (int kind = 0; kind < KINDS; kind++) {
        opening -= price[pool * KINDS + kind] * problem.allocatable[pool][kind];
      }
      sum += Math.min(0, opening) * problem.poolSize(pool);
    }
    double[] node = new double[price.length];
    for (int i = 0; i < price.length; i++) {
      node[i] = price[i] * given(i);
    }
    for (int block = 0; block < blocks; block++) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < count[block]; i++) {
        least = Math.min(least, cost[block][i] + dot(need[block][i], node));
      }
      sum += least;
    }
    return sum;
  }

  /** The prices where the model, less the distance from the centre, is highest. */
  double[] propose(double[] price) {
    for (int i = 0; i < price.length; i++) {
      centre[i] = price[i] * given(i);
    }
    settle(total, null, 0);
    for (int round = 0; round < ROUNDS; round++) {
      boolean moved = false;
      for (int block = 0; block < blocks; block++) {
        moved |= shift(block);
      }
      if (!moved) {
        break;
      }
    }
    double[] proposed = new double[price.length];
    for (int i = 0; i < price.length; i++) {
      proposed[i] = given(i) == 0 ? 0 : Math.min(nodePrice[i], highest) / given(i);
    }
    return proposed;
  }

  /** Shifts share from the dearest solution of a block to its cheapest; says whether it could. */
  private boolean shift(int block) {
    int cheapest = 0;
    int dearest = FleetProblem.NONE;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count[block]; i++) {
      double priced = cost[block][i] + dot(need[block][i], nodePrice);
      if (priced < least) {
        least = priced;
        cheapest = i;
      }
      if (share[block][i] > 0 && priced > most) {
        most = priced;
        dearest = i;
      }
    }
    if (dearest == cheapest || most - least <= 1e-9 * (1 + Math.abs(most))) {
      return false;
    }
    double[] difference = new double[total.length];
    for (int i = 0; i < total.length; i++) {
      difference[i] = need[block][cheapest][i] - need[block][dearest][i];
    }
    double saved = cost[block][dearest] - cost[block][cheapest];
    double part = balance(difference, saved, share[block][dearest]);
    for (int i = 0; i < total.length; i++) {
      total[i] += part * difference[i];
    }
    share[block][cheapest] += part;
    share[block][dearest] -= part;
    settle(total, null, 0);
    return true;
  }

  /** How far to go along a difference of needs until it pays no longer. */
  private double balance(double[] difference, double saved, double all) {
    settle(total, difference, all);
    if (dot(difference, nodePrice) <= saved) {
      return all;
    }
    double from = 0;
    double to = all;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (from + to) / 2;
      settle(total, difference, middle);
      if (dot(difference, nodePrice) <= saved) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** Sets prices and open nodes to the best for so much need. */
  private void settle(double[] needed, double @Nullable [] difference, double part) {
    double[] height = new double[KINDS];
    for (int pool = 0; pool < problem.pools; pool++) {
      double slope = width * weight[pool];
      for (int kind = 0; kind < KINDS; kind++) {
        int i = pool * KINDS + kind;
        double nodes = difference == null ? needed[i] : needed[i] + part * difference[i];
        height[kind] = problem.allocatable[pool][kind] == 0 ? -1e300 : centre[i] + slope * nodes;
      }
      double level =
          level(height, (double) problem.openPoints[pool], slope * problem.poolSize(pool));
      for (int kind = 0; kind < KINDS; kind++) {
        nodePrice[pool * KINDS + kind] = Math.max(0, height[kind] - level);
      }
    }
  }

  /** How high to fill so that what stands out adds up to an amount, between nothing and a limit. */
  private static double level(double[] height, double amount, double limit) {
    double[] sorted = height.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double level = 0;
    for (int standing = 1; standing <= sorted.length; standing++) {
      sum += sorted[sorted.length - standing];
      level = (sum - amount) / standing;
      if (standing == sorted.length || level >= sorted[sorted.length - standing - 1]) {
        break;
      }
    }
    return Math.clamp(level, 0, limit);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
