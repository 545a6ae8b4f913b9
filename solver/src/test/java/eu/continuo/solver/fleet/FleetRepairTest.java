package eu.continuo.solver.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.fleet.FleetRepair.Move;
import eu.continuo.solver.fleet.FleetRepair.Reason;
import eu.continuo.solver.fleet.FleetRepair.Repaired;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FleetRepairTest {

  private static final DisruptionBudget BUDGET = new DisruptionBudget(6, 2, 5_000);

  private static final class Broken {
    private final FleetProblem problem;
    private final int[] plan;
    private final NodeRef lost;

    Broken(FleetProblem problem, int[] plan, NodeRef lost) {
      this.problem = problem;
      this.plan = plan;
      this.lost = lost;
    }

    /** The plan of a greedy, and the first node that it uses is lost. */
    static Broken of(long seed) {
      FleetProblem problem = Fleets.small(seed);
      int[] plan = Baselines.costGreedy(problem);
      int node = 0;
      for (int replica = plan.length - 1; replica >= 0; replica--) {
        node = plan[replica] >= 0 ? plan[replica] : node;
      }
      return new Broken(problem, plan, problem.node(node));
    }

    Repaired repaired(DisruptionBudget budget) {
      return FleetRepair.repair(problem, plan, List.of(lost), budget, 1);
    }
  }

  @Test
  void repairsKeepTheRulesAndTheBudget() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (int seed = 0; seed < 150; seed++) {
      Broken broken = Broken.of(seed);
      Repaired repaired = broken.repaired(BUDGET);
      int[] plan = repaired.nodeOf().stream().mapToInt(Integer::intValue).toArray();
      FleetEvaluation evaluation = FleetEvaluator.evaluate(broken.problem, plan);

      assertThat(evaluation.breaches()).isEmpty();
      assertThat(evaluation.unplaced()).isEqualTo(repaired.unplaced());
      assertThat(repaired.moves()).noneMatch(move -> move.to().equals(broken.lost));
      List<Move> chosen =
          repaired.moves().stream().filter(move -> move.reason() != Reason.DISPLACED).toList();
      Map<GroupId, Integer> ofGroup = new HashMap<>();
      chosen.forEach(move -> ofGroup.merge(move.group(), 1, Integer::sum));
      assertThat(chosen).hasSizeLessThanOrEqualTo(BUDGET.moves());
      assertThat(ofGroup.values()).allMatch(moves -> moves <= BUDGET.movesPerGroup());
      repaired.moves().forEach(move -> reasons.add(move.reason()));
    }
    assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
  }

  /** What is not displaced moves only if the gain is more than the cost of the move. */
  @Test
  void nothingMovesForLessThanItCosts() {
    for (int seed = 0; seed < 80; seed++) {
      assertThat(Broken.of(seed).repaired(BUDGET).moves())
          .filteredOn(move -> move.reason() == Reason.PAYS)
          .allSatisfy(move -> assertThat(move.gainEuro()).isPositive());
    }
  }

  @Test
  void withoutABudgetOnlyTheDisplacedMove() {
    Broken broken = Broken.of(3);
    Repaired repaired = broken.repaired(new DisruptionBudget(0, 0, 5_000));

    assertThat(repaired.moves())
        .hasSizeLessThanOrEqualTo(repaired.displaced())
        .allMatch(move -> move.reason() == Reason.DISPLACED && move.from().equals(broken.lost));
  }

  /** The gains of all moves are what the plan saves, counted from nothing. */
  @Test
  void gainsAddUp() {
    for (int seed = 0; seed < 40; seed++) {
      Broken broken = Broken.of(seed);
      FleetProblem now = running(broken);
      int[] displaced = broken.plan.clone();
      for (int replica = 0; replica < displaced.length; replica++) {
        if (displaced[replica] >= 0
            && broken.problem.node(displaced[replica]).equals(broken.lost)) {
          displaced[replica] = -1;
        }
      }
      Repaired repaired = broken.repaired(BUDGET);
      int[] plan = repaired.nodeOf().stream().mapToInt(Integer::intValue).toArray();
      long saved =
          FleetEvaluator.evaluate(now, displaced).totalPoints()
              - FleetEvaluator.evaluate(now, plan).totalPoints();
      double gains = repaired.moves().stream().mapToDouble(Move::gainEuro).sum();

      assertThat(gains).isCloseTo(saved / (double) FleetWeights.POINTS_PER_EURO, within(1e-6));
    }
  }

  /** The same fleet, where runs what the plan says and survived. */
  private static FleetProblem running(Broken broken) {
    Fleet fleet = broken.problem.fleet();
    List<ReplicaGroup> groups = new ArrayList<>();
    int replica = 0;
    for (ReplicaGroup group : fleet.groups()) {
      List<NodeRef> nodes = new ArrayList<>();
      for (int i = 0; i < group.replicas(); i++, replica++) {
        if (broken.plan[replica] >= 0) {
          nodes.add(broken.problem.node(broken.plan[replica]));
        }
      }
      nodes.remove(broken.lost);
      groups.add(
          new ReplicaGroup(
              group.id(),
              group.replicas(),
              group.demand(),
              group.eligible(),
              group.separation(),
              group.traffic(),
              group.link(),
              group.moveEuro(),
              nodes));
    }
    return Fleets.accepted(
        new Fleet(fleet.sites(), fleet.pools(), groups, fleet.roundTrips(), fleet.weights()));
  }
}
