package eu.continuo.service.place;

import eu.continuo.solver.PlanScore;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a request to place applications. */
public sealed interface Placed {
  /**
   * A plan; it lies in the graph under its name. Components may be left without a site: then it
   * says why.
   *
   * @param plan the IRI of the plan
   * @param at the clock of the plan
   * @param requested how many components were to be placed
   * @param placed how many have a site
   * @param totals euro per month, grams per hour and the other terms, by name
   * @param weighedEuroPerMonth their weighed sum
   * @param score the solver's score
   * @param bound what any plan weighs at least; null where a component is left without a site,
   *     since the bound is about plans that place all
   * @param assignments a row a component
   * @param unplaced the others, with what keeps each from every site
   * @param naive what the cheapest site for each component, chosen first, would have come to
   * @param allowed pairs of component and site that the policy allows
   * @param denied pairs that it denies
   * @param leftOut sites that could not be considered, with the facts that they lack
   * @param objective what was found of each term that came before the others; none where all is
   *     weighed
   */
  record Plan(
      String plan,
      Instant at,
      int requested,
      int placed,
      Map<String, Double> totals,
      double weighedEuroPerMonth,
      String score,
      @Nullable Bound bound,
      List<Assignment> assignments,
      List<Unplaced> unplaced,
      NaivePlan naive,
      long allowed,
      long denied,
      List<LeftOut> leftOut,
      List<Aimed> objective)
      implements Placed {
    public Plan {
      assignments = List.copyOf(assignments);
      unplaced = List.copyOf(unplaced);
      leftOut = List.copyOf(leftOut);
      objective = List.copyOf(objective);
    }
  }

  /**
   * A term that came before others.
   *
   * @param amount of it in the plan
   * @param least no plan that places all and breaks no rule has less; null where a component has no
   *     site
   */
  record Aimed(String term, double amount, @Nullable Double least) {}

  /** There was nothing that could be planned: why. */
  record NotPlaced(List<Finding> findings) implements Placed {
    public NotPlaced {
      findings = List.copyOf(findings);
    }
  }

  /**
   * One component at one site.
   *
   * @param reasons why there, in words
   * @param alternatives the best other sites, with what moving there alone would add to the weighed
   *     sum in euro a month
   */
  record Assignment(
      String component,
      String site,
      String provider,
      String country,
      double costEuroPerMonth,
      double carbonGramsPerHour,
      List<String> reasons,
      List<Alternative> alternatives) {
    public Assignment {
      reasons = List.copyOf(reasons);
      alternatives = List.copyOf(alternatives);
    }
  }

  /** Another site, and how much dearer the plan would weigh with the component there. */
  record Alternative(String site, double weighedEuroPerMonth) {}

  /** A component without a site. */
  record Unplaced(String component, List<String> reasons) {
    public Unplaced {
      reasons = List.copyOf(reasons);
    }
  }

  /** The plan that looks at prices alone, and the rules that it would break, by name. */
  record NaivePlan(
      double costEuroPerMonth,
      double carbonGramsPerHour,
      int rulesBroken,
      Map<String, Integer> brokenByRule) {}

  /** A site that could not be considered. */
  record LeftOut(String site, List<String> missing) {
    public LeftOut {
      missing = List.copyOf(missing);
    }
  }

  /**
   * How good the plan is.
   *
   * @param euroPerMonth no plan that places all and breaks no rule weighs less
   * @param gap by how much this plan weighs more at most, as a share of that; null where nothing
   *     needs to be paid
   */
  record Bound(double euroPerMonth, @Nullable Double gap) {
    static Bound of(PlacementBound bound, PlanScore plan) {
      return new Bound(bound.euroPerMonth(), bound.gap(plan).orElse(null));
    }
  }
}
