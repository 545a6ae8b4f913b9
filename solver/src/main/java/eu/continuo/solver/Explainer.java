package eu.continuo.solver;

import eu.continuo.solver.PlacementPlan.Alternative;
import eu.continuo.solver.PlacementPlan.Assignment;
import eu.continuo.solver.PlacementPlan.ExcludedSite;
import eu.continuo.solver.PlacementPlan.Exclusion;
import eu.continuo.solver.PlacementPlan.Unplaced;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.ApplicationId;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Latencies;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.SpreadGroup;
import eu.continuo.solver.model.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Says of each component why it is where it is: every other site is either an alternative, with the
 * difference that moving only this component would make, or excluded by every rule that it would
 * then break. It asks about one component at a time, while all others stay.
 */
final class Explainer {

  private static final int ALTERNATIVES_TOLD = 3;

  private final PlacementProblem problem;
  private final Map<ComponentId, SiteId> plan;
  private final Map<SiteId, ResourceUnits> used = new LinkedHashMap<>();
  private final Map<Term, Long> units = new EnumMap<>(Term.class);
  private final Map<ApplicationId, Integer> disturbed = new LinkedHashMap<>();

  Explainer(PlacementProblem problem, Map<ComponentId, SiteId> plan) {
    this.problem = problem;
    this.plan = plan;
    for (Component component : problem.components()) {
      SiteId target = plan.get(component.id());
      if (target != null) {
        used.merge(target, ResourceUnits.of(component.demand()), ResourceUnits::plus);
        if (isDisturbed(component, target)) {
          disturbed.merge(component.application(), 1, Integer::sum);
        }
      }
    }
    if (!problem.ceilings().isEmpty()) {
      units.putAll(Evaluator.units(problem, plan));
    }
  }

  Assignment assignment(Component component, Site site) {
    Amounts here = amounts(component, site);
    List<ExcludedSite> excluded = new ArrayList<>();
    List<Alternative> alternatives = new ArrayList<>();
    for (Site other : problem.sites()) {
      if (other.id().equals(site.id())) {
        continue;
      }
      List<Exclusion> exclusions = exclusions(component, other);
      if (exclusions.isEmpty()) {
        Amounts difference = amounts(component, other).minus(here);
        alternatives.add(
            new Alternative(
                other.id(), difference, difference.weighedEuroPerMonth(problem.weights())));
      } else {
        excluded.add(new ExcludedSite(other.id(), exclusions));
      }
    }
    alternatives.sort(Comparator.comparingDouble(Alternative::weighedEuroPerMonth));
    return new Assignment(
        component.id(),
        site.id(),
        site.provider(),
        site.country(),
        here,
        reasons(site, alternatives, excluded.size()),
        alternatives.stream().limit(ALTERNATIVES_TOLD).toList(),
        excluded);
  }

  Unplaced unplaced(Component component) {
    List<ExcludedSite> excluded = new ArrayList<>();
    List<SiteId> open = new ArrayList<>();
    for (Site site : problem.sites()) {
      List<Exclusion> exclusions = exclusions(component, site);
      if (exclusions.isEmpty()) {
        open.add(site.id());
      } else {
        excluded.add(new ExcludedSite(site.id(), exclusions));
      }
    }
    return new Unplaced(component.id(), unplacedReasons(excluded, open), excluded);
  }

