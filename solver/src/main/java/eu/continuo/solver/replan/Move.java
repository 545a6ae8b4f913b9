package eu.continuo.solver.replan;

import eu.continuo.solver.Amounts;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A component that runs and gets another site.
 *
 * @param because what forces it, what would be broken were it taken back, or nothing for a move
 *     that pays; in words
 * @param together the others that would have to be taken back with it
 * @param difference how much more of each term the plan amounts to with the move than without it,
 *     while all others stay; its cost is in {@link Amounts#migrationEuro}. Empty where the plan
 *     cannot be counted without it: its site is lost
 * @param gainEuroPerMonth what the plan weighs less by the move, its cost counted: more than
 *     nothing where it pays. Empty where there is no plan without it that keeps the rules
 */
public record Move(
    ComponentId component,
    SiteId from,
    SiteId to,
    Why why,
    List<String> because,
    Set<ComponentId> together,
    Optional<Amounts> difference,
    Optional<Double> gainEuroPerMonth) {

  public Move {
    because = List.copyOf(because);
    together = Set.copyOf(together);
  }

  /** Why a component moves. */
  public enum Why {
    /** Where it runs, a rule is broken. */
    FORCED("forced"),
    /** It could stay, but then there would be no plan for what is forced. */
    NEEDED("needed"),
    /** It saves more than the move costs. */
    PAYS("pays");

    private final String key;

    Why(String key) {
      this.key = key;
    }

    /** The name in answers. */
    public String key() {
      return key;
    }
  }
}
