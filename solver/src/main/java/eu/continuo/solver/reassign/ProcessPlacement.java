package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import org.jspecify.annotations.Nullable;

/** The decision about one process, as the engine sees it. */
@PlanningEntity
final class ProcessPlacement {

  @PlanningId private final int process;
  @PlanningVariable private @Nullable Integer machine;

  ProcessPlacement(int process, int machine) {
    this.process = process;
    this.machine = machine;
  }

  int process() {
    return process;
  }

  /** The machine; the engine always has one here, for all processes run today. */
  int machine() {
    Integer at = machine;
    return at == null ? ReassignmentProblem.NONE : at;
  }

  void moveTo(int newMachine) {
    machine = newMachine;
  }
}
