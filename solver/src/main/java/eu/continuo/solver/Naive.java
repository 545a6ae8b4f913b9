package eu.continuo.solver;

import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plans that look at one thing only: what a good plan is compared with. */
public final class Naive {

  private Naive() {}

  /** A plan made without a search, and what it amounts to. */
  public record NaivePlan(Map<ComponentId, SiteId> sites, Evaluation evaluation) {

    public NaivePlan {
      sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    }
  }

  /**
   * Puts each component, in the order of the problem, at the cheapest site that still has room;
   * policy, latency, carbon and spread are not looked at. Equal prices go to the site named first.
   */
  public static NaivePlan cheapestFirst(PlacementProblem problem) {
    Map<SiteId, ResourceUnits> left = new LinkedHashMap<>();
    problem.sites().forEach(site -> left.put(site.id(), ResourceUnits.of(site.free())));
    Map<ComponentId, SiteId> plan = new LinkedHashMap<>();
    for (Component component : problem.components()) {
      ResourceUnits needed = ResourceUnits.of(component.demand());
      problem.sites().stream()
          .filter(site -> needed.fitsInto(left.getOrDefault(site.id(), ResourceUnits.NONE)))
          .min(Comparator.comparingDouble(site -> site.costEuroPerMonth(component.demand())))
          .ifPresent(
              site -> {
                plan.put(component.id(), site.id());
                left.computeIfPresent(site.id(), (id, free) -> free.minus(needed));
              });
    }
    return new NaivePlan(plan, Evaluator.evaluate(problem, plan));
  }
}
