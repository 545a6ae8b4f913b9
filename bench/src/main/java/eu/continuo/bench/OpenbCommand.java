package eu.continuo.bench;

import eu.continuo.bench.GpuTrace.Pod;
import eu.continuo.solver.fleet.FleetCheck;
import eu.continuo.solver.fleet.FleetEvaluation;
import eu.continuo.solver.fleet.FleetEvaluator;
import eu.continuo.solver.fleet.FleetLimits;
import eu.continuo.solver.fleet.FleetPlan;
import eu.continuo.solver.fleet.FleetPlanner;
import eu.continuo.solver.fleet.FleetProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "openb",
    mixinStandardHelpOptions = true,
    description = {
      "Places the pods of the trace OpenB of Alibaba (Weng et al., USENIX ATC 2023), which share"
          + " GPUs, and counts nodes used and GPUs stranded.",
      "Beside it, in the order of arrival: best fit, dot product, and the fragmentation gradient."
    },
    footer = {
      "",
      "Examples:",
      "  continuo bench openb --trace traces/",
      "  continuo bench openb --trace traces/ --shares 0.5,1 --seconds 30 --format json"
    })
final class OpenbCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();

  @Option(
      names = "--trace",
      required = true,
      paramLabel = "FOLDER",
      description = "openb_node_list_all_node.csv and openb_pod_list_default.csv.")
  @Nullable Path trace;

  @Option(
      names = "--shares",
      split = ",",
      description = "How many of the pods, the first to arrive; default: ${DEFAULT-VALUE}.")
  List<Double> shares = List.of(0.25, 0.5, 0.75, 1.0);

  @Option(names = "--seconds", description = "For each of our plans; default: ${DEFAULT-VALUE}.")
  double seconds = 60;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  /**
   * One plan.
   *
   * @param wantedGpus what all pods want together
   * @param unplaced pods without a node
   * @param unplacedGpus what these want
   * @param idleGpus not taken, over all nodes
   * @param idleOnUsedGpus not taken, on nodes with a pod
   * @param strandedGpus not taken and of no use to an average pod of the trace, as the
   *     fragmentation gradient counts it
   * @param cpuMs of the whole process
   */
  record Row(
      double share,
      String method,
      int pods,
      double wantedGpus,
      int unplaced,
      double unplacedGpus,
      int nodesUsed,
      double idleGpus,
      double idleOnUsedGpus,
      double strandedGpus,
      double seconds,
      double cpuMs) {}

  @Override
  public Integer call() throws Exception {
    if (!(seconds >= 0.5) || shares.stream().anyMatch(share -> !(share > 0 && share <= 1))) {
      throw rows.wrong("Give at least half a second, and shares above 0 and at most 1.");
    }
    GpuTrace all = read();
    List<Row> measured = new ArrayList<>();
    for (double share : shares) {
      GpuTrace some = all.first((int) Math.round(share * all.pods().size()));
      rows.progress(
          String.format(
              Locale.ROOT, "placing %d pods on %d nodes", some.pods().size(), nodes(all)));
      switch (some.fleet().check()) {
        case FleetCheck.Refused(var violations) -> {
          violations.stream()
              .limit(10)
              .forEach(v -> rows.progress(v.subject() + ": " + v.message()));
          return 1;
        }
        case FleetCheck.Accepted(FleetProblem problem) ->
            measure(share, all.pods(), some, problem, measured);
      }
    }
    rows.write(measured);
    return 0;
  }

  private static int nodes(GpuTrace all) {
    return all.nodes().size();
  }

  private GpuTrace read() {
    try {
      return GpuTrace.read(Objects.requireNonNull(trace));
    } catch (IOException e) {
      throw rows.wrong(e.toString());
    }
  }

  private void measure(
      double share, List<Pod> popular, GpuTrace some, FleetProblem problem, List<Row> measured)
      throws Exception {
    Duration within = Duration.ofMillis((long) (seconds * 1000));
    Spent<FleetPlan> ours =
        Spent.on(() -> new FleetPlanner().plan(problem, new FleetLimits.Deadline(seed, within)));
    GpuCluster cluster = new GpuCluster(some.nodes(), popular);
    cluster.take(some.pods(), ours.result().nodeOf(), ours.result().gpuOf());
    measured.add(row(share, "continuo", some, problem, ours, ours.result().nodeOf(), cluster));
    for (GpuCluster.Rule rule : GpuCluster.Rule.values()) {
      GpuCluster online = new GpuCluster(some.nodes(), popular);
      Spent<int[]> placed = Spent.on(() -> online.place(some.pods(), rule));
      String method = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
      measured.add(row(share, method, some, problem, placed, placed.result(), online));
    }
  }

  private Row row(
      double share,
      String method,
      GpuTrace trace,
      FleetProblem problem,
      Spent<?> spent,
      int[] nodeOf,
      GpuCluster cluster) {
    FleetEvaluation count = FleetEvaluator.evaluate(problem, nodeOf);
    if (!count.breaches().isEmpty()) {
      throw new IllegalStateException(method + " breaks rules: " + count.breaches());
    }
    double wanted = 0;
    double unplaced = 0;
    for (int pod = 0; pod < nodeOf.length; pod++) {
      double gpus = trace.pods().get(pod).totalGpuMilli() / 1_000.0;
      wanted += gpus;
      unplaced += nodeOf[pod] < 0 ? gpus : 0;
    }
    return new Row(
        share,
        method,
        nodeOf.length,
        tenth(wanted),
        count.unplaced(),
        tenth(unplaced),
        count.openNodes(),
        tenth(cluster.idleGpus()),
        tenth(cluster.idleOnUsedGpus()),
        tenth(cluster.strandedGpus()),
        Math.round(spent.elapsedMs() / 10) / 100.0,
        spent.cpuMs());
  }

  private static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
