package eu.continuo.service.place;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a request to repair what runs. */
public sealed interface Replanned {

  /**
   * A plan that repairs another one. It is kept as any other, and is explained, applied and written
   * as any other.
   *
   * @param repaired the IRI of the plan that it repairs
   * @param plan where everything should run from now on
   * @param events what has changed for what runs
   * @param moves what moves for that: forced ones first, then needed ones, then those that gain
   *     most
   * @param arrivals components that did not run and have a site now
   * @param stopped components that ran and have no site now
   * @param departed components that ran and are not known any more
   * @param budget how many moves were allowed besides what is forced
   * @param unlimited what would be gained without a budget
   * @param words the same in a sentence
   */
  record Repaired(
      String repaired,
      Placed.Plan plan,
      List<Event> events,
      List<Moved> moves,
      List<String> arrivals,
      List<String> stopped,
      List<String> departed,
      Budget budget,
      Unlimited unlimited,
      String words)
      implements Replanned {
    public Repaired {
      events = List.copyOf(events);
      moves = List.copyOf(moves);
      arrivals = List.copyOf(arrivals);
      stopped = List.copyOf(stopped);
      departed = List.copyOf(departed);
    }
  }

  /** There was nothing that could be repaired: why. */
  record NotReplanned(List<Finding> findings) implements Replanned {
    public NotReplanned {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What has changed for what runs.
   *
   * @param kind siteLost, refused, tooFull, tooFar, objectiveMissed, price, grid, arrived,
   *     departed, or unpriced where the cost of a move is not known
   * @param subject the IRI of what it is about
   */
  record Event(String kind, String subject, String words) {}

  /**
   * A component that gets another site.
   *
   * @param why forced, needed or pays
   * @param because in words
   * @param together which other moves would have to be taken back with it
   * @param difference how much more of each term the plan amounts to with the move than without;
   *     empty where its site is lost
   * @param migrationEuro what the move costs once
   * @param gainEuroPerMonth by how much the plan weighs less with the move, its cost counted; null
   *     where there is no plan without it
   */
  record Moved(
      String component,
      String from,
      String to,
      String why,
      List<String> because,
      List<String> together,
      Map<String, Double> difference,
      double migrationEuro,
      @Nullable Double gainEuroPerMonth) {
    public Moved {
      because = List.copyOf(because);
      together = List.copyOf(together);
      difference = Collections.unmodifiableMap(new LinkedHashMap<>(difference));
    }
  }

  /**
   * How many moves were allowed of what could stay.
   *
   * @param moves in all; null where as many as pay
   * @param movesPerApplication of one application; null where as many as pay
   * @param open whether moves of what could stay are allowed at this instant
   * @param opens when the next window begins; null where none does, or one is open
   */
  record Budget(
      @Nullable Integer moves,
      @Nullable Integer movesPerApplication,
      boolean open,
      @Nullable Instant opens) {}

  /**
   * What the budget keeps from being gained.
   *
   * @param moves how many components would move
   * @param placed how many components would have a site
   * @param difference how much more of each term the plan would amount to
   * @param gainEuroPerMonth by how much it would weigh less; below nothing where that is what more
   *     components with a site would cost
   * @param leastEuroPerMonth no plan weighs less, whatever it moves; null where nothing is proven
   */
  record Unlimited(
      int moves,
      int placed,
      Map<String, Double> difference,
      double gainEuroPerMonth,
      @Nullable Double leastEuroPerMonth) {
    public Unlimited {
      difference = Collections.unmodifiableMap(new LinkedHashMap<>(difference));
    }
  }
}
