package eu.continuo.solver.fleet;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The decision about one replica, as the engine sees it. */
@PlanningEntity
final class ReplicaPlacement {

  private final FleetProblem problem;
  @PlanningId private final int replica;
  private final int group;

  @PlanningVariable(allowsUnassigned = true)
  private @Nullable FleetNode node;

  ReplicaPlacement(FleetProblem problem, int replica) {
    this.problem = problem;
    this.replica = replica;
    this.group = problem.replicaGroup[replica];
  }

  ReplicaPlacement copy() {
    ReplicaPlacement copy = new ReplicaPlacement(problem, replica);
    copy.node = node;
    return copy;
  }

  FleetProblem problem() {
    return problem;
  }

  int replica() {
    return replica;
  }

  int group() {
    return group;
  }

  boolean isLeader() {
    return problem.isLeader(replica);
  }

  @Nullable FleetNode node() {
    return node;
  }

  void moveTo(@Nullable FleetNode newNode) {
    node = newNode;
  }

  /** The node; only for a replica that has one, as streams without unassigned ones promise. */
  FleetNode placedOn() {
    return Objects.requireNonNull(node);
  }

  long demand(ResourceKind kind) {
    return problem.demand[problem.groupProfile[group]][kind.column()];
  }

  /** What it costs alone, or {@code EXCLUDED}. */
  long placePoints() {
    return problem.placePoints[problem.groupProfile[group]][placedOn().pool()];
  }

  @Override
  public String toString() {
    return "replica " + replica + " on " + node;
  }
}
