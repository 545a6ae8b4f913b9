package eu.continuo.solver;

import ai.timefold.solver.core.api.score.analysis.MatchAnalysis;
import ai.timefold.solver.core.api.score.analysis.ScoreAnalysis;
import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import eu.continuo.solver.PlacementPlan.Assignment;
import eu.continuo.solver.PlacementPlan.ConstraintMatch;
import eu.continuo.solver.PlacementPlan.Unplaced;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The front door: finds a site for each component of a problem, and says why.
 *
 * <p>Rules are never broken: a component that fits nowhere stays unplaced, and as few as possible
 * do. Among such plans the weighed sum of cost, carbon, latency and shared failure domains is kept
 * small. The same problem, seed and limits give the same plan, unless time ended the search.
 */
public final class Placer {

  /** Plans a problem. Infeasible problems give a plan too, with what is unplaced and why. */
  public PlacementPlan place(PlacementProblem problem, PlacerLimits limits) {
    return place(problem, limits, Map.of());
  }

  /**
   * Plans a problem from a plan on, and gives no worse one.
   *
   * @param start the site of each component that has one; what the problem does not know, or does
   *     not allow, has none
   */
  public PlacementPlan place(
      PlacementProblem problem, PlacerLimits limits, Map<ComponentId, SiteId> start) {
    return place(problem, limits, start, better -> {});
  }

  /**
   * As the other one.
   *
   * @param progress is told the score of each better plan that is found on the way
   */
  public PlacementPlan place(
      PlacementProblem problem,
      PlacerLimits limits,
      Map<ComponentId, SiteId> start,
      Consumer<PlanScore> progress) {
    PlacementSolution from = new PlacementSolution(problem);
    from.moveTo(start);
    SolverFactory<PlacementSolution> factory = SolverFactory.create(config(problem, limits));
    Solver<PlacementSolution> solver = factory.buildSolver();
    solver.addEventListener(
        event -> progress.accept(score((HardMediumSoftLongScore) event.getNewBestScore())));
    PlacementSolution solution = solve(solver, from, limits.timeCap());
    return counted(problem, solution, solver.isTerminateEarly());
  }

  /**
   * Explains a plan as it is, without a search.
   *
   * @param sites the site of each component that has one; what the problem does not know, or does
   *     not allow, has none
   */
  public PlacementPlan explain(PlacementProblem problem, Map<ComponentId, SiteId> sites) {
    PlacementSolution solution = new PlacementSolution(problem);
    solution.moveTo(sites);
    return counted(problem, solution, false);
  }

  private static PlacementPlan counted(
      PlacementProblem problem, PlacementSolution solution, boolean stoppedByTimeCap) {
    ScoreAnalysis<HardMediumSoftLongScore> analysis =
        SolutionManager.<PlacementSolution, HardMediumSoftLongScore>create(
                SolverFactory.create(engine()))
            .analyze(solution);
    Map<ComponentId, SiteId> sites = solution.sites();
    Evaluation evaluation = Evaluator.evaluate(problem, sites);
    requireAgreement(score(analysis.score()), evaluation);
    return explained(problem, sites, evaluation, matches(analysis), stoppedByTimeCap);
  }

