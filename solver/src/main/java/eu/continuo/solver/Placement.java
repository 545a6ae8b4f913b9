package eu.continuo.solver;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Maintenance;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.Term;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision about one component: the engine moves it among the sites, or leaves it without one.
 */
@PlanningEntity
final class Placement {

  private final PlacementProblem problem;
  private final Component component;
  private final ResourceUnits needed;

  @PlanningVariable(allowsUnassigned = true)
  private @Nullable Target target;

  Placement(PlacementProblem problem, Component component) {
    this.problem = problem;
    this.component = component;
    this.needed = ResourceUnits.of(component.demand());
  }

  private Placement(Placement original) {
    this.problem = original.problem;
    this.component = original.component;
    this.needed = original.needed;
    this.target = original.target;
  }

  Placement copy() {
    return new Placement(this);
  }

  ComponentId componentId() {
    return component.id();
  }

  @Nullable Target target() {
    return target;
  }

  void moveTo(@Nullable Target newTarget) {
    target = newTarget;
  }

  /** The site; only for a placement that has one, as streams without unassigned ones promise. */
  Site site() {
    return Objects.requireNonNull(target).site();
  }

  long needed(Resource resource) {
    return needed.of(resource);
  }

  boolean isEligible() {
    return problem.allows(component.id(), site().id());
  }

  List<String> refusalReasons() {
    return problem.refusalReasons(component.id(), site().id());
  }

  /** The maintenance of its site, empty if that is in service. */
  Optional<Maintenance> maintenance() {
    return problem.maintenance(site().id());
  }

  ApplicationId application() {
    return component.application();
  }

  /** Whether it is moved though it could stay. */
  boolean isDisturbed() {
    return problem.running().isSettled(component.id())
        && problem.running().isMove(component.id(), site().id());
  }

  MoveBudget budget() {
    return problem.running().budget();
  }

  long urgency() {
    return problem.urgency(component.id());
  }

  /** What the component alone amounts to at its site; latency and spread take two. */
  double amount(Term term) {
    return switch (term) {
      case COST_EURO -> site().costEuroPerMonth(component.demand());
      case CARBON_GRAMS -> site().carbonGramsPerHour(component.demand());
      case MIGRATION_EURO -> problem.running().moveEuro(component.id(), site().id());
      case LATENCY_MS, RISK_SPREAD -> 0;
    };
  }

  /** The same in the units of a ceiling. */
  long units(Term term) {
    return Ceiling.units(amount(term));
  }

  boolean sharesDomain(Placement other) {
    return site().failureDomain().equals(other.site().failureDomain());
  }

  long points(Term term) {
    return problem.weights().points(term, amount(term));
  }

  @Override
  public String toString() {
    return component.id() + " at " + (target == null ? "no site" : target);
  }
}
