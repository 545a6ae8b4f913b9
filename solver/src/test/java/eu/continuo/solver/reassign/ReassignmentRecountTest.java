package eu.continuo.solver.reassign;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three counts of one plan agree: the evaluator, the search's own, and that for the engine. */
final class ReassignmentRecountTest {

  /** By hand: two machines, and a process that moves. */
  @Test
  void costsAreThoseOnPaper() {
    Reassignment reassignment =
        new Reassignment(
            List.of(new Reassignment.Resource(false, 10), new Reassignment.Resource(false, 1)),
            List.of(
                new Reassignment.Machine(
                    0, 0, List.of(10L, 10L), List.of(4L, 10L), List.of(0L, 7L)),
                new Reassignment.Machine(
                    0, 1, List.of(10L, 10L), List.of(10L, 10L), List.of(7L, 0L))),
            List.of(new Reassignment.Service(1, List.of())),
            List.of(
                new Reassignment.RunningProcess(0, List.of(6L, 1L), 5),
                new Reassignment.RunningProcess(0, List.of(2L, 9L), 3)),
            List.of(new Reassignment.Balance(0, 1, 2, 100)),
            new Reassignment.MoveWeights(1_000, 10_000, 100_000),
            List.of(0, 1));
    ReassignmentProblem problem = Reassignments.accepted(reassignment);

    ReassignmentEvaluation given = ReassignmentEvaluator.evaluate(problem, new int[] {0, 1});
    // (6 - 4) × 10; and 2 × (10 - 2) - (10 - 9) on the second machine, nothing on the first
    assertThat(given.cost(ReassignmentTerm.LOAD)).isEqualTo(20);
    assertThat(given.cost(ReassignmentTerm.BALANCE)).isEqualTo(1_500);
    assertThat(given.totalCost()).isEqualTo(1_520);

    ReassignmentEvaluation exchanged = ReassignmentEvaluator.evaluate(problem, new int[] {1, 0});
    assertThat(exchanged.breaches()).isEmpty();
    assertThat(exchanged.cost(ReassignmentTerm.LOAD)).isZero();
    assertThat(exchanged.cost(ReassignmentTerm.PROCESS_MOVE)).isEqualTo(8_000);
    assertThat(exchanged.cost(ReassignmentTerm.SERVICE_MOVE)).isEqualTo(20_000);
    assertThat(exchanged.cost(ReassignmentTerm.MACHINE_MOVE)).isEqualTo(1_400_000);
  }

