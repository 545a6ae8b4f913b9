package eu.continuo.solver;

import static eu.continuo.solver.Problems.accepted;
import static eu.continuo.solver.Problems.allowAll;
import static eu.continuo.solver.Problems.component;
import static eu.continuo.solver.Problems.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.PlacementPlan.Alternative;
import eu.continuo.solver.PlacementPlan.Assignment;
import eu.continuo.solver.PlacementPlan.ConstraintMatch;
import eu.continuo.solver.PlacementPlan.ExcludedSite;
import eu.continuo.solver.PlacementPlan.Exclusion;
import eu.continuo.solver.PlacementPlan.Unplaced;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Prices;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacerTest {

  private static final Site NORTH = site("north", "grid-1");
  private static final Site SOUTH = dearer(site("south", "grid-2"));
  private static final PlacerLimits SHORT = new PlacerLimits(1, 500, Duration.ofMinutes(1));

  private final Placer placer = new Placer();

  @Test
  void givesTheSamePlanForTheSameSeed() {
    PlacementProblem problem = Problems.random(42, 15, 24);

    PlacementPlan plan = placer.place(problem, PlacerLimits.DEFAULT);

    assertThat(plan.stoppedByTimeCap()).isFalse();
    assertThat(plan.assignments()).isNotEmpty();
    assertThat(placer.place(problem, PlacerLimits.DEFAULT)).isEqualTo(plan);
  }

  @Test
  void breaksNoRuleWhateverTheProblem() {
    for (long seed = 0; seed < 30; seed++) {
      PlacementProblem problem = Problems.random(seed, 12, 5);

      PlacementPlan plan = placer.place(problem, SHORT);

      assertThat(Evaluator.evaluate(problem, plan.sites()).broken()).as("seed %d", seed).isEmpty();
      assertThat(plan.assignments().size() + plan.unplaced().size()).isEqualTo(12);
    }
  }

  @Test
  void stopsAtTheTimeCapAndSaysSo() {
    PlacerLimits endless = new PlacerLimits(0, Integer.MAX_VALUE, Duration.ofMillis(200));

    assertThat(placer.place(Problems.random(1, 5, 5), endless).stoppedByTimeCap()).isTrue();
  }

  @Test
  void leavesUnplacedWhatFitsNowhereAndSaysWhy() {
    Component web = component("web", 6, 8, 0);
    Component huge = component("huge", 4, 64, 0);
    Component secret = component("secret", 1, 1, 0);
    PlacementProblem problem =
        problem(
            new Eligibility(
                Map.of(
                    web.id(), Set.of(NORTH.id()),
                    huge.id(), Set.of(NORTH.id())),
                List.of(
                    new Eligibility.RefusedPair(
                        secret.id(), NORTH.id(), List.of("the owner is not attested")))),
            web,
            huge,
            secret);

    PlacementPlan plan = placer.place(problem, SHORT);

    String notNamed =
        "policy does not name this site as allowed, and what is not allowed is refused.";
    String tooMuchCpu =
        "north has 8000 millicores of virtual CPU free, of which other components of this plan take"
            + " 6000; 4000 are needed.";
    String tooMuchMemory =
        "north has 32768 MiB of memory free, of which other components of this plan take 8192;"
            + " 65536 are needed.";
    assertThat(plan.sites()).isEqualTo(Map.of(web.id(), NORTH.id()));
    assertThat(plan.unplaced())
        .containsExactly(
            new Unplaced(
                huge.id(),
                List.of("Policy allows 1 of 2 sites.", tooMuchCpu, tooMuchMemory),
                List.of(
                    new ExcludedSite(
                        NORTH.id(),
                        List.of(
                            new Exclusion(Rule.CAPACITY_VCPU, tooMuchCpu),
                            new Exclusion(Rule.CAPACITY_MEMORY, tooMuchMemory))),
                    new ExcludedSite(
                        SOUTH.id(),
                        List.of(
                            new Exclusion(
                                Rule.ELIGIBILITY,
                                "Policy does not allow huge at south: " + notNamed),
                            new Exclusion(
                                Rule.CAPACITY_MEMORY,
                                "south has 32768 MiB of memory free; 65536 are needed."))))),
            new Unplaced(
                secret.id(),
                List.of("Policy allows none of the 2 sites."),
                List.of(
                    new ExcludedSite(
                        NORTH.id(),
                        List.of(
                            new Exclusion(
                                Rule.ELIGIBILITY,
                                "Policy does not allow secret at north: the owner is not"
                                    + " attested."))),
                    new ExcludedSite(
                        SOUTH.id(),
                        List.of(
                            new Exclusion(
                                Rule.ELIGIBILITY,
                                "Policy does not allow secret at south: " + notNamed))))));
  }

  @Test
  void saysWhyAComponentIsWhereItIs() {
    Component web = component("web", 5, 20, 1);
    PlacementProblem problem = problem(allowAll(List.of(NORTH, SOUTH), List.of(web)), web);

    PlacementPlan plan = placer.place(problem, SHORT);

    assertThat(plan.assignments())
        .singleElement()
        .satisfies(
            assignment -> {
              assertThat(assignment.site()).isEqualTo(NORTH.id());
              assertThat(assignment.provider()).isEqualTo(NORTH.provider());
              assertThat(assignment.country()).isEqualTo("Testland");
              assertThat(assignment.costEuroPerMonth()).isCloseTo(795.7, within(1e-9));
              assertThat(assignment.carbonGramsPerHour()).isEqualTo(15);
              assertThat(assignment.reasons())
                  .containsExactly(
                      "Of 2 sites, 0 would break a rule and 2 would not.",
                      "Of these, north has the least costEuro.",
                      "The next best site, south, differs by +36.5 euro a month: weighed, 36.5"
                          + " euro a month.");
              assertThat(assignment.alternatives())
                  .extracting(Alternative::site)
                  .containsExactly(SOUTH.id());
              assertThat(assignment.excluded()).isEmpty();
            });
    assertThat(plan.matches())
        .containsExactlyInAnyOrder(
            new ConstraintMatch(
                "costEuro", Level.SOFT, 79_570_000, "web at north: 795.7 euro a month."),
            new ConstraintMatch(
                "carbonGrams", Level.SOFT, 87_600, "web at north: 15 g CO2e an hour."));
    assertThat(plan.score()).hasToString("0hard/0medium/-79657600soft");
  }

  @Test
  void tellsOfEveryOtherSiteWhatTheRecountWouldFindThere() {
    int alternatives = 0;
    int excluded = 0;
    for (long seed = 0; seed < 30; seed++) {
      PlacementProblem problem =
          seed < 20 ? Problems.random(seed, 8, 6) : Problems.running(seed, 8, 6);
      PlacementPlan plan = placer.place(problem, SHORT);
      for (Assignment assignment : plan.assignments()) {
        for (Alternative alternative : assignment.alternatives()) {
          Evaluation there = moved(problem, plan, assignment.component(), alternative.site());
          assertThat(there.broken()).isEmpty();
          assertClose(alternative.difference(), there.totals().minus(plan.totals()));
          alternatives++;
        }
        for (ExcludedSite site : assignment.excluded()) {
          Evaluation there = moved(problem, plan, assignment.component(), site.site());
          assertThat(rules(site)).isEqualTo(there.brokenByRule().keySet());
          excluded++;
        }
      }
    }
    assertThat(alternatives).isPositive();
    assertThat(excluded).isPositive();
  }

  private static Set<Rule> rules(ExcludedSite site) {
    return site.exclusions().stream().map(Exclusion::rule).collect(Collectors.toSet());
  }

  private static Evaluation moved(
      PlacementProblem problem, PlacementPlan plan, ComponentId component, SiteId site) {
    Map<ComponentId, SiteId> sites = new HashMap<>(plan.sites());
    sites.put(component, site);
    return Evaluator.evaluate(problem, sites);
  }

  private static void assertClose(Amounts actual, Amounts expected) {
    expected
        .byName()
        .forEach(
            (term, amount) ->
                assertThat(actual.byName().get(term)).as(term).isCloseTo(amount, within(1e-6)));
  }

  private static PlacementProblem problem(Eligibility eligibility, Component... components) {
    return accepted(
        new PlacementRequest(
            List.of(NORTH, SOUTH),
            List.of(components),
            eligibility,
            List.of(),
            new Latencies(Map.of()),
            List.of(),
            Weights.DEFAULT));
  }

  /** A cent more for each vCPU-hour. */
  private static Site dearer(Site site) {
    return new Site(
        site.id(),
        site.provider(),
        site.country(),
        site.failureDomain(),
        site.free(),
        new Prices(0.02, 0.002, 1),
        site.energy());
  }
}
