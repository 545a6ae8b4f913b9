package eu.continuo.solver;

import static eu.continuo.solver.Problems.accepted;
import static eu.continuo.solver.Problems.allowAll;
import static eu.continuo.solver.Problems.component;
import static eu.continuo.solver.Problems.componentId;
import static eu.continuo.solver.Problems.site;
import static eu.continuo.solver.Problems.siteId;

import ai.timefold.solver.test.api.score.stream.ConstraintVerifier;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.AntiAffinity.Apart;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.Maintenance;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SitePair;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each constraint alone, with a few facts and its points counted by hand. */
class PlacementConstraintsTest {

  private static final Site NORTH = site("north", "grid-1");
  private static final Site SOUTH = site("south", "grid-1");
  private static final Site ISLAND = site("island", "grid-2");
  private static final Component WEB = component("web", 5, 20, 1);
  private static final Component STORE = component("store", 4, 14, 1);
  private static final Chain CHAIN = new Chain(WEB.id(), STORE.id(), 20);

  private final ConstraintVerifier<PlacementConstraints, PlacementSolution> verifier =
      ConstraintVerifier.build(
          new PlacementConstraints(), PlacementSolution.class, Placement.class);

  private final PlacementProblem problem =
      accepted(
          new PlacementRequest(
              List.of(NORTH, SOUTH, ISLAND),
              List.of(WEB, STORE),
              allowAll(List.of(NORTH, SOUTH, ISLAND), List.of(WEB, STORE)),
              List.of(CHAIN),
              new Latencies(
                  Map.of(
                      new SitePair(NORTH.id(), SOUTH.id()), 20.0,
                      new SitePair(NORTH.id(), ISLAND.id()), 21.0)),
              List.of(new SpreadGroup("both", List.of(WEB.id(), STORE.id()))),
              new Weights(2, 0.5, 0.25, 3, 7)));

  private final Target north = new Target(NORTH);
  private final Target south = new Target(SOUTH);
  private final Target island = new Target(ISLAND);
  private final ChainLink link = new ChainLink(problem, CHAIN);
  private final SpreadPair pair = new SpreadPair(problem, "both", WEB.id(), STORE.id());

  @Test
  void refusesWhatPolicyDoesNotNameAsAllowed() {
    PlacementProblem strict =
        accepted(
            new PlacementRequest(
                List.of(NORTH, SOUTH),
                List.of(WEB, STORE),
                new Eligibility(Map.of(WEB.id(), Set.of(NORTH.id())), List.of()),
                List.of(),
                new Latencies(Map.of()),
                List.of(),
                Weights.DEFAULT));
    Placement web = new Placement(strict, WEB);
    web.moveTo(south);

    verifier
        .verifyThat(PlacementConstraints::eligibility)
        .given(web)
        .justifiesWith(
            new LostPoints.Refused(
                componentId("web"),
                siteId("south"),
                List.of(
                    "policy does not name this site as allowed, and what is not allowed is"
                        + " refused")))
        .penalizesBy(1);
    web.moveTo(north);
    verifier.verifyThat(PlacementConstraints::eligibility).given(web).penalizesBy(0);
  }

  @Test
  void countsTheMillicoresThatASiteLacks() {
    verifier
        .verifyThat(PlacementConstraints::capacityVcpu)
        .given(web(north), store(north))
        .justifiesWith(new LostPoints.Overfull(siteId("north"), Resource.VCPU, 9_000, 8_000))
        .penalizesBy(1_000);
    verifier
        .verifyThat(PlacementConstraints::capacityVcpu)
        .given(web(north), store(south))
        .penalizesBy(0);
  }

  @Test
  void countsTheMebibytesThatASiteLacks() {
    verifier
        .verifyThat(PlacementConstraints::capacityMemory)
        .given(web(north), store(north))
        .justifiesWith(
            new LostPoints.Overfull(siteId("north"), Resource.MEMORY, 34 * 1_024, 32 * 1_024))
        .penalizesBy(2 * 1_024);
    verifier
        .verifyThat(PlacementConstraints::capacityMemory)
        .given(web(north), store(south))
        .penalizesBy(0);
  }

  @Test
  void countsTheGpusThatASiteLacks() {
    verifier
        .verifyThat(PlacementConstraints::capacityGpu)
        .given(web(north), store(north))
        .justifiesWith(new LostPoints.Overfull(siteId("north"), Resource.GPU, 2, 1))
        .penalizesBy(1);
    verifier
        .verifyThat(PlacementConstraints::capacityGpu)
        .given(web(north), store(south))
        .penalizesBy(0);
  }

