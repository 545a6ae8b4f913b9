package eu.continuo.solver;

import static eu.continuo.solver.Problems.accepted;
import static eu.continuo.solver.Problems.allowAll;
import static eu.continuo.solver.Problems.component;
import static eu.continuo.solver.Problems.componentId;
import static eu.continuo.solver.Problems.site;
import static eu.continuo.solver.Problems.siteId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SitePair;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Site NORTH = site("north", "grid-1");
  private static final Site SOUTH = site("south", "grid-1");
  private static final Component WEB = component("web", 5, 20, 1);
  private static final Component STORE = component("store", 4, 14, 1);
  private static final Component BATCH = component("batch", 1, 1, 0);

  private final PlacementProblem problem =
      accepted(
          new PlacementRequest(
              List.of(NORTH, SOUTH),
              List.of(WEB, STORE, BATCH),
              allowAll(List.of(NORTH, SOUTH), List.of(WEB, STORE)),
              List.of(new Chain(WEB.id(), STORE.id(), 20)),
              new Latencies(Map.of(new SitePair(NORTH.id(), SOUTH.id()), 25.0)),
              List.of(new SpreadGroup("both", List.of(WEB.id(), STORE.id()))),
              new Weights(1, 0.5, 0.25, 3, 7)));

  @Test
  void countsTotalsByHand() {
    Evaluation evaluation =
        Evaluator.evaluate(problem, Map.of(WEB.id(), NORTH.id(), STORE.id(), SOUTH.id()));

    Amounts totals = evaluation.totals();
    assertThat(totals.costEuroPerMonth()).isCloseTo(795.7 + 779.64, within(1e-9));
    assertThat(totals.carbonGramsPerHour()).isCloseTo(15 + 12, within(1e-9));
    assertThat(totals.latencyMs()).isEqualTo(25);
    assertThat(totals.sharedDomainPairs()).isEqualTo(1);
    assertThat(evaluation.unplaced()).containsExactly(BATCH.id());
    assertThat(evaluation.broken())
        .containsExactly(
            new BrokenRule(
                Rule.LATENCY_BOUND,
                1,
                "The round trip from web at north to store at south is 25 ms, at most 20 ms are"
                    + " allowed.",
                List.of(WEB.id(), STORE.id())));
    // 1,575.34 + 13.5 + 6.25 + 7 euro in thousandths of a cent.
    assertThat(evaluation.score()).isEqualTo(new PlanScore(-1, -1, -160_209_000));
  }

  @Test
  void namesEveryRuleThatAPlanBreaks() {
    Evaluation evaluation =
        Evaluator.evaluate(
            problem,
            Map.of(WEB.id(), NORTH.id(), STORE.id(), NORTH.id(), BATCH.id(), siteId("atlantis")));

    assertThat(evaluation.broken())
        .containsExactly(
            new BrokenRule(
                Rule.ELIGIBILITY,
                1,
                "batch is at atlantis, which is not a site of this problem.",
                List.of(BATCH.id())),
            new BrokenRule(
                Rule.CAPACITY_VCPU,
                1_000,
                "The components at north need 9000 millicores of virtual CPU, 8000 are free.",
                List.of(WEB.id(), STORE.id())),
            new BrokenRule(
                Rule.CAPACITY_MEMORY,
                2_048,
                "The components at north need 34816 MiB of memory, 32768 are free.",
                List.of(WEB.id(), STORE.id())),
            new BrokenRule(
                Rule.CAPACITY_GPU,
                1,
                "The components at north need 2 GPUs, 1 are free.",
                List.of(WEB.id(), STORE.id())));
    assertThat(evaluation.brokenByRule())
        .isEqualTo(
            Map.of(
                Rule.ELIGIBILITY, 1,
                Rule.CAPACITY_VCPU, 1,
                Rule.CAPACITY_MEMORY, 1,
                Rule.CAPACITY_GPU, 1));
  }

  @Test
  void doesNotOverlookAComponentThatTheProblemDoesNotHave() {
    assertThat(Evaluator.evaluate(problem, Map.of(componentId("ghost"), NORTH.id())).broken())
        .containsExactly(
            new BrokenRule(
                Rule.ELIGIBILITY,
                1,
                "ghost at north is not a component of this problem.",
                List.of()));
  }

  @Test
  void cheapestFirstFillsTheCheapestSiteAndBreaksWhatItDoesNotLookAt() {
    Naive.NaivePlan naive = Naive.cheapestFirst(problem);

    assertThat(naive.sites())
        .isEqualTo(Map.of(WEB.id(), NORTH.id(), STORE.id(), SOUTH.id(), BATCH.id(), NORTH.id()));
    assertThat(naive.evaluation().brokenByRule())
        .isEqualTo(Map.of(Rule.ELIGIBILITY, 1, Rule.LATENCY_BOUND, 1));
  }
}
