package eu.continuo.solver.fleet;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The problem without its capacities, but with a price on each resource of each pool: a Lagrangian
 * relaxation. It falls apart into replica groups, trees of linked groups and pools, and each part
 * is solved exactly:
 *
 * <ul>
 *   <li>A group takes the cheapest slots one by one. That is optimal, since the pairs of a failure
 *       domain make each further slot of a domain dearer (separable and convex). A slot is a node
 *       where a replica runs now, or any other node of the cheapest pool of a site.
 *   <li>A tree is solved from its leaves to its root over the site of each leader.
 *   <li>A pool opens all its nodes where the prices pay for opening, else none.
 * </ul>
 *
 * <p>What the solution needs beyond the capacities says where the prices should rise.
 */
final class Relaxation {

  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final int KINDS = ResourceKind.COUNT;

  private final FleetProblem problem;

  /** Leaves before roots. */
  private final int[] treeOrder;

  private final int[] alone;

  private final double[][] siteValue;
  private final int[][] sitePool;

  /** What a tree costs from its leaves to a group, for each site of the group's leader. */
  private final double[][] treeValue;

  private final double[] slot;
  private final int[] slotPool;
  private final int[] slotHome;
  private final int[] inDomain;
  private final boolean[] homeTaken;
  private final int[] picks;
  private int picked;

  Relaxation(FleetProblem problem) {
    this.problem = problem;
    treeOrder =
        IntStream.range(0, problem.groups)
            .filter(this::isLinked)
            .boxed()
            .sorted((a, b) -> Integer.compare(depth(b), depth(a)))
            .mapToInt(Integer::intValue)
            .toArray();
    alone = FleetProblem.positions(problem.groups, group -> !isLinked(group));
    siteValue = new double[problem.profiles][problem.sites];
    sitePool = new int[problem.profiles][problem.sites];
    treeValue = new double[problem.groups][];
    for (int group : treeOrder) {
      treeValue[group] = new double[problem.sites];
    }
    slot = new double[problem.sites];
    slotPool = new int[problem.sites];
    slotHome = new int[problem.sites];
    inDomain = new int[problem.domains];
    int most = IntStream.range(0, problem.groups).map(problem::size).max().orElse(0);
    homeTaken = new boolean[most];
    picks = new int[most];
  }

  private boolean isLinked(int group) {
    return problem.linkTo[group] != FleetProblem.NONE || problem.callers[group].length > 0;
  }

  private int depth(int group) {
    int depth = 0;
    for (int at = problem.linkTo[group]; at != FleetProblem.NONE; at = problem.linkTo[at]) {
      depth++;
    }
    return depth;
  }

  /**
   * Solves the part of all groups. They fall into blocks that share nothing but the prices, so that
   * what each block needs and costs can be known on its own.
   *
   * @param price of each resource of each pool, in points a unit
   * @param need set for each block to what its solution takes of each resource of each pool
   * @param value set for each block to the priced cost of its solution, in points; infinite if it
   *     has none even without capacities
   */
  void solve(double[] price, double[][] need, double[] value) {
    price(price);
    Arrays.fill(value, 0);
    for (double[] each : need) {
      Arrays.fill(each, 0);
    }
    for (int group : alone) {
      int block = group % value.length;
      value[block] += select(group, problem.size(group), FleetProblem.NONE, price) + moves(group);
      takePicks(group, need[block]);
    }
    for (int group : treeOrder) {
      tree(group, price);
    }
    for (int group : treeOrder) {
      if (problem.linkTo[group] == FleetProblem.NONE) {
        int block = group % value.length;
        value[block] += root(group, price, need[block]);
      }
    }
  }

  /** Every running replica moves, until its slot is taken. */
  private double moves(int group) {
    return (double) problem.movePoints[group] * problem.homes[group].length;
  }

  /** The cheapest pool of each site for each profile. */
  private void price(double[] price) {
    for (int profile = 0; profile < problem.profiles; profile++) {
      double[] value = siteValue[profile];
      int[] best = sitePool[profile];
      Arrays.fill(value, NEVER);
      Arrays.fill(best, FleetProblem.NONE);
      for (int pool : problem.profilePools[profile]) {
        double priced = priced(profile, pool, price);
        int site = problem.poolSite[pool];
        if (priced < value[site]) {
          value[site] = priced;
          best[site] = pool;
        }
      }
    }
  }

  private double priced(int profile, int pool, double[] price) {
    long[] demand = problem.demand[profile];
    int at = pool * KINDS;
    return problem.placePoints[profile][pool]
        + price[at] * demand[0]
        + price[at + 1] * demand[1]
        + price[at + 2] * demand[2]
        + price[at + 3] * demand[3];
  }

  /** What pools add: each opens all its nodes where the prices pay for more than opening. */
  double pools(double[] price) {
    double sum = 0;
    for (int pool = 0; pool < problem.pools; pool++) {
      double opening = problem.openPoints[pool];
      for (int kind = 0; kind < KINDS; kind++) {
        opening -= price[pool * KINDS + kind] * problem.allocatable[pool][kind];
      }
      sum += Math.min(0, opening) * problem.poolSize(pool);
    }
    return sum;
  }

