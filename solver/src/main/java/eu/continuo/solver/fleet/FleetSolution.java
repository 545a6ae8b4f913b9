package eu.continuo.solver.fleet;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A whole plan of a fleet as the engine sees it. */
@PlanningSolution(solutionCloner = FleetSolution.Cloner.class)
final class FleetSolution {

  private final FleetProblem problem;
  @ValueRangeProvider private final List<FleetNode> nodes;
  @ProblemFactCollectionProperty private final List<Home> homes;
  @PlanningEntityCollectionProperty private final List<ReplicaPlacement> replicas;
  @PlanningScore private @Nullable HardMediumSoftLongScore score;

  /** A node where a replica of a group runs now. */
  record Home(int group, int node, long movePoints) {}

  FleetSolution(FleetProblem problem, int[] nodeOf) {
    this.problem = problem;
    nodes =
        IntStream.range(0, problem.nodes)
            .mapToObj(
                node ->
                    new FleetNode(
                        node,
                        problem.nodePool[node],
                        problem.nodeSite[node],
                        problem.siteDomain[problem.nodeSite[node]]))
            .toList();
    homes =
        IntStream.range(0, problem.groups)
            .boxed()
            .flatMap(
                group ->
                    IntStream.of(problem.homes[group])
                        .mapToObj(node -> new Home(group, node, problem.movePoints[group])))
            .toList();
    replicas =
        IntStream.range(0, problem.replicas)
            .mapToObj(replica -> new ReplicaPlacement(problem, replica))
            .toList();
    for (ReplicaPlacement each : replicas) {
      each.moveTo(node(nodeOf[each.replica()]));
    }
  }

  private FleetSolution(FleetSolution original) {
    problem = original.problem;
    nodes = original.nodes;
    homes = original.homes;
    replicas = original.replicas.stream().map(ReplicaPlacement::copy).toList();
    score = original.score;
  }

  FleetProblem problem() {
    return problem;
  }

  List<ReplicaPlacement> replicas() {
    return replicas;
  }

  /** The node with a number, null for none. */
  @Nullable FleetNode node(int number) {
    return number == FleetProblem.NONE ? null : nodes.get(number);
  }

  /** The node of each replica, or -1. */
  int[] nodeOf() {
    return replicas.stream()
        .mapToInt(
            each -> {
              FleetNode node = each.node();
              return node == null ? FleetProblem.NONE : node.number();
            })
        .toArray();
  }

  /**
   * Copies the decisions and shares the facts, which never change. Public, since the engine calls
   * its constructor.
   */
  public static final class Cloner implements SolutionCloner<FleetSolution> {

    @Override
    public FleetSolution cloneSolution(FleetSolution original) {
      return new FleetSolution(original);
    }
  }
}
