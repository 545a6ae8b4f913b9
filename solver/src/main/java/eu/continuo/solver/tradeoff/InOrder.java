package eu.continuo.solver.tradeoff;

import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.PlanScore;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plans term by term: as little as possible of the first, then as little of the second as that
 * leaves room for, and so on; what remains is weighed. No amount of a later term buys any of an
 * earlier one.
 *
 * <p>Each step makes what it found a ceiling of the next, which goes on from the plan.
 */
public final class InOrder {

  private InOrder() {}

  /**
   * A plan, and what its steps found.
   *
   * @param plan weighed as the problem says
   */
  public record Ordered(PlacementPlan plan, List<Step> steps) {

    public Ordered {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A term that was kept small.
   *
   * @param amount of it in the plan
   * @param least no plan has less of it, whatever it has of the others; empty where a component has
   *     no site
   */
  public record Step(Term term, double amount, Optional<Double> least) {}

  /**
   * Plans a problem by an order of terms.
   *
   * @param order each term once
   * @param progress is told the score of each better plan that is found on the way
   */
  public static Ordered place(
      PlacementProblem problem,
      List<Term> order,
      PlacerLimits limits,
      Consumer<PlanScore> progress) {
    Placer placer = new Placer();
    List<Ceiling> ceilings = new ArrayList<>(problem.ceilings());
    List<Term> terms = new ArrayList<>();
    List<Optional<Double>> least = new ArrayList<>();
    Map<ComponentId, SiteId> sites = Map.of();
    for (Term term : order) {
      PlacementProblem alone = asked(problem, Weights.only(term), ceilings);
      PlacementPlan plan = placer.place(alone, limits, sites, progress);
      sites = plan.sites();
      least.add(PlacementBound.prove(alone, plan.score()).map(PlacementBound::euroPerMonth));
      terms.add(term);
      ceilings.removeIf(ceiling -> ceiling.term() == term);
      ceilings.add(new Ceiling(term, plan.totals().of(term) + slack(problem)));
    }
    if (Arrays.stream(Term.values())
        .anyMatch(t -> !order.contains(t) && problem.weights().of(t) > 0)) {
      PlacementProblem rest = asked(problem, problem.weights(), ceilings);
      sites = placer.place(rest, limits, sites, progress).sites();
    }
    PlacementPlan plan = placer.explain(problem, sites);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      steps.add(new Step(terms.get(i), plan.totals().of(terms.get(i)), least.get(i)));
    }
    return new Ordered(plan, steps);
  }

  /** Ceilings count each amount rounded to a millionth; so much can that add to a plan's total. */
  private static double slack(PlacementProblem problem) {
    int amounts =
        problem.components().size()
            + problem.chains().size()
            + problem.spreadGroups().stream()
                .mapToInt(group -> group.members().size() * group.members().size())
                .sum();
    return amounts / Ceiling.UNITS;
  }

  private static PlacementProblem asked(
      PlacementProblem problem, Weights weights, List<Ceiling> ceilings) {
    return switch (problem.request().with(weights, ceilings).check()) {
      case ProblemCheck.Accepted(PlacementProblem sound) -> sound;
      case ProblemCheck.Refused(var violations) ->
          throw new IllegalStateException("A sound problem became unsound: " + violations);
    };
  }
}
