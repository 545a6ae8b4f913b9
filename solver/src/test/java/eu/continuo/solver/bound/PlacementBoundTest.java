package eu.continuo.solver.bound;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.Problems;
import eu.continuo.solver.bound.PriceCertificate.UnitPrices;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No bound is above a proven optimum, whatever the prices. */
class PlacementBoundTest {

  /** So many that have a plan for all components; {@code -Dcontinuo.bound.instances} tries more. */
  private static final int INSTANCES = Integer.getInteger("continuo.bound.instances", 150);

  @Test
  void isNeverAboveTheOptimum() {
    int solved = 0;
    double gaps = 0;
    for (long seed = 0; solved < INSTANCES; seed++) {
      PlacementProblem problem = Problems.random(seed, 2 + (int) (seed % 3), 2 + (int) (seed % 4));
      Optional<PlanScore> optimum = optimum(problem, 0, new HashMap<>());
      if (optimum.isPresent()) {
        PlacementBound bound = PlacementBound.prove(problem, optimum.get()).orElseThrow();
        assertThat(bound.points()).as("seed %d", seed).isLessThanOrEqualTo(-optimum.get().soft());
        gaps += bound.gap(optimum.get()).orElseThrow();
        solved++;
      }
    }
    assertThat(gaps / solved).as("mean gap to the optimum").isBetween(0.0, 0.1);
  }

  /** Ceilings and budgets only take plans away; what moving costs is part of the bound. */
  @Test
  void isNeverAboveTheOptimumOfWhatRuns() {
    int solved = 0;
    for (long seed = 0; solved < INSTANCES / 3; seed++) {
      PlacementProblem problem = Problems.running(seed, 2 + (int) (seed % 3), 2 + (int) (seed % 4));
      Optional<PlanScore> optimum = optimum(problem, 0, new HashMap<>());
      if (optimum.isPresent()) {
        PlacementBound bound = PlacementBound.prove(problem, optimum.get()).orElseThrow();
        assertThat(bound.points()).as("seed %d", seed).isLessThanOrEqualTo(-optimum.get().soft());
        solved++;
      }
    }
  }

  /** Whoever sends other prices gets another bound, never a false one. */
  @Test
  void anyPricesProveWhatIsTrue() {
    int proven = 0;
    for (long seed = 0; seed < 400; seed++) {
      PlacementProblem problem = Problems.random(seed, 3, 3);
      Optional<PlanScore> optimum = optimum(problem, 0, new HashMap<>());
      OptionalLong bound = CertificateCheck.provenPoints(problem, drawn(seed, problem));
      if (optimum.isPresent()) {
        assertThat(bound).isPresent();
        assertThat(bound.getAsLong())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(-optimum.get().soft());
        proven++;
      }
    }
    assertThat(proven).isGreaterThan(50);
  }

  @Test
  void pricesThatProveNothingAreRejected() {
    PlacementProblem problem = Problems.random(1, 3, 3);
    PriceCertificate drawn = drawn(1, problem);
    SiteId first = problem.sites().getFirst().id();
    assertThat(CertificateCheck.provenPoints(problem, drawn)).isPresent();

    assertThat(
            CertificateCheck.provenPoints(
                problem, priced(drawn, Map.of(first, new UnitPrices(-1, 0, 0)))))
        .isEmpty();
    assertThat(
            CertificateCheck.provenPoints(
                problem, priced(drawn, Map.of(first, new UnitPrices(Long.MAX_VALUE, 0, 0)))))
        .isEmpty();
    assertThat(
            CertificateCheck.provenPoints(
                problem, new PriceCertificate(drawn.capacity(), List.of(), drawn.latency())))
        .isEmpty();
  }

  @Test
  void saysNothingOfAPlanThatLeavesAComponentOut() {
    PlacementProblem problem = Problems.random(1, 3, 3);
    assertThat(PlacementBound.prove(problem, new PlanScore(0, -1, -5))).isEmpty();
    assertThat(PlacementBound.prove(problem, new PlanScore(-1, 0, -5))).isEmpty();
  }

  private static PriceCertificate priced(PriceCertificate other, Map<SiteId, UnitPrices> capacity) {
    return new PriceCertificate(capacity, other.crowding(), other.latency());
  }

  private static PriceCertificate drawn(long seed, PlacementProblem problem) {
    Random random = new Random(seed);
    Map<SiteId, UnitPrices> capacity = new LinkedHashMap<>();
    for (Site site : problem.sites()) {
      capacity.put(
          site.id(),
          new UnitPrices(
              random.nextInt(200_000), random.nextInt(200_000), random.nextInt(100_000_000)));
    }
    List<Map<FailureDomainId, Long>> crowding = new ArrayList<>();
    for (int i = 0; i < problem.spreadGroups().size(); i++) {
      Map<FailureDomainId, Long> group = new LinkedHashMap<>();
      problem.sites().forEach(s -> group.put(s.failureDomain(), random.nextLong(6_000_000_000L)));
      crowding.add(group);
    }
    List<Map<SiteId, Long>> latency = new ArrayList<>();
    for (int i = 0; i < problem.chains().size(); i++) {
      Map<SiteId, Long> shares = new LinkedHashMap<>();
      problem
          .sites()
          .forEach(s -> shares.put(s.id(), random.nextLong(2_000_000_000L) - 1_000_000_000L));
      latency.add(shares);
    }
    return new PriceCertificate(capacity, crowding, latency);
  }

  /** The best of all plans that place every component and break no rule. */
  private static Optional<PlanScore> optimum(
      PlacementProblem problem, int next, Map<ComponentId, SiteId> decided) {
    if (next == problem.components().size()) {
      Evaluation evaluation = Evaluator.evaluate(problem, decided);
      return evaluation.broken().isEmpty() ? Optional.of(evaluation.score()) : Optional.empty();
    }
    Component component = problem.components().get(next);
    Optional<PlanScore> best = Optional.empty();
    for (Site site : problem.sites()) {
      decided.put(component.id(), site.id());
      Optional<PlanScore> found = optimum(problem, next + 1, decided);
      if (found.isPresent() && (best.isEmpty() || found.get().compareTo(best.get()) > 0)) {
        best = found;
      }
    }
    decided.remove(component.id());
    return best;
  }
}