  @Test
  void theCountForTheEngineIsTheCountFromNothing() {
    Random random = new Random(1);
    Set<Boolean> sound = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      ReassignmentProblem problem = Reassignments.small(seed);
      ReassignmentSolution solution = new ReassignmentSolution(problem, problem.given());
      IncrementalCount count = new IncrementalCount();
      count.resetWorkingSolution(solution);
      for (int step = 0; step < 60; step++) {
        ProcessPlacement each = solution.processes().get(random.nextInt(problem.processes));
        count.beforeVariableChanged(each, "machine");
        each.moveTo(
            random.nextBoolean()
                ? problem.given[each.process()]
                : random.nextInt(problem.machines));
        count.afterVariableChanged(each, "machine");
        HardSoftLongScore score = count.calculateScore();
        ReassignmentEvaluation evaluation =
            ReassignmentEvaluator.evaluate(problem, solution.machineOf());
        assertThat(-score.softScore()).isEqualTo(evaluation.totalCost());
        assertThat(score.hardScore() == 0).isEqualTo(evaluation.breaches().isEmpty());
        sound.add(evaluation.breaches().isEmpty());
      }
    }
    assertThat(sound).containsExactlyInAnyOrder(true, false);
  }

  /** What fits breaks nothing and costs what was promised; what does not fit breaks something. */
  @Test
  void theSearchCountsAndKeepsTheRules() {
    Random random = new Random(2);
    Set<Boolean> answers = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      ReassignmentProblem problem = Reassignments.small(seed);
      ReassignmentState state = new ReassignmentState(problem);
      for (int step = 0; step < 80; step++) {
        int process = random.nextInt(problem.processes);
        int[] plan = state.machineOf.clone();
        if (random.nextBoolean()) {
          int machine = random.nextInt(problem.machines);
          plan[process] = machine;
          if (machine == state.machineOf[process]) {
            continue;
          }
          answers.add(check(problem, plan, state.fits(process, machine)));
          if (state.fits(process, machine)) {
            long promised = state.cost() + state.moving(process, machine);
            state.move(process, machine);
            assertThat(state.cost()).isEqualTo(promised);
          }
        } else {
          int other = random.nextInt(problem.processes);
          plan[process] = state.machineOf[other];
          plan[other] = state.machineOf[process];
          if (plan[process] == plan[other] || problem.service[process] == problem.service[other]) {
            continue;
          }
          answers.add(check(problem, plan, state.fitsExchange(process, other)));
          if (state.fitsExchange(process, other)) {
            long promised = state.cost() + state.exchanging(process, other);
            state.exchange(process, other);
            assertThat(state.cost()).isEqualTo(promised);
          }
        }
        assertThat(state.cost())
            .isEqualTo(ReassignmentEvaluator.evaluate(problem, state.machineOf).totalCost());
        assertThat(state.shortage()).isZero();
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(true, false);
  }

  private static boolean check(ReassignmentProblem problem, int[] plan, boolean fits) {
    assertThat(ReassignmentEvaluator.evaluate(problem, plan).breaches().isEmpty()).isEqualTo(fits);
    return fits;
  }

  /** With capacities left aside, costs and what is lacking are still counted by difference. */
  @Test
  void whatIsLackingIsCounted() {
    Random random = new Random(3);
    int lacking = 0;
    for (int seed = 0; seed < 60; seed++) {
      ReassignmentProblem problem = Reassignments.small(seed);
      ReassignmentState state = new ReassignmentState(problem);
      for (int step = 0; step < 80; step++) {
        int process = random.nextInt(problem.processes);
        int machine = random.nextInt(problem.machines);
        int other = random.nextInt(problem.processes);
        if (state.mayMove(process, machine)) {
          long promised = state.shortage() + state.shortageMoving(process, machine);
          state.move(process, machine);
          assertThat(state.shortage()).isEqualTo(promised);
        } else if (state.mayExchange(process, other)) {
          long promised = state.shortage() + state.shortageExchanging(process, other);
          state.exchange(process, other);
          assertThat(state.shortage()).isEqualTo(promised);
        }
      }
      ReassignmentEvaluation evaluation = ReassignmentEvaluator.evaluate(problem, state.machineOf);
      assertThat(state.cost()).isEqualTo(evaluation.totalCost());
      assertThat(state.shortage() == 0).isEqualTo(evaluation.breaches().isEmpty());
      lacking += state.shortage() > 0 ? 1 : 0;
    }
    assertThat(lacking).isPositive();
  }

  /** Lifting some and placing them where they were changes nothing. */
  @Test
  void liftingAndPlacingIsUndone() {
    Random random = new Random(4);
    for (int seed = 0; seed < 60; seed++) {
      ReassignmentProblem problem = Reassignments.small(seed);
      ReassignmentState state = new ReassignmentState(problem);
      long cost = state.cost();
      List<Integer> lifted = new ArrayList<>();
      for (int process = 0; process < problem.processes; process++) {
        if (random.nextBoolean()) {
          state.lift(process);
          lifted.add(process);
        }
      }
      for (int process : lifted) {
        assertThat(state.mayPlace(process, problem.given[process])).isTrue();
        state.place(process, problem.given[process]);
      }
      assertThat(state.cost()).isEqualTo(cost);
      assertThat(state.machineOf).isEqualTo(problem.given());
      for (int service = 0; service < problem.services; service++) {
        assertThat(state.findsNeighbors(service)).isTrue();
      }
    }
  }
}
