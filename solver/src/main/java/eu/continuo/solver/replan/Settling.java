package eu.continuo.solver.replan;

import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.model.Chain;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Home;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes moves back that a plan is not better for. A search that anneals leaves moves behind that
 * gain nothing, or less than they cost; whoever runs the components would pay for those.
 */
final class Settling {

  private final PlacementProblem problem;
  private final Map<ComponentId, SiteId> homes = new LinkedHashMap<>();

  Settling(PlacementProblem problem) {
    this.problem = problem;
    for (Component component : problem.components()) {
      Home home = problem.running().homes().get(component.id());
      if (home != null) {
        homes.put(component.id(), home.site());
      }
    }
  }

  /** The best plan known without a move, and what was taken back with it. */
  record Without(Map<ComponentId, SiteId> plan, Evaluation evaluation, Set<ComponentId> taken) {}

  /** What runs and has another site in the plan, in the order of the problem. */
  List<ComponentId> moved(Map<ComponentId, SiteId> plan) {
    return homes.keySet().stream().filter(id -> isMoved(plan, id)).toList();
  }

  private boolean isMoved(Map<ComponentId, SiteId> plan, ComponentId id) {
    SiteId at = plan.get(id);
    return at != null && problem.running().isMove(id, at);
  }

  private SiteId home(ComponentId id) {
    return Objects.requireNonNull(homes.get(id));
  }

  /** The plan without the moves that it is no better for. */
  Map<ComponentId, SiteId> settled(Map<ComponentId, SiteId> plan) {
    Map<ComponentId, SiteId> current = new LinkedHashMap<>(plan);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ComponentId id : moved(current)) {
        Optional<Without> without = without(current, id);
        if (without.isPresent()
            && isMoved(current, id)
            && without
                    .get()
                    .evaluation
                    .score()
                    .compareTo(Evaluator.evaluate(problem, current).score())
                >= 0) {
          current = without.get().plan;
          changed = true;
        }
      }
    }
    return current;
  }

  /**
   * The best plan in which a component is at home again: it alone, with those it is tied to, or
   * while those go elsewhere that cannot stay. Empty where none keeps the rules and the sites of
   * the others.
   */
  Optional<Without> without(Map<ComponentId, SiteId> plan, ComponentId component) {
    Evaluation now = Evaluator.evaluate(problem, plan);
    Optional<Without> best = Optional.empty();
    for (Set<ComponentId> group : groups(plan, component)) {
      Map<ComponentId, SiteId> back = new LinkedHashMap<>(plan);
      group.forEach(id -> back.put(id, home(id)));
      Set<ComponentId> taken = new LinkedHashSet<>(group);
      relocate(back, group, taken);
      Evaluation evaluation = Evaluator.evaluate(problem, back);
      if (evaluation.score().hard() == 0
          && evaluation.score().medium() >= now.score().medium()
          && (best.isEmpty() || evaluation.score().compareTo(best.get().evaluation.score()) > 0)) {
        taken.remove(component);
        best = Optional.of(new Without(back, evaluation, taken));
      }
    }
    return best;
  }

  /** Those that are in the way of what was taken back go where it costs least, one by one. */
  private void relocate(
      Map<ComponentId, SiteId> plan, Set<ComponentId> fixed, Set<ComponentId> taken) {
    Set<ComponentId> tried = new LinkedHashSet<>(fixed);
    Evaluation evaluation = Evaluator.evaluate(problem, plan);
    while (evaluation.score().hard() < 0) {
      Optional<ComponentId> next =
          evaluation.broken().stream()
              .map(BrokenRule::components)
              .flatMap(List::stream)
              .filter(id -> !tried.contains(id) && problem.running().freed().contains(id))
              .findFirst();
      if (next.isEmpty()) {
        return;
      }
      tried.add(next.get());
      for (Site site : problem.sites()) {
        Map<ComponentId, SiteId> there = new LinkedHashMap<>(plan);
        there.put(next.get(), site.id());
        Evaluation other = Evaluator.evaluate(problem, there);
        if (other.score().compareTo(evaluation.score()) > 0) {
          evaluation = other;
          plan.put(next.get(), site.id());
          taken.add(next.get());
        }
      }
    }
  }

  /** The component alone, with each that it is tied to, and with all of them. */
  private List<Set<ComponentId>> groups(Map<ComponentId, SiteId> plan, ComponentId component) {
    List<ComponentId> moved = moved(plan);
    List<Set<ComponentId>> groups = new ArrayList<>();
    groups.add(Set.of(component));
    Set<ComponentId> tied = new LinkedHashSet<>();
    tied.add(component);
    List<ComponentId> open = new ArrayList<>(tied);
    while (!open.isEmpty()) {
      ComponentId one = open.removeLast();
      for (ComponentId other : moved) {
        if (isTied(plan, one, other) && tied.add(other)) {
          open.add(other);
          if (one.equals(component)) {
            groups.add(new LinkedHashSet<>(List.of(component, other)));
          }
        }
      }
    }
    if (tied.size() > 2) {
      groups.add(tied);
    }
    return groups;
  }

  private boolean isTied(Map<ComponentId, SiteId> plan, ComponentId one, ComponentId other) {
    return !one.equals(other)
        && (problem.chains().stream().anyMatch(chain -> joins(chain, one, other))
            || home(one).equals(plan.get(other))
            || home(other).equals(plan.get(one)));
  }

  private static boolean joins(Chain chain, ComponentId one, ComponentId other) {
    return (chain.from().equals(one) && chain.to().equals(other))
        || (chain.from().equals(other) && chain.to().equals(one));
  }
}
