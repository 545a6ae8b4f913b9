package eu.continuo.solver;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.Ceiling;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole plan as the engine sees it: one decision for each component, and the facts between. */
@PlanningSolution(solutionCloner = PlacementSolution.Cloner.class)
final class PlacementSolution {

  @ValueRangeProvider private final List<Target> targets;
  @ProblemFactCollectionProperty private final List<ChainLink> chains;
  @ProblemFactCollectionProperty private final List<SpreadPair> spreadPairs;
  @ProblemFactCollectionProperty private final List<AntiAffinity> antiAffinities;
  @ProblemFactCollectionProperty private final List<Ceiling> ceilings;
  @PlanningEntityCollectionProperty private final List<Placement> placements;
  @PlanningScore private @Nullable HardMediumSoftLongScore score;

  PlacementSolution(PlacementProblem problem) {
    targets = problem.sites().stream().map(Target::new).toList();
    chains = problem.chains().stream().map(chain -> new ChainLink(problem, chain)).toList();
    spreadPairs =
        problem.spreadGroups().stream()
            .flatMap(group -> SpreadPair.of(problem, group).stream())
            .toList();
    antiAffinities = problem.antiAffinities();
    ceilings = problem.ceilings();
    placements =
        problem.components().stream().map(component -> new Placement(problem, component)).toList();
  }

  private PlacementSolution(PlacementSolution original) {
    targets = original.targets;
    chains = original.chains;
    spreadPairs = original.spreadPairs;
    antiAffinities = original.antiAffinities;
    ceilings = original.ceilings;
    placements = original.placements.stream().map(Placement::copy).toList();
    score = original.score;
  }

  List<Target> targets() {
    return targets;
  }

  List<Placement> placements() {
    return placements;
  }

  /** Puts each component at its site of this plan, where the problem knows and allows it. */
  void moveTo(Map<ComponentId, SiteId> plan) {
    Map<SiteId, Target> byId = new HashMap<>();
    targets.forEach(target -> byId.put(target.site().id(), target));
    for (Placement placement : placements) {
      SiteId site = plan.get(placement.componentId());
      placement.moveTo(site == null ? null : byId.get(site));
      if (placement.target() != null && !placement.isEligible()) {
        placement.moveTo(null);
      }
    }
  }

  Map<ComponentId, SiteId> sites() {
    Map<ComponentId, SiteId> sites = new LinkedHashMap<>();
    for (Placement placement : placements) {
      Target target = placement.target();
      if (target != null) {
        sites.put(placement.componentId(), target.site().id());
      }
    }
    return sites;
  }

  /**
   * Copies the decisions and shares the facts, which never change. Public, since the engine calls
   * its constructor.
   */
  public static final class Cloner implements SolutionCloner<PlacementSolution> {

    @Override
    public PlacementSolution cloneSolution(PlacementSolution original) {
      return new PlacementSolution(original);
    }
  }
}
