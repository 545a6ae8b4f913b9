package eu.continuo.solver.replan;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.Evaluation;
import eu.continuo.solver.Evaluation.BrokenRule;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.Component;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Home;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.Running;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Repairs a plan that runs, when sites, prices, policies or components have changed.
 *
 * <p>First the plan that moves fewest: what it moves of what is hit is forced. Then the best plan
 * that moves as many others as the budget has. What that is no better for is taken back, so that
 * nothing moves for less than it costs.
 */
public final class Replanner {

  /** Far above what a move could gain, and small enough to be counted. */
  private static final double DEAREST_MOVE_EURO = 1e8;

  private static final double DEAREST_MOVES_EURO = 1e12;

  private final PlacementProblem problem;
  private final PlacerLimits limits;
  private final Placer placer = new Placer();
  private final Map<ComponentId, SiteId> homes = new LinkedHashMap<>();

  private Replanner(PlacementProblem problem, PlacerLimits limits) {
    this.problem = problem;
    this.limits = limits;
    for (Component component : problem.components()) {
      Home home = problem.running().homes().get(component.id());
      if (home != null) {
        homes.put(component.id(), home.site());
      }
    }
  }

  /**
   * Repairs what runs.
   *
   * @param problem as everything is now, with what runs, what moving costs, and the budget; what is
   *     free to move is found here
   * @param limits of each of up to three searches
   */
  public static Replan replan(PlacementProblem problem, PlacerLimits limits) {
    return new Replanner(problem, limits).replan();
  }

  private Replan replan() {
    Map<ComponentId, List<String>> hits = hits();
    PlacementProblem still = stillest(hits.keySet());
    Map<ComponentId, SiteId> fewest =
        new Settling(still).settled(placer.place(still, limits, homes).sites());
    Set<ComponentId> forced = new LinkedHashSet<>(new Settling(still).moved(fewest));
    forced.retainAll(hits.keySet());

    PlacementProblem open = with(forced, problem.running().budget());
    Settling settling = new Settling(open);
    Map<ComponentId, SiteId> sites = settling.settled(placer.place(open, limits, fewest).sites());
    PlacementPlan plan = placer.explain(open, sites);
    List<Move> moves =
        settling.moved(sites).stream()
            .map(id -> move(open, settling, sites, id, hits))
            .sorted(
                Comparator.comparing(Move::why)
                    .thenComparingDouble(m -> -m.gainEuroPerMonth().orElse(0.0)))
            .toList();
    return new Replan(
        plan,
        moves,
        ids().filter(id -> !homes.containsKey(id) && sites.containsKey(id)).toList(),
        ids().filter(id -> homes.containsKey(id) && !sites.containsKey(id)).toList(),
        hits,
        unlimited(forced, plan));
  }

  private Stream<ComponentId> ids() {
    return problem.components().stream().map(Component::id);
  }

  /** Each component at which what runs breaks a rule, with the rules. */
  private Map<ComponentId, List<String>> hits() {
    PlacementProblem now = with(Set.of(), MoveBudget.UNLIMITED);
    Map<ComponentId, List<String>> hits = new LinkedHashMap<>();
    for (BrokenRule broken : Evaluator.evaluate(now, homes).broken()) {
      broken
          .components()
          .forEach(id -> hits.computeIfAbsent(id, k -> new ArrayList<>()).add(broken.words()));
    }
    return hits;
  }

  /** The same problem in which one more move weighs more than anything that it could gain. */
  private PlacementProblem stillest(Set<ComponentId> hit) {
    PlacementRequest as = problem.request();
    double move = Math.min(DEAREST_MOVE_EURO, DEAREST_MOVES_EURO / (1 + homes.size()));
    Map<ComponentId, Home> dear = new LinkedHashMap<>();
    homes.forEach((id, site) -> dear.put(id, new Home(site, move)));
    Weights weights = as.weights();
    return accepted(
        as.with(new Running(dear, hit, as.running().budget()))
            .with(
                new Weights(
                    weights.costEuro(),
                    weights.carbonGrams(),
                    weights.latencyMs(),
                    1,
                    weights.riskSpread()),
                as.ceilings()));
  }

  private PlacementProblem with(Set<ComponentId> freed, MoveBudget budget) {
    PlacementRequest as = problem.request();
    return accepted(as.with(new Running(as.running().homes(), freed, budget)));
  }

  private static PlacementProblem accepted(PlacementRequest request) {
    return switch (request.check()) {
      case ProblemCheck.Accepted(PlacementProblem sound) -> sound;
      case ProblemCheck.Refused(var violations) ->
          throw new IllegalStateException("A sound problem became unsound: " + violations);
    };
  }

  private Move move(
      PlacementProblem open,
      Settling settling,
      Map<ComponentId, SiteId> plan,
      ComponentId id,
      Map<ComponentId, List<String>> hits) {
    Evaluation as = Evaluator.evaluate(open, plan);
    SiteId from = Objects.requireNonNull(homes.get(id));
    SiteId to = Objects.requireNonNull(plan.get(id));
    Map<ComponentId, SiteId> back = new LinkedHashMap<>(plan);
    back.put(id, from);
    Evaluation alone = Evaluator.evaluate(open, back);
    Optional<Amounts> difference = open.site(from).map(site -> as.totals().minus(alone.totals()));
    if (open.running().freed().contains(id)) {
      return new Move(
          id,
          from,
          to,
          Move.Why.FORCED,
          hits.getOrDefault(id, List.of()),
          Set.of(),
          difference,
          Optional.empty());
    }
    return settling
        .without(plan, id)
        .map(
            without -> {
              Amounts more = as.totals().minus(without.evaluation().totals());
              return new Move(
                  id,
                  from,
                  to,
                  Move.Why.PAYS,
                  List.of(),
                  without.taken(),
                  Optional.of(more),
                  Optional.of(-more.weighedEuroPerMonth(open.weights())));
            })
        .orElseGet(
            () ->
                new Move(
                    id,
                    from,
                    to,
                    Move.Why.NEEDED,
                    alone.broken().stream().map(BrokenRule::words).toList(),
                    Set.of(),
                    difference,
                    Optional.empty()));
  }

  private Replan.Unlimited unlimited(Set<ComponentId> forced, PlacementPlan plan) {
    PlacementProblem free = with(forced, MoveBudget.UNLIMITED);
    Settling settling = new Settling(free);
    Map<ComponentId, SiteId> sites =
        problem.running().budget().equals(MoveBudget.UNLIMITED)
            ? plan.sites()
            : settling.settled(placer.place(free, limits, plan.sites()).sites());
    Evaluation evaluation = Evaluator.evaluate(free, sites);
    Amounts difference = evaluation.totals().minus(plan.totals());
    return new Replan.Unlimited(
        sites,
        settling.moved(sites).size(),
        sites.size(),
        difference,
        -difference.weighedEuroPerMonth(free.weights()) + 0.0,
        PlacementBound.prove(free, evaluation.score()));
  }
}
