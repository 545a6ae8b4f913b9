package eu.continuo.solver;

import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.ProviderId;
import eu.continuo.solver.model.SiteId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each component should run, why there and why not elsewhere.
 *
 * @param assignments the placed components, in the order of the problem
 * @param unplaced the components without a site, in the order of the problem
 * @param totals the amount of each term over the whole plan
 * @param matches each point that the plan loses, by constraint
 * @param stoppedByTimeCap whether time ended the search: then another run may give another plan
 */
public record PlacementPlan(
    List<Assignment> assignments,
    List<Unplaced> unplaced,
    Amounts totals,
    List<ConstraintMatch> matches,
    PlanScore score,
    boolean stoppedByTimeCap) {

  public PlacementPlan {
    assignments = List.copyOf(assignments);
    unplaced = List.copyOf(unplaced);
    matches = List.copyOf(matches);
  }

  /** The site of each placed component. */
  public Map<ComponentId, SiteId> sites() {
    Map<ComponentId, SiteId> sites = new LinkedHashMap<>();
    assignments.forEach(assignment -> sites.put(assignment.component(), assignment.site()));
    return Collections.unmodifiableMap(sites);
  }

  /**
   * A component and its site.
   *
   * @param amounts what the component amounts to there; the latency of a chain and a shared failure
   *     domain count at both ends, so that these two do not add up to the totals of the plan
   * @param reasons why there, in words
   * @param alternatives the best other sites that would break no rule, best first
   * @param excluded each other site that would break a rule if only this component moved there
   */
  public record Assignment(
      ComponentId component,
      SiteId site,
      ProviderId provider,
      String country,
      Amounts amounts,
      List<String> reasons,
      List<Alternative> alternatives,
      List<ExcludedSite> excluded) {

    public Assignment {
      reasons = List.copyOf(reasons);
      alternatives = List.copyOf(alternatives);
      excluded = List.copyOf(excluded);
    }

    /** What the component costs there, in euro for a month of 730 hours. */
    public double costEuroPerMonth() {
      return amounts.costEuroPerMonth();
    }

    /** What the component emits there, in grams of CO2 equivalent in an hour. */
    public double carbonGramsPerHour() {
      return amounts.carbonGramsPerHour();
    }
  }

  /**
   * Another site for a component while all others stay.
   *
   * @param difference how much more of each term the whole plan would amount to there
   * @param weighedEuroPerMonth the weighed sum of the difference, in euro a month
   */
  public record Alternative(SiteId site, Amounts difference, double weighedEuroPerMonth) {}

  /** A site where a component cannot go while all others stay, and every rule that says so. */
  public record ExcludedSite(SiteId site, List<Exclusion> exclusions) {

    public ExcludedSite {
      exclusions = List.copyOf(exclusions);
    }
  }

  /** A rule that a component would break at a site, in words. */
  public record Exclusion(Rule rule, String words) {}

  /** A component without a site, and why each site is out of reach. */
  public record Unplaced(ComponentId component, List<String> reasons, List<ExcludedSite> excluded) {

    public Unplaced {
      reasons = List.copyOf(reasons);
      excluded = List.copyOf(excluded);
    }
  }

  /**
   * Points that a plan loses at one place.
   *
   * @param constraint the name of a rule, of a term, or {@code unplaced}
   * @param points how many: units of a broken rule, components, or thousandths of a cent a month
   */
  public record ConstraintMatch(String constraint, Level level, long points, String words) {}
}
