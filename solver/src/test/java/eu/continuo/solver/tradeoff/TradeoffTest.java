package eu.continuo.solver.tradeoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.Problems;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Terms in an order, and cost against carbon, compared with all plans of small problems. */
class TradeoffTest {

  private static final PlacerLimits LIMITS = new PlacerLimits(5, 6_000, Duration.ofMinutes(1));

  @Test
  void anEarlierTermIsNeverSpentOnALaterOne() {
    List<Term> order = List.of(Term.CARBON_GRAMS, Term.COST_EURO, Term.LATENCY_MS);
    for (long seed = 0; seed < 10; seed++) {
      PlacementProblem problem = Problems.random(seed, 3, 4);
      List<Amounts> all = complete(problem);
      if (all.isEmpty()) {
        continue;
      }
      InOrder.Ordered ordered = InOrder.place(problem, order, LIMITS, better -> {});
      Amounts best =
          all.stream()
              .min(
                  Comparator.comparingDouble((Amounts a) -> rounded(a.carbonGramsPerHour()))
                      .thenComparingDouble(a -> rounded(a.costEuroPerMonth()))
                      .thenComparingDouble(a -> rounded(a.latencyMs())))
              .orElseThrow();
      for (Term term : order) {
        assertThat(ordered.plan().totals().of(term))
            .as("seed %d, %s", seed, term)
            .isCloseTo(best.of(term), within(1e-4));
      }
      for (InOrder.Step step : ordered.steps()) {
        double least = step.least().orElseThrow();
        assertThat(all).allMatch(a -> a.of(step.term()) >= least - 1e-4);
      }
    }
  }

  private static double rounded(double amount) {
    return Math.round(amount * 1e4) / 1e4;
  }

  @Test
  void noPointIsDominatedAndNoPlanLiesBelowALine() {
    int between = 0;
    for (long seed = 0; seed < 8; seed++) {
      PlacementProblem problem = Problems.random(seed, 4, 4);
      List<Amounts> all = complete(problem);
      if (all.isEmpty()) {
        continue;
      }
      ParetoSweep.Front front = ParetoSweep.sweep(problem, LIMITS, 8);
      for (ParetoSweep.Point point : front.points()) {
        assertThat(Evaluator.evaluate(problem, point.plan().sites()).broken()).isEmpty();
        assertThat(all)
            .as("seed %d", seed)
            .noneMatch(
                a ->
                    a.costEuroPerMonth() < point.costEuro() - 1e-3
                        && a.carbonGramsPerHour() < point.carbonGrams() - 1e-3);
      }
      for (int i = 1; i < front.points().size(); i++) {
        assertThat(front.points().get(i).costEuro())
            .isGreaterThan(front.points().get(i - 1).costEuro());
        assertThat(front.points().get(i).carbonGrams())
            .isLessThan(front.points().get(i - 1).carbonGrams());
      }
      for (ParetoSweep.Line line : front.lines()) {
        assertThat(all)
            .allMatch(
                a ->
                    line.euroWeight() * a.costEuroPerMonth()
                            + line.gramWeight() * a.carbonGramsPerHour()
                        >= line.atLeast() - 1e-3);
      }
      between += Math.max(0, front.points().size() - 2);
    }
    assertThat(between).as("points between the ends").isPositive();
  }

  /** What each plan amounts to that places all and breaks no rule. */
  private static List<Amounts> complete(PlacementProblem problem) {
    List<Amounts> all = new ArrayList<>();
    complete(problem, 0, new HashMap<>(), all);
    return all;
  }

  private static void complete(
      PlacementProblem problem, int next, Map<ComponentId, SiteId> decided, List<Amounts> all) {
    if (next == problem.components().size()) {
      Evaluation evaluation = Evaluator.evaluate(problem, decided);
      if (evaluation.broken().isEmpty()) {
        all.add(evaluation.totals());
      }
      return;
    }
    Component component = problem.components().get(next);
    for (Site site : problem.sites()) {
      decided.put(component.id(), site.id());
      complete(problem, next + 1, decided, all);
    }
    decided.remove(component.id());
  }
}
