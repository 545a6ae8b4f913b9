package eu.continuo.solver.fleet;

import java.util.SplittableRandom;

/**
 * Moves of single replicas: a replica goes to another node, two replicas change places, the leader
 * of a group changes places with another replica of it, or the leader goes to the site of a leader
 * that it is linked with. Only moves that keep the rules are ever tried.
 */
final class SingleMoves {

  private final PlanState state;
  private final FleetProblem problem;
  private final Candidates candidates;
  private final SplittableRandom random;
  private double temperature;
  private long moves;

  SingleMoves(PlanState state, Candidates candidates, SplittableRandom random) {
    this.state = state;
    this.problem = state.problem;
    this.candidates = candidates;
    this.random = random;
  }

  /** How many moves were tried. */
  long moves() {
    return moves;
  }

  /** Tries one move; takes it if it pays, or by chance, the rather the hotter it is. */
  void tryOne(double temperature) {
    this.temperature = temperature;
    int replica = random.nextInt(problem.replicas);
    if (state.isPlaced(replica)) {
      tryMove(replica);
    }
  }

  private void tryMove(int replica) {
    int draw = random.nextInt(20);
    if (draw < 4) {
      exchange(replica, random.nextInt(problem.replicas));
    } else if (draw < 6 && problem.size(problem.replicaGroup[replica]) > 1) {
      lead(problem.replicaGroup[replica]);
    } else if (draw < 8 && problem.isLeader(replica)) {
      go(replica, nearLink(replica));
    } else {
      go(replica, target(replica));
    }
  }

  private int target(int replica) {
    int[] homes = problem.homes[problem.replicaGroup[replica]];
    if (homes.length > 0 && random.nextInt(12) == 0) {
      return homes[random.nextInt(homes.length)];
    }
    int node = candidates.node(replica, random);
    for (int again = 0; again < 3 && state.residents[node] == 0; again++) {
      node = candidates.node(replica, random);
    }
    return node;
  }

  /** A node at the site of a leader that is linked with this one, or any node. */
  private int nearLink(int replica) {
    int group = problem.replicaGroup[replica];
    int[] callers = problem.callers[group];
    int to = problem.linkTo[group];
    int links = callers.length + (to == FleetProblem.NONE ? 0 : 1);
    if (links == 0) {
      return target(replica);
    }
    int draw = random.nextInt(links);
    int other = state.nodeOf[problem.leader(draw < callers.length ? callers[draw] : to)];
    return other == FleetProblem.NONE
        ? target(replica)
        : candidates.nodeAt(problem.nodeSite[other], random);
  }

  private void go(int replica, int node) {
    if (node != state.nodeOf[replica] && state.fits(replica, node)) {
      moves++;
      if (accepts(state.moving(replica, node))) {
        state.move(replica, node);
      }
    }
  }

  private void exchange(int replica, int other) {
    int group = problem.replicaGroup[replica];
    int otherGroup = problem.replicaGroup[other];
    int node = state.nodeOf[replica];
    int otherNode = state.nodeOf[other];
    if (group == otherGroup
        || otherNode == FleetProblem.NONE
        || node == otherNode
        || problem.linkTo[group] == otherGroup
        || problem.linkTo[otherGroup] == group
        || !haveRoom(replica, other)
        || !state.keepsRules(replica, otherNode)
        || !state.keepsRules(other, node)) {
      return;
    }
    moves++;
    long change =
        state.running(replica, otherNode)
            - state.running(replica, node)
            + state.running(other, node)
            - state.running(other, otherNode);
    if (accepts(change)) {
      state.lift(replica);
      state.move(other, node);
      state.place(replica, otherNode);
    }
  }

  private boolean haveRoom(int replica, int other) {
    int profile = problem.groupProfile[problem.replicaGroup[replica]];
    int otherProfile = problem.groupProfile[problem.replicaGroup[other]];
    int node = state.nodeOf[replica];
    int otherNode = state.nodeOf[other];
    if (problem.placePoints[profile][problem.nodePool[otherNode]] >= FleetProblem.EXCLUDED
        || problem.placePoints[otherProfile][problem.nodePool[node]] >= FleetProblem.EXCLUDED) {
      return false;
    }
    int gpu = ResourceKind.GPU_MILLI.column();
    if (problem.demand[profile][gpu] != problem.demand[otherProfile][gpu]) {
      return false; // devices would have to be packed anew
    }
    for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
      long more = problem.demand[profile][kind] - problem.demand[otherProfile][kind];
      if (more > state.free(otherNode)[kind] || -more > state.free(node)[kind]) {
        return false;
      }
    }
    return true;
  }

  /** Makes another replica of a group its leader, by letting both change places. */
  private void lead(int group) {
    int leader = problem.leader(group);
    int other = leader + 1 + random.nextInt(problem.size(group) - 1);
    if (!state.isPlaced(leader) || !state.isPlaced(other)) {
      return;
    }
    int node = state.nodeOf[leader];
    int otherNode = state.nodeOf[other];
    state.lift(other);
    if (!state.fits(leader, otherNode)) {
      state.place(other, otherNode);
      return;
    }
    moves++;
    long before = state.points() + state.adding(other, otherNode);
    state.move(leader, otherNode);
    state.place(other, node);
    if (!accepts(state.points() - before)) {
      state.lift(other);
      state.move(leader, node);
      state.place(other, otherNode);
    }
  }

  private boolean accepts(long change) {
    return change <= 0 || random.nextDouble() < Math.exp(-change / temperature);
  }
}
