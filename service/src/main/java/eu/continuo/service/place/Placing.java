package eu.continuo.service.place;

import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Keeping.Outcome;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.Weights;
import eu.continuo.solver.tradeoff.InOrder;
import eu.continuo.solver.tradeoff.ParetoSweep;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;

/**
 * Places applications: the policies say where each component may run, the solver where it should,
 * and the plan goes into the graph with what it was made from. The plan is computed over the view
 * of whoever asks.
 */
public final class Placing {
  /** A sweep goes on from plan to plan, so each search needs fewer moves than one from nothing. */
  private static final int SWEEP_MOVES = 1_500;

  private static final int SEARCHES = 12;

  private final Continuum continuum;
  private final Allowing allowing;
  private final Keeping keeping;
  private final Placer placer = new Placer();

  /**
   * Places what is in this continuum as these policies allow.
   *
   * @param lastWord is asked about each plan before it is kept
   */
  public Placing(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.keeping = new Keeping(continuum, allowing, lastWord);
  }

  /**
   * What is to be placed and what it should amount to.
   *
   * @param applications IRIs of applications; empty for every one that is seen
   * @param seed the same seed, view and clock give the same plan
   */
  public record Wish(List<String> applications, Aim aim, long seed) {
    public Wish {
      applications = List.copyOf(applications);
    }

    /** Everything weighed. */
    public Wish(List<String> applications, Weights weights, long seed) {
      this(applications, Aim.weighed(weights), seed);
    }

    /** Every application, default weights, seed 0. */
    public static final Wish ALL = new Wish(List.of(), Aim.DEFAULT, 0);
  }

  /** Plans, and commits the plan. */
  public Placed place(Wish wish, Principal principal, Instant now) {
    return place(wish, principal, now, better -> {});
  }

  /**
   * As the other one.
   *
   * @param progress is told the score of each better plan that is found on the way
   */
  public Placed place(Wish wish, Principal principal, Instant now, Consumer<String> progress) {
    return switch (solve(wish, principal, now, progress)) {
      case Solved.Unsolved(List<Finding> findings) -> new Placed.NotPlaced(findings);
      case Solved.Found(Outcome outcome) ->
          keeping.keep(wish, outcome, Optional.empty(), principal, now);
    };
  }

  /** Plans, and keeps nothing: what the plan would be, were it made now. */
  public Placed rehearse(Wish wish, Principal principal, Instant now) {
    return switch (solve(wish, principal, now, better -> {})) {
      case Solved.Unsolved(List<Finding> findings) -> new Placed.NotPlaced(findings);
      case Solved.Found(Outcome outcome) -> Keeping.answer("urn:not-kept", outcome, now);
    };
  }

  /**
   * Plans between the cheapest and the greenest, and keeps none. Order and weights do not count.
   */
  public Traded pareto(Wish wish, Principal principal, Instant now) {
    return continuum.read(
        principal,
        view ->
            switch (read(view.getDefaultGraph(), wish, now)) {
              case Reading.Unreadable(List<Finding> findings) -> new Traded.NotTraded(findings);
              case Reading.Read read ->
                  Traded.of(
                      ParetoSweep.sweep(
                          read.problem(),
                          new PlacerLimits(wish.seed, SWEEP_MOVES, PlacerLimits.DEFAULT.timeCap()),
                          SEARCHES),
                      read.problem(),
                      now);
            });
  }

  private Solved solve(Wish wish, Principal principal, Instant now, Consumer<String> progress) {
    return continuum.read(
        principal,
        view -> {
          Graph seen = view.getDefaultGraph();
          return switch (read(seen, wish, now)) {
            case Reading.Unreadable(List<Finding> findings) -> new Solved.Unsolved(findings);
            case Reading.Read read ->
                new Solved.Found(
                    Outcome.of(read, read.problem(), plan(read.problem(), wish, progress)));
          };
        });
  }

  private Reading read(Graph view, Wish wish, Instant now) {
    return switch (Reading.of(view, allowing, wish.applications, wish.aim.weights(), now)) {
      case Reading.Unreadable unreadable -> unreadable;
      case Reading.Read read ->
          read.asking(read.request().with(wish.aim.weights(), wish.aim.ceilings()));
    };
  }

  private InOrder.Ordered plan(PlacementProblem problem, Wish wish, Consumer<String> progress) {
    PlacerLimits limits =
        new PlacerLimits(
            wish.seed, PlacerLimits.DEFAULT.movesPerComponent(), PlacerLimits.DEFAULT.timeCap());
    if (!wish.aim.order().isEmpty()) {
      return InOrder.place(
          problem, wish.aim.order(), limits, better -> progress.accept(better.toString()));
    }
    PlacementPlan plan =
        placer.place(problem, limits, Map.of(), better -> progress.accept(better.toString()));
    return new InOrder.Ordered(plan, List.of());
  }

  private sealed interface Solved {
    record Found(Outcome outcome) implements Solved {}

    record Unsolved(List<Finding> findings) implements Solved {}
  }
}
