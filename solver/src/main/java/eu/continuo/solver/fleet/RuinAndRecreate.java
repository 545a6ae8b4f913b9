package eu.continuo.solver.fleet;

import java.util.SplittableRandom;

/**
 * Empties one node or two and places their replicas anew, elsewhere if possible: the move that
 * closes nodes, which single moves do not find, since every move on the way there costs.
 */
final class RuinAndRecreate {

  private static final int MOST_LIFTED = 60;
  private static final int POOLS_TRIED = 20;
  private static final int MOST_STRANDED = 20;
  private static final int STRANDED_LOOKS = 2_000;

  /** More than sums of sizes in another order can differ by. */
  private static final double ROUNDING = 1e-9;

  private static final double NOISE = 0.03;

  private final PlanState state;
  private final FleetProblem problem;
  private final Candidates candidates;
  private final SplittableRandom random;
  private final ReplicaSize sizes;
  private final int[][] poolsBySite;
  private final int[] lifted = new int[MOST_LIFTED];
  private final int[] oldNode = new int[MOST_LIFTED];
  private final double[] order = new double[MOST_LIFTED];
  private int count;
  private long moves;

  RuinAndRecreate(PlanState state, Candidates candidates, SplittableRandom random) {
    this.state = state;
    this.problem = state.problem;
    this.candidates = candidates;
    this.random = random;
    sizes = new ReplicaSize(problem);
    poolsBySite = problem.poolsBySite();
  }

  /** How many ruins were tried. */
  long moves() {
    return moves;
  }

  /** Tries one ruin; takes it if it pays, or by chance, the rather the hotter it is. */
  void tryOne(double temperature) {
    count = 0;
    if (state.unplaced() > 0) {
      stranded(temperature);
    } else {
      ruin(random.nextInt(problem.nodes), temperature);
    }
  }

  /**
   * Makes room for replicas that have no node. Others may lose theirs for it, as long as fewer are
   * without one than before, or as many that are no larger.
   */
  private void stranded(double temperature) {
    moves++;
    int replica = random.nextInt(problem.replicas);
    while (state.isPlaced(replica)) {
      replica = (replica + 1) % problem.replicas;
    }
    if (candidates.pools(replica).length == 0) {
      return;
    }
    int before = state.unplaced();
    long points = state.points();
    chooseOne(replica, Double.NEGATIVE_INFINITY);
    chooseStranded(replica + 1);
    choose(candidates.node(replica, random), 1);
    chooseLinked(replica);
    double size = sizeWithoutNode();
    lift();
    recreate(FleetProblem.NONE);
    if (state.unplaced() > before
        || (state.unplaced() == before
            && (sizeWithoutNode() > size + ROUNDING
                || isRefused(state.points() - points, temperature)))) {
      undo();
    }
  }

  /** How large those of the chosen are that have no node: the larger, the harder to place. */
  private double sizeWithoutNode() {
    double size = 0;
    for (int i = 0; i < count; i++) {
      size += state.isPlaced(lifted[i]) ? 0 : sizes.of(lifted[i]);
    }
    return size;
  }

  private boolean isRefused(long change, double temperature) {
    return change > 0 && random.nextDouble() >= Math.exp(-change / temperature);
  }

  /** A few more that have no node, for what one node gives up may do for several. */
  private void chooseStranded(int from) {
    int wanted = random.nextInt(MOST_STRANDED);
    int looks = Math.min(STRANDED_LOOKS, problem.replicas - 1);
    for (int i = 0; i < looks && wanted > 0; i++) {
      int replica = (from + i) % problem.replicas;
      if (!state.isPlaced(replica)) {
        chooseOne(replica, -sizes.of(replica) * random.nextDouble());
        wanted--;
      }
    }
  }

  /** The leaders that may hold a replica off with bounds on round trips. */
  private void chooseLinked(int replica) {
    int group = problem.replicaGroup[replica];
    if (problem.isLeader(replica)) {
      if (problem.linkTo[group] != FleetProblem.NONE) {
        chooseUnlessChosen(problem.leader(problem.linkTo[group]));
      }
      for (int caller : problem.callers[group]) {
        chooseUnlessChosen(problem.leader(caller));
      }
    }
  }