  /** The rules that the component would break at a site where it is not now. */
  private List<Exclusion> exclusions(Component component, Site site) {
    List<Exclusion> exclusions = new ArrayList<>();
    if (!problem.allows(component.id(), site.id())) {
      exclusions.add(
          new Exclusion(
              Rule.ELIGIBILITY,
              Sentences.refused(
                  component.id(), site.id(), problem.refusalReasons(component.id(), site.id()))));
    }
    ResourceUnits demand = ResourceUnits.of(component.demand());
    ResourceUnits usedByOthers = used.getOrDefault(site.id(), ResourceUnits.NONE);
    ResourceUnits capacity = ResourceUnits.of(site.free());
    for (Resource resource : Resource.values()) {
      long needed = demand.of(resource);
      long others = usedByOthers.of(resource);
      long free = capacity.of(resource);
      if (needed > 0 && others + needed > free) {
        exclusions.add(
            new Exclusion(
                resource.rule(), Sentences.noRoom(site.id(), resource, needed, free, others)));
      }
    }
    Latencies latencies = problem.latencies();
    for (Chain chain : problem.chains()) {
      SiteId from = end(chain.from(), component, site);
      SiteId to = end(chain.to(), component, site);
      if (touches(chain, component)
          && from != null
          && to != null
          && !latencies.meets(chain, from, to)) {
        exclusions.add(
            new Exclusion(
                Rule.LATENCY_BOUND,
                Sentences.tooFar(chain, from, to, latencies.roundTripMs(from, to))));
      }
    }
    exclusions.addAll(together(component, site));
    problem
        .maintenance(site.id())
        .ifPresent(
            window ->
                exclusions.add(
                    new Exclusion(Rule.MAINTENANCE, Sentences.maintained(component.id(), window))));
    exclusions.addAll(overCeilings(component, site));
    exclusions.addAll(overBudget(component, site));
    return exclusions;
  }

  private List<Exclusion> together(Component component, Site site) {
    List<Exclusion> together = new ArrayList<>();
    for (AntiAffinity pair : problem.antiAffinities(component.id())) {
      boolean isFirst = pair.first().equals(component.id());
      Optional.ofNullable(plan.get(isFirst ? pair.second() : pair.first()))
          .flatMap(problem::site)
          .filter(other -> pair.isBroken(site, other))
          .ifPresent(
              other ->
                  together.add(
                      new Exclusion(
                          Rule.ANTI_AFFINITY,
                          isFirst
                              ? Sentences.together(pair, site, other)
                              : Sentences.together(pair, other, site))));
    }
    return together;
  }

  private List<Exclusion> overCeilings(Component component, Site site) {
    List<Exclusion> over = new ArrayList<>();
    Optional<Site> here = Optional.ofNullable(plan.get(component.id())).flatMap(problem::site);
    for (Ceiling ceiling : problem.ceilings()) {
      Term term = ceiling.term();
      long now = here.map(from -> units(component, from, term)).orElse(0L);
      long then = units.getOrDefault(term, 0L) - now + units(component, site, term);
      if (then > ceiling.units()) {
        over.add(new Exclusion(Rule.CEILING, Sentences.overCeiling(ceiling, then / Ceiling.UNITS)));
      }
    }
    return over;
  }

  /** What depends on where this one component is, in the units of a ceiling. */
  private long units(Component component, Site site, Term term) {
    return switch (term) {
      case COST_EURO -> Ceiling.units(site.costEuroPerMonth(component.demand()));
      case CARBON_GRAMS -> Ceiling.units(site.carbonGramsPerHour(component.demand()));
      case MIGRATION_EURO -> Ceiling.units(problem.running().moveEuro(component.id(), site.id()));
      case LATENCY_MS -> roundTripsMs(component, site).mapToLong(Ceiling::units).sum();
      case RISK_SPREAD -> sharedPairs(component, site) * Ceiling.units(1);
    };
  }

  private boolean isDisturbed(Component component, SiteId site) {
    return problem.running().isSettled(component.id())
        && problem.running().isMove(component.id(), site);
  }

  private List<Exclusion> overBudget(Component component, Site site) {
    SiteId here = plan.get(component.id());
    if (!isDisturbed(component, site.id()) || (here != null && isDisturbed(component, here))) {
      return List.of();
    }
    List<Exclusion> over = new ArrayList<>();
    MoveBudget budget = problem.running().budget();
    int moves = 1 + disturbed.values().stream().mapToInt(Integer::intValue).sum();
    if (moves > budget.moves()) {
      over.add(new Exclusion(Rule.MOVE_BUDGET, Sentences.overBudget(moves, budget.moves())));
    }
    int own = 1 + disturbed.getOrDefault(component.application(), 0);
    if (own > budget.movesPerApplication()) {
      over.add(
          new Exclusion(
              Rule.MOVE_BUDGET_PER_APPLICATION,
              Sentences.overBudgetOf(component.application(), own, budget.movesPerApplication())));
    }
    return over;
  }

