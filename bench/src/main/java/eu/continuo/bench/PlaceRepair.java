package eu.continuo.bench;

import eu.continuo.solver.fleet.DisruptionBudget;
import eu.continuo.solver.fleet.FleetCheck;
import eu.continuo.solver.fleet.FleetEvaluator;
import eu.continuo.solver.fleet.FleetLimits;
import eu.continuo.solver.fleet.FleetPlan;
import eu.continuo.solver.fleet.FleetPlanner;
import eu.continuo.solver.fleet.FleetProblem;
import eu.continuo.solver.fleet.FleetRepair;
import eu.continuo.solver.fleet.FleetRepair.Repaired;
import eu.continuo.solver.fleet.FleetWeights;
import eu.continuo.solver.fleet.NodeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = "Plans a generated fleet, takes one in a hundred nodes away, again and again.",
    footer = {
      "",
      "Examples:",
      "  continuo bench repair --workloads 10000 --nodes 1000",
      "  continuo bench repair --europe"
    })
final class PlaceRepair implements Callable<Integer> {
  private static final double BUDGET = 0.2;
  private static final int LOOKS = 1_000_000;

  @Mixin Rows rows = new Rows();
  @Mixin Europe.Choice choice = new Europe.Choice();

  @Option(names = "--workloads", description = "Default: ${DEFAULT-VALUE}.")
  int workloads = 1_000;

  @Option(names = "--nodes", description = "Default: ${DEFAULT-VALUE}.")
  int nodes = 100;

  @Option(names = "--load", description = "Default: ${DEFAULT-VALUE}.")
  double load = 0.45;

  @Option(names = "--seconds", description = "For the first plan; default: ${DEFAULT-VALUE}.")
  double seconds = 10;

  @Option(names = "--times", description = "How often; the first warms up; default: 5.")
  int times = 5;

  /**
   * One repair.
   *
   * @param displaced replicas on the lost nodes
   * @param moved replicas that moved, displaced ones included
   * @param repairMs of the clock on the wall
   */
  record Row(
      String instance,
      int workloads,
      int nodes,
      int time,
      int lostNodes,
      int displaced,
      int moved,
      int unplaced,
      double repairMs,
      double beforeEuro,
      double afterEuro) {}

  @Override
  public Integer call() throws Exception {
    if (choice.europe) {
      try (TemporaryFolder folder = TemporaryFolder.create();
          Europe europe = Europe.into(folder.path())) {
        rows.write(new EuropePlans(europe).repaired(times, BUDGET));
      }
      return 0;
    }
    List<Row> measured = new ArrayList<>();
    for (PlaceGenerator generator : PlaceGenerator.values()) {
      rows.progress("planning " + generator);
      switch (generator.fleet(new PlaceSize(workloads, nodes, load), 1).check()) {
        case FleetCheck.Refused(var violations) -> throw rows.wrong(violations.toString());
        case FleetCheck.Accepted(FleetProblem problem) -> {
          Duration within = Duration.ofMillis((long) (seconds * 1000));
          FleetPlan plan = new FleetPlanner().plan(problem, new FleetLimits.Deadline(1, within));
          for (int time = 0; time < times; time++) {
            measured.add(repair(generator, problem, plan, time));
          }
        }
      }
    }
    rows.write(measured);
    return 0;
  }

  private Row repair(PlaceGenerator generator, FleetProblem problem, FleetPlan plan, int time)
      throws Exception {
    int[] nodeOf = plan.nodeOf();
    List<NodeRef> lost = lost(problem, nodeOf, time);
    long displaced =
        IntStream.of(nodeOf).filter(n -> n >= 0 && lost.contains(problem.node(n))).count();
    DisruptionBudget budget = new DisruptionBudget((int) (BUDGET * displaced), 1, LOOKS);
    Spent<Repaired> spent = Spent.on(() -> FleetRepair.repair(problem, nodeOf, lost, budget, time));
    Repaired repaired = spent.result();
    int[] after = repaired.nodeOf().stream().mapToInt(Integer::intValue).toArray();
    return new Row(
        generator.label(),
        workloads,
        nodes,
        time,
        lost.size(),
        repaired.displaced(),
        repaired.moves().size(),
        repaired.unplaced(),
        spent.elapsedMs(),
        euro(problem, nodeOf),
        euro(problem, after));
  }

  /** Open nodes, one in a hundred of all. */
  private static List<NodeRef> lost(FleetProblem problem, int[] nodeOf, int time) {
    SplittableRandom random = new SplittableRandom(time);
    int[] open = IntStream.of(nodeOf).filter(node -> node >= 0).distinct().sorted().toArray();
    return random
        .ints(0, open.length)
        .distinct()
        .limit(Math.max(1, problem.nodes() / 100))
        .mapToObj(i -> problem.node(open[i]))
        .toList();
  }

  private static double euro(FleetProblem problem, int[] nodeOf) {
    long points = FleetEvaluator.evaluate(problem, nodeOf).totalPoints();
    return Math.round(points * 100.0 / FleetWeights.POINTS_PER_EURO) / 100.0;
  }
}