  private void chooseUnlessChosen(int replica) {
    for (int i = 0; i < count; i++) {
      if (lifted[i] == replica) {
        return;
      }
    }
    if (state.isPlaced(replica) && count < MOST_LIFTED) {
      chooseOne(replica, -sizes.of(replica));
    }
  }

  private void ruin(int node, double temperature) {
    if (state.residents[node] == 0) {
      return;
    }
    moves++;
    long before = state.points();
    choose(node, 1);
    int mode = random.nextInt(4);
    if (mode == 1) {
      int[] pools = poolsBySite[problem.nodeSite[node]];
      other(node, pools[random.nextInt(pools.length)], 1);
    } else if (mode > 1) {
      other(node, problem.nodePool[random.nextInt(problem.nodes)], mode == 2 ? 1 : 3);
    }
    lift();
    boolean isComplete = recreate(random.nextBoolean() ? node : FleetProblem.NONE);
    long change = state.points() - before;
    if (!isComplete || isRefused(change, temperature)) {
      undo();
    }
  }

  private void other(int node, int pool, int oneIn) {
    int other = problem.poolFirstNode[pool] + random.nextInt(problem.poolSize(pool));
    if (other != node) {
      choose(other, oneIn);
    }
  }

  private void choose(int node, int oneIn) {
    for (int replica = state.firstOf(node);
        replica != FleetProblem.NONE && count < MOST_LIFTED;
        replica = state.after(replica)) {
      if (oneIn == 1 || random.nextInt(oneIn) == 0) {
        chooseOne(replica, -sizes.of(replica) * (0.7 + 0.6 * random.nextDouble()));
      }
    }
  }

  private void chooseOne(int replica, double key) {
    lifted[count] = replica;
    order[count++] = key;
  }

  private void lift() {
    for (int i = 0; i < count; i++) {
      oldNode[i] = state.nodeOf[lifted[i]];
      if (oldNode[i] != FleetProblem.NONE) {
        state.lift(lifted[i]);
      }
    }
  }

  /** Places what was lifted; false if something found no place. */
  private boolean recreate(int banned) {
    boolean isComplete = true;
    sortByOrder();
    for (int i = 0; i < count && (isComplete || banned == FleetProblem.NONE); i++) {
      int node = cheapest(lifted[i], banned);
      if (node == FleetProblem.NONE) {
        isComplete = false;
      } else {
        state.place(lifted[i], node);
      }
    }
    return isComplete;
  }

  /** Insertion sort, for there are few. */
  private void sortByOrder() {
    for (int i = 1; i < count; i++) {
      int replica = lifted[i];
      int node = oldNode[i];
      double key = order[i];
      int at = i;
      for (; at > 0 && order[at - 1] > key; at--) {
        lifted[at] = lifted[at - 1];
        oldNode[at] = oldNode[at - 1];
        order[at] = order[at - 1];
      }
      lifted[at] = replica;
      oldNode[at] = node;
      order[at] = key;
    }
  }

  private int cheapest(int replica, int banned) {
    int best = FleetProblem.NONE;
    double least = Double.POSITIVE_INFINITY;
    int[] pools = candidates.pools(replica);
    for (int i = 0; i < Math.min(POOLS_TRIED, pools.length); i++) {
      boolean closedTried = false;
      int end = problem.poolFirstNode[pools[i] + 1];
      for (int node = problem.poolFirstNode[pools[i]]; node < end; node++) {
        if (node == banned || (closedTried && state.residents[node] == 0)) {
          continue;
        }
        closedTried |= state.residents[node] == 0;
        double points = noisy(replica, node);
        if (points < least) {
          least = points;
          best = node;
        }
      }
    }
    for (int home : problem.homes[problem.replicaGroup[replica]]) {
      if (home != banned) {
        double points = noisy(replica, home);
        if (points < least) {
          least = points;
          best = home;
        }
      }
    }
    return best;
  }

  private double noisy(int replica, int node) {
    return state.fits(replica, node)
        ? state.adding(replica, node) * (1 + NOISE * random.nextDouble())
        : Double.POSITIVE_INFINITY;
  }

  private void undo() {
    for (int i = 0; i < count; i++) {
      if (state.isPlaced(lifted[i])) {
        state.lift(lifted[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      if (oldNode[i] != FleetProblem.NONE) {
        state.place(lifted[i], oldNode[i]);
      }
    }
  }
}
