package eu.continuo.solver.replan;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.SiteId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan repaired within a budget.
 *
 * @param plan where everything should run from now on
 * @param moves what moves for that, forced ones first, then needed ones, then those that gain most
 * @param arrivals components that did not run and have a site now
 * @param stopped components that ran and have no site now
 * @param hits what is broken where it runs, by component, in words
 * @param unlimited what would be moved without a budget, and what that would gain
 */
public record Replan(
    PlacementPlan plan,
    List<Move> moves,
    List<ComponentId> arrivals,
    List<ComponentId> stopped,
    Map<ComponentId, List<String>> hits,
    Unlimited unlimited) {

  public Replan {
    moves = List.copyOf(moves);
    arrivals = List.copyOf(arrivals);
    stopped = List.copyOf(stopped);
    hits = Collections.unmodifiableMap(new LinkedHashMap<>(hits));
  }

  /** How many moves are made for one reason. */
  public long count(Move.Why why) {
    return moves.stream().filter(move -> move.why() == why).count();
  }

  /**
   * What the budget keeps from being gained.
   *
   * @param sites the plan without a budget
   * @param moves how many components it moves
   * @param difference how much more of each term it amounts to than the plan within the budget
   * @param placed how many components have a site
   * @param gainEuroPerMonth by how much it weighs less; below nothing where that is what more
   *     components with a site cost
   * @param bound no plan weighs less than this, whatever it moves; empty where nothing is proven
   */
  public record Unlimited(
      Map<ComponentId, SiteId> sites,
      int moves,
      int placed,
      Amounts difference,
      double gainEuroPerMonth,
      Optional<PlacementBound> bound) {

    public Unlimited {
      sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    }
  }
}
