package eu.continuo.bench;

import eu.continuo.bench.RoadefFiles.Published;
import eu.continuo.solver.reassign.Reassigner;
import eu.continuo.solver.reassign.ReassignmentBaseline;
import eu.continuo.solver.reassign.ReassignmentCheck;
import eu.continuo.solver.reassign.ReassignmentEvaluation;
import eu.continuo.solver.reassign.ReassignmentEvaluator;
import eu.continuo.solver.reassign.ReassignmentLimits;
import eu.continuo.solver.reassign.ReassignmentPlan;
import eu.continuo.solver.reassign.ReassignmentProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "roadef",
    mixinStandardHelpOptions = true,
    description = {
      "Reassigns the machines of the ROADEF/EURO challenge 2012 within a time, by our search and by"
          + " stock Timefold, and holds both against the published bounds.",
      "The given plans are counted first and must cost what was published."
    },
    footer = {
      "",
      "Examples:",
      "  continuo bench roadef --set roadef2012/",
      "  continuo bench roadef --set roadef2012/ --instances a1_4,a2_4 --seconds 10 --format json"
    })
final class RoadefCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();

  @Option(
      names = "--set",
      required = true,
      paramLabel = "FOLDER",
      description =
          "model_NAME.txt and assignment_NAME.txt as the challenge gave them, and lower_bounds.txt"
              + " with lines of a name, a bound and the cost of the given plan.")
  @Nullable Path set;

  @Option(names = "--instances", split = ",", paramLabel = "NAME", description = "Default: all.")
  List<String> instances = List.of();

  @Option(names = "--seconds", description = "For each plan; default: ${DEFAULT-VALUE}.")
  double seconds = 60;

  @Option(names = "--walkers", description = "Threads of ours; default: ${DEFAULT-VALUE}.")
  int walkers = 2;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--alone", description = "Leave stock Timefold out.")
  boolean alone;

  /**
   * One plan.
   *
   * @param method who made it; {@code given} is the plan of today
   * @param cost by the normative count
   * @param boundCost published: no plan costs less
   * @param gapPercent how much more than the bound; null where the bound is nothing
   * @param cpuMs of the whole process: on a machine that others use too, it says how much of the
   *     time was ours
   */
  record Row(
      String instance,
      String method,
      double seconds,
      double cpuMs,
      long cost,
      long boundCost,
      @Nullable Double gapPercent,
      @Nullable Long movesPerSecond) {}

  @Override
  public Integer call() throws Exception {
    if (!(seconds >= 0.2) || walkers < 1) {
      throw rows.wrong("Give at least 0.2 seconds and one walker.");
    }
    Path folder = Objects.requireNonNull(set);
    List<Row> measured = new ArrayList<>();
    int status = 0;
    try {
      Map<String, Published> published = RoadefFiles.published(folder);
      for (String name : instances.isEmpty() ? RoadefFiles.names(folder) : instances) {
        Published known = published.get(name);
        if (known == null) {
          throw rows.wrong("Nothing was published about " + name + ", by lower_bounds.txt.");
        }
        rows.progress("reassigning " + name);
        switch (RoadefFiles.read(folder, name).check()) {
          case ReassignmentCheck.Refused(var violations) -> {
            violations.forEach(v -> rows.progress(v.subject() + ": " + v.message()));
            status = 1;
          }
          case ReassignmentCheck.Accepted(ReassignmentProblem problem) -> {
            if (!measure(name, known, problem, measured)) {
              status = 1;
            }
          }
        }
      }
    } catch (IOException e) {
      throw rows.wrong(e.toString());
    } catch (UncheckedIOException e) {
      throw rows.wrong(String.valueOf(e.getMessage()));
    }
    rows.write(measured);
    return status;
  }

  /** False if the given plan does not cost what was published. */
  private boolean measure(
      String name, Published known, ReassignmentProblem problem, List<Row> measured)
      throws Exception {
    ReassignmentEvaluation given = ReassignmentEvaluator.evaluate(problem, problem.given());
    measured.add(row(name, "given", null, given, known, null));
    Duration within = Duration.ofMillis((long) (seconds * 1000));
    Spent<ReassignmentPlan> ours =
        Spent.on(
            () ->
                new Reassigner()
                    .plan(problem, new ReassignmentLimits.Deadline(seed, walkers, within)));
    ReassignmentPlan plan = ours.result();
    long movesPerSecond = (long) (plan.moves() * 1000 / ours.elapsedMs());
    measured.add(row(name, "continuo", ours, plan.evaluation(), known, movesPerSecond));
    if (!alone) {
      Spent<int[]> stock = Spent.on(() -> ReassignmentBaseline.stockTimefold(problem, within));
      ReassignmentEvaluation count = ReassignmentEvaluator.evaluate(problem, stock.result());
      if (count.breaches().isEmpty()) {
        measured.add(row(name, "timefold-stock", stock, count, known, null));
      } else {
        rows.progress(name + ": stock Timefold ends with " + count.breaches().size() + " breaches");
      }
    }
    if (given.totalCost() != known.givenCost()) {
      rows.progress(
          "%s: the given plan costs %d, published is %d"
              .formatted(name, given.totalCost(), known.givenCost()));
      return false;
    }
    return true;
  }

  private static Row row(
      String name,
      String method,
      @Nullable Spent<?> spent,
      ReassignmentEvaluation count,
      Published known,
      @Nullable Long movesPerSecond) {
    double gap = 100.0 * (count.totalCost() - known.boundCost()) / Math.max(1, known.boundCost());
    return new Row(
        name,
        method,
        spent == null ? 0 : Math.round(spent.elapsedMs() / 10) / 100.0,
        spent == null ? 0 : spent.cpuMs(),
        count.totalCost(),
        known.boundCost(),
        known.boundCost() == 0 ? null : Math.round(gap * 1000) / 1000.0,
        movesPerSecond);
  }
}
