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

  /**
   * After any moves and exchanges that keep services spread and their processes apart, what is
   * lacking is nothing exactly where the evaluator finds no rule broken, and a move that may not be
   * made breaks a rule that is never bent.
   */
  @Test
  void theSearchCountsWhatItCostsAndWhatIsLacking() {
    Random random = new Random(2);
    Set<Boolean> sound = new HashSet<>();
    Set<Boolean> answers = new HashSet<>();
    for (int seed = 0; seed < 160; seed++) {
      ReassignmentProblem problem =
          seed % 2 == 0 ? Reassignments.small(seed) : Reassignments.full(seed);
      ReassignmentState state = new ReassignmentState(problem);
      for (int step = 0; step < 80; step++) {
        int process = random.nextInt(problem.processes);
        int[] plan = state.machineOf.clone();
        long cost = state.cost();
        long shortage = state.shortage();
        boolean may;
        if (random.nextBoolean()) {
          int machine = random.nextInt(problem.machines);
          plan[process] = machine;
          if (machine == state.machineOf[process]) {
            continue;
          }
          may = state.mayMove(process, machine);
          if (may) {
            cost += state.moving(process, machine);
            shortage += state.shortageMoving(process, machine);
            state.move(process, machine);
          }
        } else {
          int other = random.nextInt(problem.processes);
          plan[process] = state.machineOf[other];
          plan[other] = state.machineOf[process];
          if (plan[process] == plan[other] || problem.service[process] == problem.service[other]) {
            continue;
          }
          may = state.mayExchange(process, other);
          if (may) {
            cost += state.exchanging(process, other);
            shortage += state.shortageExchanging(process, other);
            state.exchange(process, other);
          }
        }
        answers.add(may);
        ReassignmentEvaluation evaluation = ReassignmentEvaluator.evaluate(problem, plan);
        if (may) {
          assertThat(state.machineOf).isEqualTo(plan);
          assertThat(state.cost()).isEqualTo(cost).isEqualTo(evaluation.totalCost());
          assertThat(state.shortage()).isEqualTo(shortage);
          assertThat(shortage == 0).isEqualTo(evaluation.breaches().isEmpty());
          sound.add(shortage == 0);
        } else {
          assertThat(evaluation.breaches())
              .anyMatch(breach -> breach.contains("two processes") || breach.contains("locations"));
        }
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(true, false);
    assertThat(sound).containsExactlyInAnyOrder(true, false);
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
      assertThat(state.shortage()).isZero();
    }
  }
}
