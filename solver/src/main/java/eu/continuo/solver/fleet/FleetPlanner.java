package eu.continuo.solver.fleet;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The front door: finds a plan for a fleet and proves how good it is.
 *
 * <p>First the relaxation is solved for a while, which gives prices for capacities. With these, a
 * first plan is made, and then the search makes it better while a second thread raises the bound.
 * Rules are never broken; a replica that fits nowhere stays unplaced, and as few as possible do.
 */
public final class FleetPlanner {

  /** The share of a deadline after which prices must do for the first plan. */
  private static final double PRICING = 0.15;

  /** The share of a deadline after which the bound is certified and checked. */
  private static final double BOUNDING = 0.85;

  /** The share of a deadline after which the plan is counted and handed over. */
  private static final double SEARCHING = 0.97;

  /** So many steps of the bound go before the first plan, if the search is counted. */
  private static final int PRICING_STEPS = 60;

  /** Plans a fleet. */
  public FleetPlan plan(FleetProblem problem, FleetLimits limits) {
    return plan(problem, limits, points -> {}, () -> false);
  }

  /**
   * Plans a fleet, and tells how it goes.
   *
   * @param progress is told the cost in points of each better plan
   * @param isCancelled asked often; once it says yes, the best plan so far is handed over
   */
  public FleetPlan plan(
      FleetProblem problem,
      FleetLimits limits,
      LongConsumer progress,
      BooleanSupplier isCancelled) {
    long startNs = System.nanoTime();
    PriceBundle bundle = new PriceBundle(problem);
    Schedule schedule = schedule(limits, startNs);
    raise(bundle, schedule.pricing(), isCancelled);
    double[] prices = bundle.prices();
    CompletableFuture<BoundCertificate> bound =
        CompletableFuture.supplyAsync(
            () -> proven(problem, bundle, schedule.bounding(), isCancelled),
            work -> Thread.ofPlatform().daemon().name("continuo-bound").start(work));

    PlanState state = new PlanState(problem);
    Candidates candidates = new Candidates(problem, prices);
    PricedConstruction.complete(state, candidates);
    Annealing annealing = new Annealing(state, candidates, new SplittableRandom(limits.seed()));
    int[] best =
        new HostedSearch(annealing)
            .run(
                new FleetSolution(problem, state.nodeOf),
                schedule.search().unless(isCancelled),
                progress);
    return new FleetPlan(problem, best, bound.join(), annealing.moves());
  }

  /** When each part ends. */
  private record Schedule(Pace pricing, Pace bounding, Pace search) {}

  private static Schedule schedule(FleetLimits limits, long startNs) {
    return switch (limits) {
      case FleetLimits.Counted counted ->
          new Schedule(
              Pace.counted(Math.min(PRICING_STEPS, counted.boundSteps())),
              Pace.counted(counted.boundSteps()),
              Pace.counted(counted.ruins()));
      case FleetLimits.Deadline deadline -> {
        double span = deadline.within().toNanos();
        Pace pricing = Pace.timed(startNs, startNs + (long) (PRICING * span));
        Pace pricingSteps = Pace.counted(PRICING_STEPS);
        yield new Schedule(
            steps -> Math.max(pricing.progress(steps), pricingSteps.progress(steps)),
            Pace.timed(startNs, startNs + (long) (BOUNDING * span)),
            Pace.timed(System.nanoTime(), startNs + (long) (SEARCHING * span)));
      }
    };
  }

  private static void raise(PriceBundle bundle, Pace pace, BooleanSupplier isCancelled) {
    while (!bundle.isConverged()
        && pace.progress(bundle.steps()) < 1
        && !isCancelled.getAsBoolean()) {
      bundle.step();
    }
  }

  private static BoundCertificate proven(
      FleetProblem problem, PriceBundle bundle, Pace pace, BooleanSupplier isCancelled) {
    raise(bundle, pace, isCancelled);
    BoundCertificate certificate = bundle.certificate();
    if (BoundChecker.check(problem, certificate)
        instanceof BoundChecker.Verdict.Rejected(var why)) {
      throw new IllegalStateException("The bound is not proven. " + why);
    }
    return certificate;
  }
}
