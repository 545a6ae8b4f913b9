package eu.continuo.solver.fleet;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Plans as others would make them, to compare with. Each is the node of every replica, as {@link
 * FleetEvaluator} takes it; none breaks a rule.
 */
public final class Baselines {

  private static final double WORTH_OF_A_SITE_ALONE = 100;

  private Baselines() {}

  /**
   * As the scheduler of Kubernetes does: in order of arrival, each replica to the node with the
   * best sum of LeastAllocated, BalancedAllocation and, twice, topology spread, each from 0 to 100.
   * It knows neither cost nor carbon.
   */
  public static int[] filterAndScore(FleetProblem problem) {
    PlanState state = new PlanState(problem);
    for (int replica = 0; replica < problem.replicas; replica++) {
      int each = replica;
      place(state, replica, node -> -score(state, each, node));
    }
    return state.nodeOf;
  }

  private static double score(PlanState state, int replica, int node) {
    FleetProblem problem = state.problem;
    long[] given = problem.allocatable[problem.nodePool[node]];
    long[] demand = problem.demand[problem.groupProfile[problem.replicaGroup[replica]]];
    double cpu = 1 - (state.free(node)[0] - demand[0]) / (double) Math.max(1, given[0]);
    double memory = 1 - (state.free(node)[1] - demand[1]) / (double) Math.max(1, given[1]);
    int group = problem.replicaGroup[replica];
    int together = 0;
    for (int other = problem.leader(group); other < replica; other++) {
      int there = state.nodeOf[other];
      if (there != FleetProblem.NONE && problem.nodeSite[there] == problem.nodeSite[node]) {
        together++;
      }
    }
    return 100 * (1 - (cpu + memory) / 2)
        + 100 * (1 - Math.abs(cpu - memory) / 2)
        + 2 * WORTH_OF_A_SITE_ALONE / (1 + together);
  }

  /**
   * The largest replica first, each to the node where it adds least; opening a node counts by the
   * share of it that the replica takes.
   */
  public static int[] costGreedy(FleetProblem problem) {
    PlanState state = new PlanState(problem);
    ReplicaSize sizes = new ReplicaSize(problem);
    IntStream.range(0, problem.replicas)
        .boxed()
        .sorted(Comparator.comparingDouble(replica -> -sizes.of(replica)))
        .forEach(replica -> place(state, replica, node -> added(state, replica, node)));
    return state.nodeOf;
  }

  private static double added(PlanState state, int replica, int node) {
    double points = state.running(replica, node);
    if (state.residents[node] > 0) {
      return points;
    }
    FleetProblem problem = state.problem;
    long[] given = problem.allocatable[problem.nodePool[node]];
    long[] demand = problem.demand[problem.groupProfile[problem.replicaGroup[replica]]];
    double share = 0;
    for (int kind = 0; kind < 2; kind++) {
      share = Math.max(share, demand[kind] / (double) Math.max(1, given[kind]));
    }
    return points + share * state.openPoints(node);
  }

  private interface Price {
    double of(int node);
  }

  private static void place(PlanState state, int replica, Price price) {
    int best = FleetProblem.NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int node = 0; node < state.problem.nodes; node++) {
      if (state.fits(replica, node)) {
        double points = price.of(node);
        if (points < least) {
          least = points;
          best = node;
        }
      }
    }
    if (best != FleetProblem.NONE) {
      state.place(replica, best);
    }
  }

  /**
   * Timefold as it comes: its constraint streams, its change and swap moves and its simulated
   * annealing, from a first plan.
   *
   * @param start the node of each replica
   * @param within how long it may search
   */
  public static int[] stockTimefold(FleetProblem problem, int[] start, Duration within) {
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(FleetSolution.class)
            .withEntityClasses(ReplicaPlacement.class)
            .withConstraintProviderClass(FleetConstraints.class)
            .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
            .withRandomSeed(1L)
            .withTerminationConfig(new TerminationConfig().withSpentLimit(within))
            .withPhases(annealing(FleetEvaluator.evaluate(problem, start).totalPoints(), problem));
    return SolverFactory.<FleetSolution>create(config)
        .buildSolver()
        .solve(new FleetSolution(problem, start))
        .nodeOf();
  }

  private static LocalSearchPhaseConfig annealing(long points, FleetProblem problem) {
    long temperature = Math.max(1, Math.round(points * 0.15 / problem.replicas));
    return new LocalSearchPhaseConfig()
        .withMoveSelectorConfig(
            new UnionMoveSelectorConfig()
                .withMoveSelectors(new ChangeMoveSelectorConfig(), new SwapMoveSelectorConfig()))
        .withAcceptorConfig(
            new LocalSearchAcceptorConfig()
                .withSimulatedAnnealingStartingTemperature("0hard/0medium/" + temperature + "soft"))
        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
  }
}
