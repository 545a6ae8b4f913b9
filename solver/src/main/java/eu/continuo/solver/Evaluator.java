package eu.continuo.solver;

import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Counts any plan from nothing, in plain loops and without the engine. It is normative: where a
 * search and this recount differ, the search is wrong.
 */
public final class Evaluator {

  private final PlacementProblem problem;
  private final Map<ComponentId, SiteId> plan;
  private final Weights weights;
  private final List<BrokenRule> broken = new ArrayList<>();
  private final Map<Term, Long> units = new EnumMap<>(Term.class);
  private Amounts totals = Amounts.ZERO;
  private long mediumPoints;
  private long softPoints;

  private Evaluator(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    this.problem = problem;
    this.plan = plan;
    this.weights = problem.weights();
  }

  /**
   * Counts a plan.
   *
   * @param plan the site of each placed component; a component that is left out is unplaced. What
   *     the problem does not know breaks {@link Rule#ELIGIBILITY}, since nothing allows it.
   */
  public static Evaluation evaluate(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    return new Evaluator(problem, plan).evaluate();
  }

  /** What a plan amounts to in the units of ceilings. */
  static Map<Term, Long> units(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    Evaluator evaluator = new Evaluator(problem, plan);
    evaluator.evaluate();
    return evaluator.units;
  }