  /**
   * Searches until the moves are counted, or the cap stops it from outside: as a limit of the
   * engine the clock would also steer the annealing, and the same seed would give different plans.
   */
  private static PlacementSolution solve(
      Solver<PlacementSolution> solver, PlacementSolution start, Duration timeCap) {
    var cap =
        CompletableFuture.runAsync(
            solver::terminateEarly,
            CompletableFuture.delayedExecutor(timeCap.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return solver.solve(start);
    } finally {
      cap.cancel(false);
    }
  }

  private static PlacementPlan explained(
      PlacementProblem problem,
      Map<ComponentId, SiteId> sites,
      Evaluation evaluation,
      List<ConstraintMatch> matches,
      boolean stoppedByTimeCap) {
    Explainer explainer = new Explainer(problem, sites);
    List<Assignment> assignments = new ArrayList<>();
    List<Unplaced> unplaced = new ArrayList<>();
    for (Component component : problem.components()) {
      SiteId target = sites.get(component.id());
      if (target == null) {
        unplaced.add(explainer.unplaced(component));
      } else {
        assignments.add(explainer.assignment(component, problem.site(target).orElseThrow()));
      }
    }
    return new PlacementPlan(
        assignments, unplaced, evaluation.totals(), matches, evaluation.score(), stoppedByTimeCap);
  }

  private static SolverConfig config(PlacementProblem problem, PlacerLimits limits) {
    return engine()
        .withRandomSeed(limits.seed())
        .withPhases(
            new ConstructionHeuristicPhaseConfig(),
            new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(
                    new UnionMoveSelectorConfig()
                        .withMoveSelectors(
                            new ChangeMoveSelectorConfig(), new SwapMoveSelectorConfig()))
                .withAcceptorConfig(
                    new LocalSearchAcceptorConfig()
                        .withSimulatedAnnealingStartingTemperature(
                            startingTemperature(problem).toString()))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withTerminationConfig(
                    new TerminationConfig()
                        .withMoveCountLimit(
                            (long) limits.movesPerComponent() * problem.components().size())));
  }

  /** The model without a search: enough to score a plan. */
  static SolverConfig engine() {
    return new SolverConfig()
        .withSolutionClass(PlacementSolution.class)
        .withEntityClasses(Placement.class)
        .withConstraintProviderClass(PlacementConstraints.class)
        .withEnvironmentMode(EnvironmentMode.NO_ASSERT);
  }

  /**
   * At first the annealing may lift a component from its site, however urgent it is, which is how
   * components of a chain get past one another, and lose a tenth of what the worst site of a
   * component loses on average; it never breaks a rule.
   */
  private static HardMediumSoftLongScore startingTemperature(PlacementProblem problem) {
    double spread =
        problem.components().stream()
            .mapToDouble(
                component -> {
                  LongSummaryStatistics points =
                      problem.sites().stream()
                          .filter(site -> problem.allows(component.id(), site.id()))
                          .mapToLong(site -> pointsAlone(problem.weights(), component, site))
                          .summaryStatistics();
                  return points.getCount() == 0 ? 0 : points.getMax() - points.getMin();
                })
            .average()
            .orElse(0);
    long urgency =
        problem.components().stream().mapToLong(c -> problem.urgency(c.id())).max().orElse(1);
    return HardMediumSoftLongScore.of(0, urgency, 1 + Math.round(spread / 10));
  }

  private static long pointsAlone(Weights weights, Component component, Site site) {
    return weights.points(Term.COST_EURO, site.costEuroPerMonth(component.demand()))
        + weights.points(Term.CARBON_GRAMS, site.carbonGramsPerHour(component.demand()));
  }

  private static PlanScore score(HardMediumSoftLongScore score) {
    return new PlanScore(score.hardScore(), score.mediumScore(), score.softScore());
  }

  private static void requireAgreement(PlanScore engine, Evaluation evaluation) {
    if (!engine.equals(evaluation.score())) {
      throw new IllegalStateException(
          "The engine scores the plan %s, the recount %s.".formatted(engine, evaluation.score()));
    }
  }

  /** In an order of its own, not the engine's; what is weighed with nothing loses no points. */
  private static List<ConstraintMatch> matches(ScoreAnalysis<HardMediumSoftLongScore> analysis) {
    return analysis.constraintMap().values().stream()
        .flatMap(constraint -> Objects.requireNonNull(constraint.matches()).stream())
        .map(Placer::match)
        .filter(match -> match.points() > 0)
        .sorted(
            Comparator.comparing(ConstraintMatch::level)
                .thenComparing(ConstraintMatch::constraint)
                .thenComparing(ConstraintMatch::words))
        .toList();
  }

  private static ConstraintMatch match(MatchAnalysis<HardMediumSoftLongScore> match) {
    HardMediumSoftLongScore score = match.score();
    LostPoints lost = (LostPoints) match.justification();
    String name = match.constraintRef().constraintName();
    if (score.hardScore() != 0) {
      return new ConstraintMatch(name, Level.HARD, -score.hardScore(), lost.words());
    }
    return score.mediumScore() != 0
        ? new ConstraintMatch(name, Level.MEDIUM, -score.mediumScore(), lost.words())
        : new ConstraintMatch(name, Level.SOFT, -score.softScore(), lost.words());
  }
}
