package eu.continuo.solver.replan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.Problems;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Home;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Prices;
import eu.continuo.solver.model.Running;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What runs is repaired: as little as must moves, and nothing for less than it costs. */
class ReplannerTest {

  private static final PlacerLimits LIMITS = new PlacerLimits(3, 4_000, Duration.ofMinutes(1));

  /** A plan of a problem, and the problem after a site was lost; moving costs some euro. */
  private record Lost(PlacementProblem now, SiteId site, Map<ComponentId, SiteId> homes) {}

  private static Lost lost(long seed, int components, int sites, MoveBudget budget) {
    PlacementRequest before = Problems.drawn(seed, components, sites);
    PlacementPlan plan = new Placer().place(Problems.accepted(before), LIMITS);
    Random random = new Random(seed);
    Map<ComponentId, Home> homes = new LinkedHashMap<>();
    plan.sites().forEach((id, site) -> homes.put(id, new Home(site, random.nextDouble() * 30)));
    SiteId gone =
        homes.isEmpty() ? before.sites().getFirst().id() : homes.values().iterator().next().site();
    return new Lost(
        Problems.accepted(before.without(Set.of(gone)).with(new Running(homes, Set.of(), budget))),
        gone,
        plan.sites());
  }

  /** What runs where most runs costs ten times what it did. */
  private static Lost dearer(Lost lost) {
    PlacementRequest now = lost.now.request();
    SiteId dear =
        lost.homes.values().stream()
            .filter(site -> !site.equals(lost.site))
            .collect(Collectors.groupingBy(site -> site, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(lost.site);
    List<Site> sites = now.sites().stream().map(s -> s.id().equals(dear) ? dearer(s) : s).toList();
    return new Lost(
        Problems.accepted(
            new PlacementRequest(
                sites,
                now.components(),
                now.eligibility(),
                now.chains(),
                now.latencies(),
                now.spreadGroups(),
                now.antiAffinities(),
                now.maintenances(),
                now.weights(),
                now.ceilings(),
                now.running())),
        lost.site,
        lost.homes);
  }

  private static Site dearer(Site site) {
    Prices prices = site.prices();
    return new Site(
        site.id(),
        site.provider(),
        site.country(),
        site.failureDomain(),
        site.free(),
        new Prices(
            10 * prices.euroPerVcpuHour(),
            10 * prices.euroPerGibHour(),
            10 * prices.euroPerGpuHour()),
        site.energy());
  }

  @Test
  void whatIsLostMovesAndNothingMovesForLessThanItCosts() {
    int paying = 0;
    int forced = 0;
    for (long seed = 0; seed < 6; seed++) {
      Lost lost = dearer(lost(seed, 10, 6, new MoveBudget(2, 2)));
      Replan replan = Replanner.replan(lost.now, LIMITS);
      Map<ComponentId, SiteId> sites = replan.plan().sites();

      assertThat(replan.plan().score().hard()).as("seed %d", seed).isZero();
      assertThat(replan.plan().assignments()).noneMatch(a -> a.site().equals(lost.site));
      assertThat(replan.moves().size() - replan.count(Move.Why.FORCED)).isBetween(0L, 2L);
      for (Move move : replan.moves()) {
        assertThat(move.from()).isEqualTo(lost.homes.get(move.component()));
        assertThat(move.to()).isEqualTo(sites.get(move.component()));
        if (move.why() == Move.Why.FORCED) {
          assertThat(move.because()).isNotEmpty();
          forced++;
        } else {
          assertThatTakingBackIsNoBetter(lost, replan, move, sites);
          paying += move.why() == Move.Why.PAYS ? 1 : 0;
        }
      }
      assertThat(replan.unlimited().placed()).isGreaterThanOrEqualTo(sites.size());
      if (replan.unlimited().sites().keySet().equals(sites.keySet())) {
        assertThat(replan.unlimited().gainEuroPerMonth()).isGreaterThan(-1e-6);
      }
    }
    assertThat(forced).isPositive();
    assertThat(paying).isPositive();
  }

  /** Recounted here: with the move taken back, rules break or the plan weighs more. */
  private static void assertThatTakingBackIsNoBetter(
      Lost lost, Replan replan, Move move, Map<ComponentId, SiteId> sites) {
    Map<ComponentId, SiteId> back = new HashMap<>(sites);
    back.put(move.component(), move.from());
    PlanScore without = Evaluator.evaluate(lost.now, back).score();
    assertThat(without).isLessThan(replan.plan().score());
    if (move.why() == Move.Why.PAYS) {
      assertThat(move.gainEuroPerMonth().orElseThrow()).isPositive();
      if (without.hard() == 0 && without.medium() >= replan.plan().score().medium()) {
        double gain = (replan.plan().score().soft() - without.soft()) / 1e5;
        assertThat(move.gainEuroPerMonth().orElseThrow()).isLessThan(gain + 0.01);
      }
    } else {
      assertThat(move.because()).isNotEmpty();
    }
  }

  @Test
  void findsTheBestOfAllPlansThatMoveNoMore() {
    int moved = 0;
    for (long seed = 0; seed < 30; seed++) {
      Lost lost = lost(seed, 3, 4, new MoveBudget((int) (seed % 3), 1));
      Replan replan = Replanner.replan(lost.now, LIMITS);
      Set<ComponentId> forced =
          new java.util.HashSet<>(
              replan.moves().stream()
                  .filter(m -> m.why() == Move.Why.FORCED)
                  .map(Move::component)
                  .toList());
      PlacementRequest request = lost.now.request();
      PlacementProblem open =
          Problems.accepted(
              request.with(
                  new Running(request.running().homes(), forced, request.running().budget())));

      assertThat(replan.plan().score())
          .as("seed %d", seed)
          .isEqualTo(best(open, 0, new HashMap<>()).orElseThrow());
      moved += replan.moves().size();
    }
    assertThat(moved).isPositive();
  }

  private static Optional<PlanScore> best(
      PlacementProblem problem, int next, Map<ComponentId, SiteId> decided) {
    if (next == problem.components().size()) {
      return Optional.of(Evaluator.evaluate(problem, decided).score());
    }
    Component component = problem.components().get(next);
    Optional<PlanScore> best = best(problem, next + 1, decided);
    for (Site site : problem.sites()) {
      decided.put(component.id(), site.id());
      Optional<PlanScore> found = best(problem, next + 1, decided);
      best = found.orElseThrow().compareTo(best.orElseThrow()) > 0 ? found : best;
    }
    decided.remove(component.id());
    return best;
  }

  @Test
  void whatFitsAndIsBestStaysAsItIs() {
    for (long seed = 0; seed < 4; seed++) {
      PlacementRequest request = Problems.drawn(seed, 6, 6);
      PlacementPlan plan =
          new Placer()
              .place(Problems.accepted(request), new PlacerLimits(1, 7_000, LIMITS.timeCap()));
      Map<ComponentId, Home> homes = new LinkedHashMap<>();
      plan.sites().forEach((id, site) -> homes.put(id, new Home(site, 1)));
      Replan replan =
          Replanner.replan(
              Problems.accepted(request.with(new Running(homes, Set.of(), MoveBudget.UNLIMITED))),
              LIMITS);
      assertThat(replan.moves()).as("seed %d", seed).isEmpty();
      assertThat(replan.plan().sites()).isEqualTo(plan.sites());
      assertThat(replan.hits()).isEmpty();
    }
  }

  @Test
  void aBudgetOfNothingStillMovesWhatIsForcedAndSaysWhatItCosts() {
    double kept = 0;
    for (long seed = 0; seed < 6; seed++) {
      Lost lost = lost(seed, 10, 6, MoveBudget.NONE);
      Replan replan = Replanner.replan(lost.now, LIMITS);
      assertThat(replan.moves()).allMatch(move -> move.why() == Move.Why.FORCED);
      Evaluation unlimited =
          Evaluator.evaluate(
              Problems.accepted(
                  lost.now
                      .request()
                      .with(
                          new Running(lost.now.running().homes(), Set.of(), MoveBudget.UNLIMITED))),
              replan.unlimited().sites());
      assertThat(unlimited.broken()).isEmpty();
      assertThat(replan.unlimited().gainEuroPerMonth())
          .isCloseTo(
              replan.plan().totals().weighedEuroPerMonth(lost.now.weights())
                  - unlimited.totals().weighedEuroPerMonth(lost.now.weights()),
              within(1e-6));
      kept +=
          replan.unlimited().sites().keySet().equals(replan.plan().sites().keySet())
              ? replan.unlimited().gainEuroPerMonth()
              : 1;
      replan
          .unlimited()
          .bound()
          .ifPresent(
              bound ->
                  assertThat(bound.euroPerMonth())
                      .isLessThan(
                          unlimited.totals().weighedEuroPerMonth(lost.now.weights()) + 0.01));
    }
    assertThat(kept).isPositive();
  }

  @Test
  void aComponentThatIsNewArrivesAndNothingIsStoppedForIt() {
    PlacementRequest request = Problems.drawn(4, 8, 4);
    PlacementPlan plan = new Placer().place(Problems.accepted(request), LIMITS);
    Map<ComponentId, Home> homes = new LinkedHashMap<>();
    plan.sites().forEach((id, site) -> homes.put(id, new Home(site, 5)));
    ComponentId arrival = plan.assignments().getFirst().component();
    homes.remove(arrival);
    Replan replan =
        Replanner.replan(
            Problems.accepted(request.with(new Running(homes, Set.of(), MoveBudget.NONE))), LIMITS);
    assertThat(replan.arrivals()).isEqualTo(List.of(arrival));
    assertThat(replan.stopped()).isEmpty();
    assertThat(replan.moves()).isEmpty();
  }
}