  /**
   * The cheapest slots for so many replicas of a group, noted as picks.
   *
   * @param leaderSite where the leader must be, or -1
   */
  private double select(int group, int count, int leaderSite, double[] price) {
    open(group, price);
    double sum = 0;
    if (leaderSite != FleetProblem.NONE) {
      sum += slot[leaderSite];
      if (sum == NEVER) {
        return NEVER;
      }
      take(group, leaderSite, price);
    }
    boolean oneForEachDomain = problem.separation[group] == Separation.FAILURE_DOMAIN;
    while (picked < count) {
      int best = FleetProblem.NONE;
      double least = NEVER;
      for (int site = 0; site < slot.length; site++) {
        if (slot[site] < least) {
          int there = inDomain[problem.siteDomain[site]];
          double value = slot[site] + there * (double) problem.pairPoints;
          if (value < least && !(oneForEachDomain && there > 0)) {
            least = value;
            best = site;
          }
        }
      }
      if (best == FleetProblem.NONE) {
        return NEVER;
      }
      sum += least;
      take(group, best, price);
    }
    return sum;
  }

  /** Nothing is picked, and each site offers its cheapest slot. */
  private void open(int group, double[] price) {
    int profile = problem.groupProfile[group];
    picked = 0;
    Arrays.fill(inDomain, 0);
    Arrays.fill(homeTaken, false);
    System.arraycopy(siteValue[profile], 0, slot, 0, slot.length);
    System.arraycopy(sitePool[profile], 0, slotPool, 0, slotPool.length);
    Arrays.fill(slotHome, FleetProblem.NONE);
    for (int home : problem.homes[group]) {
      offer(group, problem.nodeSite[home], price);
    }
  }

  /** Finds the cheapest slot of a site that is left. */
  private void offer(int group, int site, double[] price) {
    int profile = problem.groupProfile[group];
    slot[site] = siteValue[profile][site];
    slotPool[site] = sitePool[profile][site];
    slotHome[site] = FleetProblem.NONE;
    int[] homes = problem.homes[group];
    for (int i = 0; i < homes.length; i++) {
      if (!homeTaken[i] && problem.nodeSite[homes[i]] == site) {
        int pool = problem.nodePool[homes[i]];
        double value = priced(profile, pool, price) - problem.movePoints[group];
        if (problem.placePoints[profile][pool] < FleetProblem.EXCLUDED && value < slot[site]) {
          slot[site] = value;
          slotPool[site] = pool;
          slotHome[site] = i;
        }
      }
    }
  }

  private void take(int group, int site, double[] price) {
    picks[picked++] = slotPool[site];
    inDomain[problem.siteDomain[site]]++;
    if (slotHome[site] != FleetProblem.NONE) {
      homeTaken[slotHome[site]] = true;
    }
    if (problem.separation[group] == Separation.NODE) {
      if (slotHome[site] != FleetProblem.NONE) {
        offer(group, site, price);
      }
    } else {
      slot[site] = NEVER;
    }
  }

  private void takePicks(int group, double[] need) {
    long[] demand = problem.demand[problem.groupProfile[group]];
    for (int i = 0; i < picked; i++) {
      for (int kind = 0; kind < KINDS; kind++) {
        need[picks[i] * KINDS + kind] += demand[kind];
      }
    }
  }

  /** What a group and all that call it cost, for each site of the group's leader. */
  private void tree(int group, double[] price) {
    double[] value = treeValue[group];
    leaders(group, value, price);
    for (int caller : problem.callers[group]) {
      for (int site = 0; site < value.length; site++) {
        if (value[site] < NEVER) {
          int at = nearest(caller, site);
          value[site] =
              at == FleetProblem.NONE
                  ? NEVER
                  : value[site] + treeValue[caller][at] + problem.linkPoints(caller, at, site);
        }
      }
    }
    for (int site = 0; site < value.length; site++) {
      value[site] += moves(group);
    }
  }

  private double root(int group, double[] price, double[] need) {
    double[] value = treeValue[group];
    int best = 0;
    for (int site = 1; site < value.length; site++) {
      best = value[site] < value[best] ? site : best;
    }
    if (value[best] < NEVER) {
      settle(group, best, price, need);
    }
    return value[best];
  }

  /**
   * What a group costs alone, for each site of its leader. A leader makes slots of its own domain
   * dearer and no others, so that the best choice for the other replicas stays as it is elsewhere.
   */
  private void leaders(int group, double[] value, double[] price) {
    open(group, price);
    double[] first = slot.clone();
    if (problem.size(group) == 1) {
      System.arraycopy(first, 0, value, 0, value.length);
      return;
    }
    double others = select(group, problem.size(group) - 1, FleetProblem.NONE, price);
    boolean[] touched = new boolean[problem.domains];
    for (int i = 0; i < picked; i++) {
      touched[problem.siteDomain[problem.poolSite[picks[i]]]] = true;
    }
    for (int site = 0; site < value.length; site++) {
      value[site] =
          others < NEVER && !touched[problem.siteDomain[site]]
              ? first[site] + others
              : select(group, problem.size(group), site, price);
    }
  }

  /** The site of a caller's leader that is best for a site of the leader that it calls. */
  private int nearest(int caller, int site) {
    double[] value = treeValue[caller];
    int best = FleetProblem.NONE;
    double least = NEVER;
    for (int at = 0; at < value.length; at++) {
      if (value[at] < least) {
        long link = problem.linkPoints(caller, at, site);
        if (link < FleetProblem.EXCLUDED && value[at] + link < least) {
          least = value[at] + link;
          best = at;
        }
      }
    }
    return best;
  }

  /** Takes what the tree above a group needs, with the group's leader at a site. */
  private void settle(int group, int site, double[] price, double[] need) {
    select(group, problem.size(group), site, price);
    takePicks(group, need);
    for (int caller : problem.callers[group]) {
      settle(caller, nearest(caller, site), price, need);
    }
  }
}
