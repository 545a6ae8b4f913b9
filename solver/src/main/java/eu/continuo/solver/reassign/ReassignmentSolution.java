package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A whole assignment as the engine sees it. */
@PlanningSolution(solutionCloner = ReassignmentSolution.Cloner.class)
final class ReassignmentSolution {

  private final ReassignmentProblem problem;
  @ValueRangeProvider private final List<Integer> machines;
  @PlanningEntityCollectionProperty private final List<ProcessPlacement> processes;
  @PlanningScore private @Nullable HardSoftLongScore score;

  ReassignmentSolution(ReassignmentProblem problem, int[] machineOf) {
    this.problem = problem;
    machines = IntStream.range(0, problem.machines).boxed().toList();
    processes =
        IntStream.range(0, machineOf.length)
            .mapToObj(process -> new ProcessPlacement(process, machineOf[process]))
            .toList();
  }

  private ReassignmentSolution(ReassignmentSolution original) {
    problem = original.problem;
    machines = original.machines;
    processes =
        original.processes.stream()
            .map(each -> new ProcessPlacement(each.process(), each.machine()))
            .toList();
    score = original.score;
  }

  ReassignmentProblem problem() {
    return problem;
  }

  List<ProcessPlacement> processes() {
    return processes;
  }

  int[] machineOf() {
    return processes.stream().mapToInt(ProcessPlacement::machine).toArray();
  }

  /** Copies the decisions and shares the facts. Public, since the engine calls its constructor. */
  public static final class Cloner implements SolutionCloner<ReassignmentSolution> {

    @Override
    public ReassignmentSolution cloneSolution(ReassignmentSolution original) {
      return new ReassignmentSolution(original);
    }
  }
}