  private Evaluation evaluate() {
    strangers();
    List<ComponentId> unplaced = new ArrayList<>();
    Map<Site, List<Component>> residents = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      SiteId target = plan.get(component.id());
      if (target == null) {
        unplaced.add(component.id());
        mediumPoints += problem.urgency(component.id());
        continue;
      }
      if (!problem.allows(component.id(), target)) {
        breach(
            Rule.ELIGIBILITY,
            1,
            List.of(component.id()),
            problem.site(target).isPresent()
                ? Sentences.refused(
                    component.id(), target, problem.refusalReasons(component.id(), target))
                : Sentences.unknownSite(component.id(), target));
      }
      problem
          .maintenance(target)
          .ifPresent(
              window ->
                  breach(
                      Rule.MAINTENANCE,
                      1,
                      List.of(component.id()),
                      Sentences.maintained(component.id(), window)));
      problem
          .site(target)
          .ifPresent(
              site -> {
                residents.computeIfAbsent(site, key -> new ArrayList<>()).add(component);
                count(Term.COST_EURO, site.costEuroPerMonth(component.demand()));
                count(Term.CARBON_GRAMS, site.carbonGramsPerHour(component.demand()));
                count(Term.MIGRATION_EURO, problem.running().moveEuro(component.id(), site.id()));
              });
    }
    residents.forEach(this::capacity);
    problem.chains().forEach(this::chain);
    problem.antiAffinities().forEach(this::antiAffinity);
    problem.spreadGroups().forEach(this::spread);
    problem.ceilings().forEach(this::ceiling);
    moveBudget();
    long hardPoints = broken.stream().mapToLong(BrokenRule::by).sum();
    return new Evaluation(
        totals, broken, unplaced, new PlanScore(-hardPoints, -mediumPoints, -softPoints));
  }

  private void strangers() {
    var strangers = new TreeSet<String>();
    plan.forEach(
        (component, site) -> {
          if (problem.component(component).isEmpty()) {
            strangers.add(Sentences.unknownComponent(component, site));
          }
        });
    strangers.forEach(words -> breach(Rule.ELIGIBILITY, 1, List.of(), words));
  }

  private void capacity(Site site, List<Component> residents) {
    ResourceUnits needed =
        residents.stream()
            .map(resident -> ResourceUnits.of(resident.demand()))
            .reduce(ResourceUnits.NONE, ResourceUnits::plus);
    ResourceUnits free = ResourceUnits.of(site.free());
    for (Resource resource : Resource.values()) {
      long excess = needed.of(resource) - free.of(resource);
      if (excess > 0) {
        breach(
            resource.rule(),
            excess,
            residents.stream()
                .filter(resident -> ResourceUnits.of(resident.demand()).of(resource) > 0)
                .map(Component::id)
                .toList(),
            Sentences.overfull(site.id(), resource, needed.of(resource), free.of(resource)));
      }
    }
  }

  private void chain(Chain chain) {
    SiteId from = plan.get(chain.from());
    SiteId to = plan.get(chain.to());
    if (from == null || to == null) {
      return;
    }
    OptionalDouble roundTripMs = problem.latencies().roundTripMs(from, to);
    if (!problem.latencies().meets(chain, from, to)) {
      breach(
          Rule.LATENCY_BOUND,
          1,
          List.of(chain.from(), chain.to()),
          Sentences.tooFar(chain, from, to, roundTripMs));
    }
    roundTripMs.ifPresent(ms -> count(Term.LATENCY_MS, ms));
  }

  private void antiAffinity(AntiAffinity pair) {
    Optional<Site> first = site(pair.first());
    Optional<Site> second = site(pair.second());
    if (first.isPresent() && second.isPresent() && pair.isBroken(first.get(), second.get())) {
      breach(
          Rule.ANTI_AFFINITY,
          1,
          List.of(pair.first(), pair.second()),
          Sentences.together(pair, first.get(), second.get()));
    }
  }

  /** The site of a component, empty where it has none that the problem knows. */
  private Optional<Site> site(ComponentId component) {
    return Optional.ofNullable(plan.get(component)).flatMap(problem::site);
  }

  private void spread(SpreadGroup group) {
    List<Site> sites =
        group.members().stream()
            .flatMap(member -> Optional.ofNullable(plan.get(member)).stream())
            .flatMap(site -> problem.site(site).stream())
            .toList();
    for (int first = 0; first < sites.size(); first++) {
      for (int second = first + 1; second < sites.size(); second++) {
        if (sites.get(first).failureDomain().equals(sites.get(second).failureDomain())) {
          count(Term.RISK_SPREAD, 1);
        }
      }
    }
  }

  private void ceiling(Ceiling ceiling) {
    long over = units.getOrDefault(ceiling.term(), 0L) - ceiling.units();
    if (over > 0) {
      breach(
          Rule.CEILING,
          over,
          List.copyOf(plan.keySet()),
          Sentences.overCeiling(ceiling, totals.of(ceiling.term())));
    }
  }

  /** Moves of what could stay; a component at a site that is not of the problem moves as well. */
  private void moveBudget() {
    MoveBudget budget = problem.running().budget();
    Map<ApplicationId, List<ComponentId>> moved = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      SiteId target = plan.get(component.id());
      if (target != null
          && problem.running().isSettled(component.id())
          && problem.running().isMove(component.id(), target)) {
        moved
            .computeIfAbsent(component.application(), key -> new ArrayList<>())
            .add(component.id());
      }
    }
    List<ComponentId> all = moved.values().stream().flatMap(List::stream).toList();
    if (all.size() > budget.moves()) {
      breach(
          Rule.MOVE_BUDGET,
          (long) all.size() - budget.moves(),
          all,
          Sentences.overBudget(all.size(), budget.moves()));
    }
    moved.forEach(
        (application, components) -> {
          if (components.size() > budget.movesPerApplication()) {
            breach(
                Rule.MOVE_BUDGET_PER_APPLICATION,
                (long) components.size() - budget.movesPerApplication(),
                components,
                Sentences.overBudgetOf(
                    application, components.size(), budget.movesPerApplication()));
          }
        });
  }

  private void count(Term term, double amount) {
    totals = totals.plus(Amounts.only(term, amount));
    units.merge(term, Ceiling.units(amount), Long::sum);
    softPoints += weights.points(term, amount);
  }

  private void breach(Rule rule, long by, List<ComponentId> components, String words) {
    broken.add(new BrokenRule(rule, by, words, components));
  }
}