  @Test
  void refusesARoundTripAboveTheBoundOrUnknown() {
    verifier
        .verifyThat(PlacementConstraints::latencyBound)
        .given(link, web(north), store(island))
        .justifiesWith(
            new LostPoints.TooFar(CHAIN, siteId("north"), siteId("island"), OptionalDouble.of(21)))
        .penalizesBy(1);
    verifier
        .verifyThat(PlacementConstraints::latencyBound)
        .given(link, web(south), store(island))
        .justifiesWith(
            new LostPoints.TooFar(CHAIN, siteId("south"), siteId("island"), OptionalDouble.empty()))
        .penalizesBy(1);
    verifier
        .verifyThat(PlacementConstraints::latencyBound)
        .given(link, web(north), store(south))
        .penalizesBy(0);
    verifier
        .verifyThat(PlacementConstraints::latencyBound)
        .given(link, web(north), new Placement(problem, STORE))
        .penalizesBy(0);
  }

  @Test
  void keepsApartWhatMustNotFailTogether() {
    AntiAffinity bySite = new AntiAffinity(WEB.id(), STORE.id(), Apart.SITE);
    AntiAffinity byDomain = new AntiAffinity(WEB.id(), STORE.id(), Apart.FAILURE_DOMAIN);
    AntiAffinity byProvider = new AntiAffinity(WEB.id(), STORE.id(), Apart.PROVIDER);

    verifier
        .verifyThat(PlacementConstraints::antiAffinity)
        .given(bySite, byDomain, byProvider, web(north), store(north))
        .penalizesBy(3);
    verifier
        .verifyThat(PlacementConstraints::antiAffinity)
        .given(bySite, byDomain, byProvider, web(north), store(south))
        .justifiesWith(new LostPoints.Together(byDomain, NORTH, SOUTH))
        .penalizesBy(1);
    verifier
        .verifyThat(PlacementConstraints::antiAffinity)
        .given(bySite, byDomain, byProvider, web(north), store(island))
        .penalizesBy(0);
    verifier
        .verifyThat(PlacementConstraints::antiAffinity)
        .given(bySite, web(north), new Placement(problem, STORE))
        .penalizesBy(0);
  }

  @Test
  void leavesSitesUnderMaintenanceEmpty() {
    Maintenance window = new Maintenance(SOUTH.id(), Instant.parse("2026-12-01T04:00:00Z"));
    PlacementProblem maintained = accepted(problem.request().with(List.of(), List.of(window)));
    Placement web = new Placement(maintained, WEB);
    Placement store = new Placement(maintained, STORE);
    web.moveTo(south);
    store.moveTo(north);

    verifier
        .verifyThat(PlacementConstraints::maintenance)
        .given(web, store)
        .justifiesWith(new LostPoints.Maintained(WEB.id(), window))
        .penalizesBy(1);
  }

  @Test
  void countsEachComponentWithoutASite() {
    verifier
        .verifyThat(PlacementConstraints::unplaced)
        .given(web(north), new Placement(problem, STORE))
        .justifiesWith(new LostPoints.NotPlaced(componentId("store")))
        .penalizesBy(1);
  }

  @Test
  void weighsTheCostOfAMonth() {
    // (5 × 0.01 + 20 × 0.002 + 1 × 1) × 730 = 795.7 euro, weighed 2, in thousandths of a cent.
    verifier
        .verifyThat(PlacementConstraints::cost)
        .given(web(north))
        .justifiesWith(
            new LostPoints.Spent(
                componentId("web"),
                siteId("north"),
                Term.COST_EURO,
                NORTH.costEuroPerMonth(WEB.demand())))
        .penalizesBy(159_140_000);
  }

  @Test
  void weighsTheCarbonOfAnHour() {
    // 5 × 10 W × 1.5 = 75 W, at 200 g/kWh 15 g, weighed 0.5, in thousandths of a cent.
    verifier
        .verifyThat(PlacementConstraints::carbon)
        .given(web(north))
        .justifiesWith(
            new LostPoints.Spent(componentId("web"), siteId("north"), Term.CARBON_GRAMS, 15))
        .penalizesBy(750_000);
  }

  @Test
  void weighsAKnownRoundTrip() {
    verifier
        .verifyThat(PlacementConstraints::latency)
        .given(link, web(north), store(south))
        .justifiesWith(new LostPoints.Travelled(CHAIN, siteId("north"), siteId("south"), 20))
        .penalizesBy(500_000);
    verifier
        .verifyThat(PlacementConstraints::latency)
        .given(link, web(south), store(island))
        .penalizesBy(0);
  }

  @Test
  void weighsAPairThatSharesAFailureDomain() {
    verifier
        .verifyThat(PlacementConstraints::spread)
        .given(pair, web(north), store(south))
        .justifiesWith(
            new LostPoints.SharedDomain(
                "both", componentId("web"), componentId("store"), new FailureDomainId("grid-1")))
        .penalizesBy(700_000);
    verifier
        .verifyThat(PlacementConstraints::spread)
        .given(pair, web(north), store(island))
        .penalizesBy(0);
  }

  private Placement web(Target target) {
    return placed(WEB, target);
  }

  private Placement store(Target target) {
    return placed(STORE, target);
  }

  private Placement placed(Component component, Target target) {
    Placement placement = new Placement(problem, component);
    placement.moveTo(target);
    return placement;
  }
}
