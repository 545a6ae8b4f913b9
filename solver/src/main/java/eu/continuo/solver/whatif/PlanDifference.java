package eu.continuo.solver.whatif;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a plan differs from another one for the same components, by component and by term.
 *
 * @param components those whose site or amounts differ, in the order of the problem; their
 *     differences add up to the whole
 * @param difference how much more of each term the second plan amounts to
 * @param weighedEuroPerMonth the weighed sum of the difference, in euro a month
 */
public record PlanDifference(
    List<ComponentDifference> components, Amounts difference, double weighedEuroPerMonth) {

  /** Below a millionth of a unit, a difference is one of rounding. */
  private static final double NOTHING = 1e-6;

  public PlanDifference {
    components = List.copyOf(components);
  }

  /**
   * What differs for one component. The round trip of a chain counts half at each end, and a pair
   * in one failure domain half at each member.
   *
   * @param before its site in the first plan; empty if it had none
   * @param after its site in the second plan; empty if it has none
   * @param difference how much more of each term it amounts to in the second plan
   */
  public record ComponentDifference(
      ComponentId component, Optional<SiteId> before, Optional<SiteId> after, Amounts difference) {

    /** Whether it has another site, or none any more, or one at last. */
    public boolean isMoved() {
      return !before.equals(after);
    }
  }

  /** The components that have another site, or none any more, or one at last. */
  public List<ComponentDifference> moved() {
    return components.stream().filter(ComponentDifference::isMoved).toList();
  }

  /**
   * Compares two plans, each counted by its own problem.
   *
   * @param problem whose components and weights count
   * @param other the problem of the second plan, with the same components
   */
  public static PlanDifference between(
      PlacementProblem problem,
      Map<ComponentId, SiteId> before,
      PlacementProblem other,
      Map<ComponentId, SiteId> after) {
    Map<ComponentId, Amounts> was = shares(problem, before);
    Map<ComponentId, Amounts> is = shares(other, after);
    List<ComponentDifference> differences = new ArrayList<>();
    Amounts sum = Amounts.ZERO;
    for (Component component : problem.components()) {
      ComponentId id = component.id();
      Amounts difference =
          is.getOrDefault(id, Amounts.ZERO).minus(was.getOrDefault(id, Amounts.ZERO));
      sum = sum.plus(difference);
      ComponentDifference found =
          new ComponentDifference(
              id,
              Optional.ofNullable(before.get(id)),
              Optional.ofNullable(after.get(id)),
              difference);
      if (found.isMoved()
          || difference.byName().values().stream().anyMatch(by -> Math.abs(by) > NOTHING)) {
        differences.add(found);
      }
    }
    return new PlanDifference(differences, sum, sum.weighedEuroPerMonth(problem.weights()));
  }

  /** What each component amounts to, so that all of them add up to the plan. */
  private static Map<ComponentId, Amounts> shares(
      PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    Map<ComponentId, Amounts> shares = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      site(problem, plan, component.id())
          .ifPresent(
              site -> {
                add(
                    shares,
                    component.id(),
                    Term.COST_EURO,
                    site.costEuroPerMonth(component.demand()));
                add(
                    shares,
                    component.id(),
                    Term.CARBON_GRAMS,
                    site.carbonGramsPerHour(component.demand()));
                add(
                    shares,
                    component.id(),
                    Term.MIGRATION_EURO,
                    problem.running().moveEuro(component.id(), site.id()));
              });
    }
    for (Chain chain : problem.chains()) {
      SiteId from = plan.get(chain.from());
      SiteId to = plan.get(chain.to());
      if (from != null && to != null) {
        double half = problem.latencies().roundTripMs(from, to).orElse(0) / 2;
        add(shares, chain.from(), Term.LATENCY_MS, half);
        add(shares, chain.to(), Term.LATENCY_MS, half);
      }
    }
    for (SpreadGroup group : problem.spreadGroups()) {
      for (ComponentId member : group.members()) {
        long others =
            group.members().stream()
                .filter(other -> !other.equals(member))
                .filter(other -> sharesDomain(problem, plan, member, other))
                .count();
        add(shares, member, Term.RISK_SPREAD, others / 2.0);
      }
    }
    return shares;
  }

  private static void add(
      Map<ComponentId, Amounts> shares, ComponentId component, Term term, double amount) {
    shares.merge(component, Amounts.only(term, amount), Amounts::plus);
  }

  private static boolean sharesDomain(
      PlacementProblem problem,
      Map<ComponentId, SiteId> plan,
      ComponentId one,
      ComponentId another) {
    Optional<Site> here = site(problem, plan, one);
    Optional<Site> there = site(problem, plan, another);
    return here.isPresent()
        && there.isPresent()
        && here.get().failureDomain().equals(there.get().failureDomain());
  }

  private static Optional<Site> site(
      PlacementProblem problem, Map<ComponentId, SiteId> plan, ComponentId component) {
    return Optional.ofNullable(plan.get(component)).flatMap(problem::site);
  }
}
