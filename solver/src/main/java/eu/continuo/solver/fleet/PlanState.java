package eu.continuo.solver.fleet;

import java.util.Arrays;

/**
 * A plan that changes, and what it costs at every moment. It counts by difference what {@link
 * FleetEvaluator} counts from nothing; rules are kept, for a replica is only placed where it {@link
 * #fits}.
 */
final class PlanState {

  private static final int NONE = FleetProblem.NONE;

  final FleetProblem problem;
  final int[] nodeOf;
  final int[] residents;
  private final long[][] free;
  private final DeviceState devices;
  private final boolean[] lost;
  private final int[][] homes;

  /** The replicas of a node, as a list that is linked both ways. */
  private final int[] first;

  private final int[] next;
  private final int[] previous;

  private long points;
  private int unplaced;

  /**
   * Nothing is placed.
   *
   * @param lost the nodes where nothing fits, whatever they have
   * @param homes the nodes where the replicas of each group run now
   */
  PlanState(FleetProblem problem, boolean[] lost, int[][] homes) {
    this.problem = problem;
    this.lost = lost.clone();
    this.homes = homes;
    nodeOf = new int[problem.replicas];
    residents = new int[problem.nodes];
    free = new long[problem.nodes][];
    first = new int[problem.nodes];
    next = new int[problem.replicas];
    previous = new int[problem.replicas];
    for (int node = 0; node < problem.nodes; node++) {
      free[node] = problem.allocatable[problem.nodePool[node]].clone();
    }
    Arrays.fill(nodeOf, NONE);
    Arrays.fill(first, NONE);
    unplaced = problem.replicas;
    devices = new DeviceState(this);
    for (int group = 0; group < problem.groups; group++) {
      points += problem.movePoints[group] * homes[group].length;
    }
  }

  PlanState(FleetProblem problem) {
    this(problem, new boolean[problem.nodes], problem.homes);
  }

  /** The cost of the plan in points. */
  long points() {
    return points;
  }

  int unplaced() {
    return unplaced;
  }

  boolean isPlaced(int replica) {
    return nodeOf[replica] != NONE;
  }

  long[] free(int node) {
    return free[node];
  }

  /** The first replica of a node, or -1. */
  int firstOf(int node) {
    return first[node];
  }

  /** The replica after this one on its node, or -1. */
  int after(int replica) {
    return next[replica];
  }

  int openNodes() {
    int open = 0;
    for (int count : residents) {
      open += count > 0 ? 1 : 0;
    }
    return open;
  }

  /** Whether a replica, wherever it is now, may go to another node without breaking a rule. */
  boolean fits(int replica, int node) {
    return hasRoom(replica, node) && keepsRules(replica, node);
  }

  /** Whether policy allows a replica on a node and the node has room for it. */
  boolean hasRoom(int replica, int node) {
    int profile = problem.groupProfile[problem.replicaGroup[replica]];
    return !lost[node]
        && problem.placePoints[profile][problem.nodePool[node]] < FleetProblem.EXCLUDED
        && FleetProblem.fits(problem.demand[profile], free[node])
        && devices.fits(replica, node);
  }

  /** Whether a replica on a node is apart from its group and near what its group is linked to. */
  boolean keepsRules(int replica, int node) {
    int group = problem.replicaGroup[replica];
    int from = problem.groupFirstReplica[group];
    int to = problem.groupFirstReplica[group + 1];
    if (to - from > 1) {
      Separation separation = problem.separation[group];
      for (int other = from; other < to; other++) {
        if (other != replica && isPlaced(other) && !apart(separation, nodeOf[other], node)) {
          return false;
        }
      }
    }
    return from != replica || linkPoints(group, node) < FleetProblem.EXCLUDED;
  }

  private boolean apart(Separation separation, int node, int otherNode) {
    int site = problem.nodeSite[node];
    int otherSite = problem.nodeSite[otherNode];
    return switch (separation) {
      case NODE -> node != otherNode;
      case SITE -> site != otherSite;
      case FAILURE_DOMAIN -> problem.siteDomain[site] != problem.siteDomain[otherSite];
    };
  }

  /** What the links of a group cost with its leader on a node, {@code EXCLUDED} or more if not. */
  private long linkPoints(int group, int node) {
    int site = problem.nodeSite[node];
    long sum = 0;
    int to = problem.linkTo[group];
    if (to != NONE) {
      int other = nodeOf[problem.leader(to)];
      if (other != NONE) {
        sum = problem.linkPoints(group, site, problem.nodeSite[other]);
      }
    }
    for (int caller : problem.callers[group]) {
      int other = nodeOf[problem.leader(caller)];
      if (other != NONE) {
        long points = problem.linkPoints(caller, problem.nodeSite[other], site);
        if (points >= FleetProblem.EXCLUDED) {
          return FleetProblem.EXCLUDED;
        }
        sum += points;
      }
    }
    return sum;
  }

  /** What a replica adds on a node, apart from opening it, while the others stay. */
  long running(int replica, int node) {
    int group = problem.replicaGroup[replica];
    long sum = problem.placePoints[problem.groupProfile[group]][problem.nodePool[node]];
    for (int home : homes[group]) {
      if (home == node) {
        sum -= problem.movePoints[group];
      }
    }
    int from = problem.groupFirstReplica[group];
    int to = problem.groupFirstReplica[group + 1];
    if (to - from > 1) {
      int domain = problem.siteDomain[problem.nodeSite[node]];
      for (int other = from; other < to; other++) {
        if (other != replica
            && isPlaced(other)
            && problem.siteDomain[problem.nodeSite[nodeOf[other]]] == domain) {
          sum += problem.pairPoints;
        }
      }
    }
    return from == replica ? sum + linkPoints(group, node) : sum;
  }

  long openPoints(int node) {
    return problem.openPoints[problem.nodePool[node]];
  }

  /** What a replica that is not placed adds on a node. */
  long adding(int replica, int node) {
    return running(replica, node) + (residents[node] == 0 ? openPoints(node) : 0);
  }

  /** What changes if a placed replica goes to another node. */
  long moving(int replica, int node) {
    int old = nodeOf[replica];
    long change = running(replica, node) - running(replica, old);
    if (residents[node] == 0) {
      change += openPoints(node);
    }
    return residents[old] == 1 ? change - openPoints(old) : change;
  }

  void place(int replica, int node) {
    points += adding(replica, node);
    unplaced--;
    nodeOf[replica] = node;
    residents[node]++;
    take(replica, node, 1);
    devices.place(replica, node);
    next[replica] = first[node];
    previous[replica] = NONE;
    if (first[node] != NONE) {
      previous[first[node]] = replica;
    }
    first[node] = replica;
  }

  void lift(int replica) {
    int node = nodeOf[replica];
    residents[node]--;
    nodeOf[replica] = NONE;
    unplaced++;
    points -= adding(replica, node);
    take(replica, node, -1);
    devices.lift(replica, node);
    if (previous[replica] == NONE) {
      first[node] = next[replica];
    } else {
      next[previous[replica]] = next[replica];
    }
    if (next[replica] != NONE) {
      previous[next[replica]] = previous[replica];
    }
  }

  void move(int replica, int node) {
    lift(replica);
    place(replica, node);
  }

  private void take(int replica, int node, int times) {
    long[] demand = problem.demand[problem.groupProfile[problem.replicaGroup[replica]]];
    long[] left = free[node];
    for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
      left[kind] -= times * demand[kind];
    }
  }
}
