package eu.continuo.solver.reassign;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Violation.Code;
import eu.continuo.solver.reassign.ReassignmentLimits.Counted;
import eu.continuo.solver.reassign.ReassignmentLimits.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReassignerTest {

  private static final Counted SHORT = new Counted(1, 2, 1_500);

  @Test
  void sameSeedSamePlan() {
    ReassignmentProblem problem = Reassignments.small(5);
    int[] plan = new Reassigner().plan(problem, SHORT).machineOf();

    assertThat(new Reassigner().plan(problem, SHORT).machineOf()).isEqualTo(plan);
  }

  /** All plans of tiny problems are tried. */
  @Test
  void tinyProblemsAreSolvedToTheOptimum() {
    int better = 0;
    for (int seed = 0; seed < 25; seed++) {
      ReassignmentProblem problem = Reassignments.tiny(seed);
      long given = ReassignmentEvaluator.evaluate(problem, problem.given()).totalCost();
      List<Long> told = new ArrayList<>();
      ReassignmentPlan plan = new Reassigner().plan(problem, SHORT, told::add, () -> false);

      assertThat(plan.evaluation().totalCost()).as("seed " + seed).isEqualTo(optimum(problem));
      assertThat(told.getLast()).isEqualTo(plan.evaluation().totalCost());
      better += plan.evaluation().totalCost() < given ? 1 : 0;
    }
    assertThat(better).isPositive();
  }

  /** What comes back keeps all rules, however little room there is, and costs what was told. */
  @Test
  void plansKeepAllRulesWhereMachinesAreFull() {
    int better = 0;
    for (int seed = 0; seed < 30; seed++) {
      ReassignmentProblem problem =
          seed % 2 == 0 ? Reassignments.full(seed) : Reassignments.small(seed);
      long given = ReassignmentEvaluator.evaluate(problem, problem.given()).totalCost();
      ReassignmentPlan plan =
          new Reassigner().plan(problem, new Counted(seed, 1 + seed % 3, 60 + seed));
      ReassignmentEvaluation recount = ReassignmentEvaluator.evaluate(problem, plan.machineOf());

      assertThat(recount.breaches()).as("seed " + seed).isEmpty();
      assertThat(recount.totalCost()).isLessThanOrEqualTo(given);
      better += recount.totalCost() < given ? 1 : 0;
    }
    assertThat(better).isPositive();
  }

  private static long optimum(ReassignmentProblem problem) {
    long best = Long.MAX_VALUE;
    int plans = (int) Math.pow(problem.machines, problem.processes);
    int[] plan = new int[problem.processes];
    for (int number = 0; number < plans; number++) {
      int rest = number;
      for (int process = 0; process < plan.length; process++) {
        plan[process] = rest % problem.machines;
        rest /= problem.machines;
      }
      ReassignmentEvaluation count = ReassignmentEvaluator.evaluate(problem, plan);
      if (count.breaches().isEmpty()) {
        best = Math.min(best, count.totalCost());
      }
    }
    return best;
  }

  @Test
  void aDeadlineIsKeptAndNothingGetsWorse() {
    ReassignmentProblem problem = Reassignments.small(6);
    long given = ReassignmentEvaluator.evaluate(problem, problem.given()).totalCost();
    Deadline half = new Deadline(1, 1, Duration.ofMillis(500));

    assertThat(new Reassigner().plan(problem, half).evaluation().totalCost())
        .isLessThanOrEqualTo(given);
    assertThat(
            new Reassigner().plan(problem, half, cost -> {}, () -> true).evaluation().totalCost())
        .isLessThanOrEqualTo(given);
  }

  @Test
  void everythingWrongIsListedAtOnce() {
    Reassignment hostile =
        new Reassignment(
            List.of(new Reassignment.Resource(false, -1)),
            List.of(new Reassignment.Machine(0, 0, List.of(5L), List.of(5L, 5L), List.of(0L))),
            List.of(new Reassignment.Service(0, List.of(9))),
            List.of(new Reassignment.RunningProcess(3, List.of(1L), 1)),
            List.of(),
            new Reassignment.MoveWeights(1, 1, 1),
            List.of(0, 4));

    assertThat(((ReassignmentCheck.Refused) hostile.check()).violations())
        .extracting(Violation::subject)
        .contains("resource 0", "machine 0", "service 0", "process 0", "given", "process 1");
  }

  @Test
  void costsBeyondCountingAndPlansThatBreakRulesAreRefused() {
    assertThat(refusal(Long.MAX_VALUE / 2, 1)).isEqualTo(Code.BAD_QUANTITY);
    assertThat(refusal(1, 7)).isEqualTo(Code.CONTRADICTION);
  }

  private static Code refusal(long weight, long demand) {
    Reassignment reassignment =
        new Reassignment(
            List.of(new Reassignment.Resource(false, weight)),
            List.of(new Reassignment.Machine(0, 0, List.of(5L), List.of(5L), List.of(0L))),
            List.of(new Reassignment.Service(0, List.of())),
            List.of(new Reassignment.RunningProcess(0, List.of(demand), 1)),
            List.of(),
            new Reassignment.MoveWeights(1, 1, 1),
            List.of(0));
    return ((ReassignmentCheck.Refused) reassignment.check()).violations().getFirst().code();
  }
}
