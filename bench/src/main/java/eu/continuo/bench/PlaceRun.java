package eu.continuo.bench;

import eu.continuo.solver.fleet.Baselines;
import eu.continuo.solver.fleet.Fleet;
import eu.continuo.solver.fleet.FleetCheck;
import eu.continuo.solver.fleet.FleetEvaluation;
import eu.continuo.solver.fleet.FleetEvaluator;
import eu.continuo.solver.fleet.FleetLimits;
import eu.continuo.solver.fleet.FleetPlan;
import eu.continuo.solver.fleet.FleetPlanner;
import eu.continuo.solver.fleet.FleetProblem;
import eu.continuo.solver.fleet.FleetWeights;
import eu.continuo.solver.model.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Plans one generated fleet in several ways. */
record PlaceRun(PlaceGenerator generator, PlaceSize size, long seed, double seconds) {

  /**
   * One plan.
   *
   * @param load what is asked for as a share of what there is; null where that is not drawn
   * @param method who made it
   * @param seconds from the records of the fleet to the counted plan
   * @param objectiveEuro the weighed sum of all terms, in euro a month
   * @param lowerBoundEuro no plan that places all costs less: proven, and proven only once, for all
   *     methods
   * @param gapPercent how much more than the bound; null where a replica is not placed
   * @param movesPerSecond that the search tried; null where nobody counts
   */
  record Row(
      String instance,
      long seed,
      @Nullable Double load,
      int workloads,
      int nodes,
      String method,
      double seconds,
      double objectiveEuro,
      double lowerBoundEuro,
      @Nullable Double gapPercent,
      @Nullable Long movesPerSecond,
      int nodesUsed,
      int unplaced) {}

  /** What came of it. */
  sealed interface Measured {
    /** The plans. */
    record Done(List<Row> rows) implements Measured {}

    /** A fleet that is not sound, which is a mistake of the generator. */
    record Refused(List<Violation> violations) implements Measured {}
  }

  Measured measure(boolean withPeers) throws Exception {
    Fleet fleet = generator.fleet(size, seed);
    long startNs = System.nanoTime();
    return switch (fleet.check()) {
      case FleetCheck.Refused(List<Violation> violations) -> new Measured.Refused(violations);
      case FleetCheck.Accepted(FleetProblem problem) ->
          new Measured.Done(rows(problem, startNs, withPeers));
    };
  }

  private List<Row> rows(FleetProblem problem, long startNs, boolean withPeers) throws Exception {
    double checkSeconds = (System.nanoTime() - startNs) / 1e9;
    Duration left = Duration.ofMillis(Math.max(100, (long) ((seconds - checkSeconds) * 1000)));
    FleetPlan plan = new FleetPlanner().plan(problem, new FleetLimits.Deadline(seed, left));
    double planSeconds = (System.nanoTime() - startNs) / 1e9;
    long bound = plan.certificate().lowerBoundPoints();
    List<Row> rows = new ArrayList<>();
    rows.add(
        row(
            "continuo",
            planSeconds,
            plan.evaluation(),
            bound,
            (long) (plan.moves() / planSeconds)));
    if (withPeers) {
      rows.add(peer("filter-and-score", problem, bound, () -> Baselines.filterAndScore(problem)));
      rows.add(peer("cost-greedy", problem, bound, () -> Baselines.costGreedy(problem)));
      rows.add(
          peer(
              "timefold-stock",
              problem,
              bound,
              () -> Baselines.stockTimefold(problem, Baselines.costGreedy(problem), left)));
    }
    return rows;
  }

  private Row peer(String method, FleetProblem problem, long bound, Callable<int[]> work)
      throws Exception {
    Spent<int[]> spent = Spent.on(work);
    FleetEvaluation evaluation = FleetEvaluator.evaluate(problem, spent.result());
    return row(method, spent.elapsedMs() / 1000, evaluation, bound, null);
  }

  private Row row(
      String method,
      double methodSeconds,
      FleetEvaluation evaluation,
      long bound,
      @Nullable Long movesPerSecond) {
    return new Row(
        generator.label(),
        seed,
        size.load(),
        size.workloads(),
        size.nodes(),
        method,
        Math.round(methodSeconds * 100) / 100.0,
        euro(evaluation.totalPoints()),
        euro(bound),
        evaluation.unplaced() > 0 ? null : percent(evaluation.totalPoints() / (double) bound - 1),
        movesPerSecond,
        evaluation.openNodes(),
        evaluation.unplaced());
  }

  private static double euro(long points) {
    return Math.round(points * 100.0 / FleetWeights.POINTS_PER_EURO) / 100.0;
  }

  private static double percent(double share) {
    return Math.round(share * 10_000) / 100.0;
  }

  @Override
  public String toString() {
    return "%s %dx%d load %s seed %d"
        .formatted(generator, size.workloads(), size.nodes(), size.load(), seed);
  }
}
