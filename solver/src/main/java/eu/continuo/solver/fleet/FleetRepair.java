package eu.continuo.solver.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Repairs a running plan after nodes were lost: first every displaced replica gets the node where
 * it adds least, then, within the budget, replicas move that save more than their move costs.
 *
 * <p>It does not plan anew, so that it takes milliseconds and moves little; whoever wants the best
 * plan asks {@link FleetPlanner} afterwards.
 */
public final class FleetRepair {

  private static final int NONE = FleetProblem.NONE;

  /** Why a replica moves. */
  public enum Reason {
    /** Its node was lost. */
    DISPLACED,
    /** A displaced replica fits nowhere else. */
    MADE_ROOM,
    /** It saves more than the move costs. */
    PAYS
  }

  /**
   * One replica that moves, in the order in which the moves can be made.
   *
   * @param replica its number in the group, from 0, the leader
   * @param gainEuro what the plan saves by it, in euro a month, with the cost of the move counted;
   *     below nothing for moves that must be
   */
  public record Move(
      GroupId group, int replica, NodeRef from, NodeRef to, Reason reason, double gainEuro) {}

  /**
   * The repaired plan.
   *
   * @param displaced how many replicas were on the lost nodes
   * @param unplaced how many replicas have no node now
   */
  public record Repaired(List<Move> moves, int displaced, int unplaced, List<Integer> nodeOf) {

    public Repaired {
      moves = List.copyOf(moves);
      nodeOf = List.copyOf(nodeOf);
    }
  }

  private final FleetProblem problem;
  private final int[] before;
  private final DisruptionBudget budget;
  private final PlanState state;
  private final List<Move> moves = new ArrayList<>();
  private final Map<Integer, Integer> movedOfGroup = new HashMap<>();
  private final Set<Integer> moved = new HashSet<>();
  private int spent;

  private FleetRepair(FleetProblem problem, int[] plan, boolean[] lost, DisruptionBudget budget) {
    this.problem = problem;
    this.before = plan;
    this.budget = budget;
    state = new PlanState(problem, lost, homes(problem, plan, lost));
    for (int replica = 0; replica < plan.length; replica++) {
      if (plan[replica] != NONE && !lost[plan[replica]]) {
        state.place(replica, plan[replica]);
      }
    }
  }

  /**
   * Repairs a plan.
   *
   * @param nodeOf the node of each replica now, or -1; it keeps the rules
   * @param lost the nodes that are gone
   * @param seed where the random numbers start: the same seed gives the same repair
   */
  public static Repaired repair(
      FleetProblem problem,
      int[] nodeOf,
      Collection<NodeRef> lost,
      DisruptionBudget budget,
      long seed) {
    Set<NodeRef> gone = Set.copyOf(lost);
    boolean[] isLost = new boolean[problem.nodes];
    for (int node = 0; node < problem.nodes; node++) {
      isLost[node] = gone.contains(problem.node(node));
    }
    return new FleetRepair(problem, nodeOf, isLost, budget).repair(new SplittableRandom(seed));
  }

  /** What runs now is at home where it runs, and what was on a lost node is at home nowhere. */
  private static int[][] homes(FleetProblem problem, int[] plan, boolean[] lost) {
    int[][] homes = new int[problem.groups][];
    for (int group = 0; group < problem.groups; group++) {
      int first = problem.leader(group);
      homes[group] =
          Arrays.stream(plan, first, first + problem.size(group))
              .filter(node -> node != NONE && !lost[node])
              .toArray();
    }
    return homes;
  }

  private Repaired repair(SplittableRandom random) {
    ReplicaSize sizes = new ReplicaSize(problem);
    List<Integer> displaced = new ArrayList<>();
    for (int replica = 0; replica < problem.replicas; replica++) {
      if (before[replica] != NONE && !state.isPlaced(replica)) {
        displaced.add(replica);
      }
    }
    displaced.sort(Comparator.comparingDouble(replica -> -sizes.of(replica)));
    for (int replica : displaced) {
      int node = cheapest(replica);
      if (node != NONE || makeRoom(replica)) {
        go(replica, node == NONE ? cheapest(replica) : node, Reason.DISPLACED);
      }
    }
    improve(random);
    return new Repaired(
        moves, displaced.size(), state.unplaced(), Arrays.stream(state.nodeOf).boxed().toList());
  }

  private List<Integer> residents(int node) {
    List<Integer> residents = new ArrayList<>();
    for (int each = state.firstOf(node); each != NONE; each = state.after(each)) {
      residents.add(each);
    }
    return residents;
  }

  /** The node, other than its own, where a replica costs least, or -1. */
  private int cheapest(int replica) {
    int best = NONE;
    long least = Long.MAX_VALUE;
    for (int node = 0; node < problem.nodes; node++) {
      if (node != state.nodeOf[replica] && state.fits(replica, node)) {
        long change =
            state.isPlaced(replica) ? state.moving(replica, node) : state.adding(replica, node);
        if (change < least) {
          least = change;
          best = node;
        }
      }
    }
    return best;
  }

  /** Moves one running replica away so that a displaced one fits, if the budget has a move left. */
  private boolean makeRoom(int replica) {
    for (int node = 0; node < problem.nodes; node++) {
      if (!state.keepsRules(replica, node)) {
        continue;
      }
      for (int other : residents(node)) {
        if (isWithinBudget(other)) {
          state.lift(other);
          boolean fits = state.fits(replica, node);
          state.place(other, node);
          int target = fits ? cheapest(other) : NONE;
          if (target != NONE) {
            go(other, target, Reason.MADE_ROOM);
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Looks at random replicas for moves that pay, as long as the budget lasts. */
  private void improve(SplittableRandom random) {
    for (int looks = 0; looks < budget.looks() && spent < budget.moves(); looks += problem.nodes) {
      int replica = random.nextInt(problem.replicas);
      if (state.isPlaced(replica) && isWithinBudget(replica)) {
        int node = cheapest(replica);
        if (node != NONE && state.moving(replica, node) < 0) {
          go(replica, node, Reason.PAYS);
        }
      }
    }
  }

  /** A replica moves once at most, and no group is stirred up too much. */
  private boolean isWithinBudget(int replica) {
    int group = problem.replicaGroup[replica];
    return !moved.contains(replica)
        && spent < budget.moves()
        && movedOfGroup.getOrDefault(group, 0) < budget.movesPerGroup();
  }

  private void go(int replica, int node, Reason reason) {
    int group = problem.replicaGroup[replica];
    long change;
    if (state.isPlaced(replica)) {
      change = state.moving(replica, node);
      state.move(replica, node);
      spent++;
      movedOfGroup.merge(group, 1, Integer::sum);
    } else {
      change = state.adding(replica, node);
      state.place(replica, node);
    }
    moved.add(replica);
    moves.add(
        new Move(
            problem.fleet().groups().get(group).id(),
            replica - problem.leader(group),
            problem.node(before[replica]),
            problem.node(node),
            reason,
            -change / (double) FleetWeights.POINTS_PER_EURO));
  }
}
