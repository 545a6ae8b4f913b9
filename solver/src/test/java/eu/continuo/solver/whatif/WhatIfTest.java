package eu.continuo.solver.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.Problems;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Eligibility;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhatIfTest {

  private static final PlacerLimits SHORT = new PlacerLimits(3, 300, Duration.ofMinutes(1));

  @Test
  void differencesOfComponentsAddUpToThoseOfThePlans() {
    int moved = 0;
    for (long seed = 0; seed < 100; seed++) {
      PlacementProblem problem = Problems.random(seed, 8, 6);
      Map<ComponentId, SiteId> before = Problems.randomPlan(seed, problem);
      Map<ComponentId, SiteId> after = Problems.randomPlan(seed + 1_000, problem);

      PlanDifference difference = PlanDifference.between(problem, before, problem, after);

      Amounts whole =
          Evaluator.evaluate(problem, after)
              .totals()
              .minus(Evaluator.evaluate(problem, before).totals());
      Amounts sum =
          difference.components().stream()
              .map(PlanDifference.ComponentDifference::difference)
              .reduce(Amounts.ZERO, Amounts::plus);
      whole
          .byName()
          .forEach(
              (term, amount) ->
                  assertThat(sum.byName().get(term)).as(term).isCloseTo(amount, within(1e-6)));
      assertThat(difference.weighedEuroPerMonth())
          .isCloseTo(whole.weighedEuroPerMonth(problem.weights()), within(1e-6));
      moved += difference.moved().size();
    }
    assertThat(moved).isPositive();
  }

  /** What is found is below what is proven; a plan from which one goes on is never made worse. */
  @Test
  void whatIsAllowedSavesNoMoreThanIsProven() {
    int saved = 0;
    int asked = 0;
    for (long seed = 0; asked < 15; seed++) {
      PlacementRequest request = Problems.drawn(seed, 5, 5);
      PlacementProblem problem = Problems.accepted(request);
      PlacementPlan plan = new Placer().place(problem, SHORT);
      if (!plan.unplaced().isEmpty()) {
        continue;
      }
      asked++;
      WhatIf whatIf =
          new WhatIf(problem, plan.sites(), PlacementBound.prove(problem, plan.score()), SHORT);

      WhatIf.Answer answer = whatIf.asked(Problems.accepted(request.allowing(everything(problem))));

      double saves = -answer.difference().weighedEuroPerMonth();
      assertThat(saves).as("seed %d", seed).isGreaterThanOrEqualTo(-1e-6);
      assertThat(answer.savesAtMostEuroPerMonth()).isPresent();
      assertThat(answer.savesAtMostEuroPerMonth().getAsDouble())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(saves - 1e-3);
      saved += saves > 1 ? 1 : 0;
    }
    assertThat(saved).isPositive();
  }

  @Test
  void aSiteThatIsLostIsLeftAndNothingElseIsAsked() {
    int left = 0;
    for (long seed = 0; seed < 8; seed++) {
      PlacementRequest request = Problems.drawn(seed, 6, 5);
      PlacementProblem problem = Problems.accepted(request);
      PlacementPlan plan = new Placer().place(problem, SHORT);
      SiteId lost = plan.assignments().getFirst().site();
      WhatIf whatIf = new WhatIf(problem, plan.sites(), Optional.empty(), SHORT);

      ProblemCheck without = request.without(Set.of(lost)).check();

      assertThat(without).isInstanceOf(ProblemCheck.Accepted.class);
      WhatIf.Answer answer = whatIf.asked(((ProblemCheck.Accepted) without).problem());
      assertThat(answer.plan().sites().values()).doesNotContain(lost);
      assertThat(Evaluator.evaluate(problem, answer.plan().sites()).broken()).isEmpty();
      assertThat(answer.difference().moved())
          .extracting(PlanDifference.ComponentDifference::component)
          .contains(plan.assignments().getFirst().component());
      assertThat(answer.savesAtMostEuroPerMonth()).isEmpty();
      left += answer.difference().moved().size();
    }
    assertThat(left).isPositive();
  }

  /** With exactly these rules set aside there, and no other, the component has its site. */
  @Test
  void aRelaxationNamesAllThatStandsAgainstASiteAndNothingElse() {
    int free = 0;
    int relaxed = 0;
    for (long seed = 0; seed < 15; seed++) {
      PlacementProblem problem = Problems.random(seed, 12, 3);
      PlacementPlan plan = new Placer().place(problem, SHORT);
      Map<ComponentId, SiteId> sites = plan.sites();
      for (Relaxation relaxation : Relaxation.of(problem, sites)) {
        assertThat(sites).doesNotContainKey(relaxation.component());
        PlacementPlan.Unplaced why =
            plan.unplaced().stream()
                .filter(u -> u.component().equals(relaxation.component()))
                .findFirst()
                .orElseThrow();
        Set<String> told = new LinkedHashSet<>();
        why.excluded().stream()
            .filter(e -> e.site().equals(relaxation.site()))
            .flatMap(e -> e.exclusions().stream())
            .forEach(e -> told.add(e.rule().key()));
        Set<String> rules = new LinkedHashSet<>();
        relaxation.rules().forEach(r -> rules.add(r.rule().key()));
        assertThat(rules).as("seed %d", seed).isEqualTo(told);
        free += rules.isEmpty() ? 1 : 0;
        relaxed += rules.size();
      }
    }
    assertThat(relaxed).isPositive();
    assertThat(free).isZero();
  }

  private static Eligibility everything(PlacementProblem problem) {
    Set<SiteId> all = new LinkedHashSet<>();
    problem.sites().stream().map(Site::id).forEach(all::add);
    Map<ComponentId, Set<SiteId>> allowed = new LinkedHashMap<>();
    problem.components().stream().map(Component::id).forEach(c -> allowed.put(c, all));
    return new Eligibility(allowed, List.of());
  }
}
