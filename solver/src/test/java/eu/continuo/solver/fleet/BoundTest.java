package eu.continuo.solver.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.fleet.BoundChecker.Verdict;
import org.junit.jupiter.api.Test;

/** No bound is above a proven optimum, and no forged certificate passes. */
final class BoundTest {

  /** So many that have a plan; those on the way that have none are checked as well. */
  private static final int INSTANCES = Integer.getInteger("continuo.bound.instances", 500);

  /** Tries every plan that places all replicas. */
  static final class AllPlans {
    private final PlanState state;
    private long best = Long.MAX_VALUE;

    AllPlans(FleetProblem problem) {
      state = new PlanState(problem);
    }

    /** The cost of the best plan; {@code Long.MAX_VALUE} if there is none. */
    long optimum() {
      from(0);
      return best;
    }

    private void from(int replica) {
      if (replica == state.problem.replicas) {
        best = Math.min(best, state.points());
        return;
      }
      for (int node = 0; node < state.problem.nodes; node++) {
        if (state.fits(replica, node)) {
          state.place(replica, node);
          from(replica + 1);
          state.lift(replica);
        }
      }
    }
  }

  @Test
  void isNeverAboveTheOptimum() {
    int solved = 0;
    double gaps = 0;
    for (int seed = 0; solved < INSTANCES; seed++) {
      FleetProblem problem = Fleets.tiny(seed);
      long optimum = new AllPlans(problem).optimum();
      PriceBundle bundle = new PriceBundle(problem);
      for (int step = 0; step < 40; step++) {
        bundle.step();
      }
      BoundCertificate certificate = bundle.certificate();

      assertThat(BoundChecker.check(problem, certificate))
          .as("seed %d", seed)
          .isEqualTo(new Verdict.Proven());
      assertThat(certificate.lowerBoundPoints()).as("seed %d", seed).isLessThanOrEqualTo(optimum);
      if (optimum < Long.MAX_VALUE && optimum > 0) {
        solved++;
        gaps += 1 - certificate.lowerBoundPoints() / (double) optimum;
      }
    }
    assertThat(gaps / solved).as("mean gap to the optimum").isBetween(0.0, 0.3);
  }

  /** A bound that is a few points higher than its prices prove is rejected. */
  @Test
  void claimsBeyondTheProofAreRejected() {
    int forgeries = 0;
    for (int seed = 0; seed < 50; seed++) {
      FleetProblem problem = Fleets.small(seed);
      PriceBundle bundle = new PriceBundle(problem);
      for (int step = 0; step < 20; step++) {
        bundle.step();
      }
      BoundCertificate honest = bundle.certificate();
      assertThat(BoundChecker.check(problem, honest)).isEqualTo(new Verdict.Proven());
      if (honest.lowerBoundPoints() < Long.MAX_VALUE) {
        forgeries++;
        long margin = Math.abs(honest.lowerBoundPoints()) / 1_000_000_000 + 10;
        BoundCertificate forged =
            BoundCertificate.of(honest.lowerBoundPoints() + margin, honest.priceParts());
        assertThat(BoundChecker.check(problem, forged)).isInstanceOf(Verdict.Rejected.class);
      }
    }
    assertThat(forgeries).isPositive();
  }

  /** Negative prices would prove anything, since they pay replicas for being placed. */
  @Test
  void pricesThatProveNothingAreRejected() {
    FleetProblem problem = Fleets.small(7);
    long[][] prices = new PriceBundle(problem).certificate().priceParts();
    long claim = Long.MIN_VALUE / 2;
    assertThat(BoundChecker.check(problem, BoundCertificate.of(claim, prices)))
        .isEqualTo(new Verdict.Proven());

    prices[0][0] = -1;
    assertThat(BoundChecker.check(problem, BoundCertificate.of(claim, prices)))
        .isEqualTo(new Verdict.Rejected("A price is negative."));
    prices[0][0] = Long.MAX_VALUE;
    assertThat(BoundChecker.check(problem, BoundCertificate.of(claim, prices)))
        .isEqualTo(new Verdict.Rejected("Its prices are too high to be added up."));
    assertThat(BoundChecker.check(problem, BoundCertificate.of(claim, new long[0][])))
        .isEqualTo(new Verdict.Rejected("It has no price for each resource of each pool."));
  }
}