  /** All that depends on where this one component is. */
  private Amounts amounts(Component component, Site site) {
    return new Amounts(
        site.costEuroPerMonth(component.demand()),
        site.carbonGramsPerHour(component.demand()),
        roundTripsMs(component, site).sum(),
        problem.running().moveEuro(component.id(), site.id()),
        sharedPairs(component, site));
  }

  private DoubleStream roundTripsMs(Component component, Site site) {
    return problem.chains().stream()
        .filter(chain -> touches(chain, component))
        .mapToDouble(
            chain -> {
              SiteId from = end(chain.from(), component, site);
              SiteId to = end(chain.to(), component, site);
              return from == null || to == null
                  ? 0
                  : problem.latencies().roundTripMs(from, to).orElse(0);
            });
  }

  private long sharedPairs(Component component, Site site) {
    long sharedPairs = 0;
    for (SpreadGroup group : problem.spreadGroups()) {
      if (group.members().contains(component.id())) {
        sharedPairs +=
            group.members().stream()
                .filter(member -> !member.equals(component.id()))
                .filter(member -> isInDomainOf(member, site))
                .count();
      }
    }
    return sharedPairs;
  }

  private boolean isInDomainOf(ComponentId member, Site site) {
    SiteId at = plan.get(member);
    return at != null
        && problem
            .site(at)
            .filter(other -> other.failureDomain().equals(site.failureDomain()))
            .isPresent();
  }

  private static boolean touches(Chain chain, Component component) {
    return chain.from().equals(component.id()) || chain.to().equals(component.id());
  }

  /** Where an end of a chain is if the component were at the site; null if it is unplaced. */
  private @Nullable SiteId end(ComponentId end, Component component, Site site) {
    return end.equals(component.id()) ? site.id() : plan.get(end);
  }

  private List<String> reasons(Site site, List<Alternative> alternatives, int excluded) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "Of %d sites, %d would break a rule and %d would not."
            .formatted(excluded + alternatives.size() + 1, excluded, alternatives.size() + 1));
    if (alternatives.isEmpty()) {
      reasons.add("%s is the only site left.".formatted(site.id()));
      return reasons;
    }
    for (Term term : Term.values()) {
      if (problem.weights().of(term) > 0
          && alternatives.stream().allMatch(other -> other.difference().of(term) > 0)) {
        reasons.add("Of these, %s has the least %s.".formatted(site.id(), term.key()));
      }
    }
    reasons.add(comparison(alternatives.getFirst()));
    return reasons;
  }

  private static String comparison(Alternative next) {
    List<String> differences = new ArrayList<>();
    for (Term term : Term.values()) {
      double more = next.difference().of(term);
      String words = Sentences.number(more);
      if (!words.equals("0")) {
        differences.add("%s%s %s".formatted(more > 0 ? "+" : "", words, term.unit()));
      }
    }
    return differences.isEmpty()
        ? "The next best site, %s, is as good.".formatted(next.site())
        : "The next best site, %s, differs by %s: weighed, %s euro a month."
            .formatted(
                next.site(),
                String.join(", ", differences),
                Sentences.number(next.weighedEuroPerMonth()));
  }

  private List<String> unplacedReasons(List<ExcludedSite> excluded, List<SiteId> open) {
    List<String> reasons = new ArrayList<>();
    long refused = excluded.stream().filter(site -> breaks(site, Rule.ELIGIBILITY)).count();
    if (refused == problem.sites().size()) {
      reasons.add("Policy allows none of the %d sites.".formatted(problem.sites().size()));
    } else {
      reasons.add(
          "Policy allows %d of %d sites."
              .formatted(problem.sites().size() - refused, problem.sites().size()));
      excluded.stream()
          .filter(site -> !breaks(site, Rule.ELIGIBILITY))
          .flatMap(site -> site.exclusions().stream())
          .map(Exclusion::words)
          .forEach(reasons::add);
    }
    if (!open.isEmpty()) {
      reasons.add(
          "The search ended before it was placed; it would fit at %s."
              .formatted(String.join(", ", open.stream().map(SiteId::value).toList())));
    }
    return reasons;
  }

  private static boolean breaks(ExcludedSite site, Rule rule) {
    return site.exclusions().stream().anyMatch(exclusion -> exclusion.rule() == rule);
  }
}
