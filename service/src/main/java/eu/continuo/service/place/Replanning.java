package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.allow.Allowing;
import eu.continuo.service.graph.Continuum;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Keeping.Outcome;
import eu.continuo.service.place.Replanned.Event;
import eu.continuo.service.place.Replanned.Moved;
import eu.continuo.service.place.Replanned.NotReplanned;
import eu.continuo.service.place.Replanned.Repaired;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.Home;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.solver.model.PlacementRequest;
import eu.continuo.solver.model.Running;
import eu.continuo.solver.replan.Move;
import eu.continuo.solver.replan.Replan;
import eu.continuo.solver.replan.Replanner;
import eu.continuo.solver.tradeoff.InOrder;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/**
 * Repairs what runs when the graph has changed: a site lost, a policy, price or grid changed,
 * components added or gone, an objective missed. It moves what must move, and besides what pays
 * within a budget; the plan is kept beside the one that it repairs.
 */
public final class Replanning {
  /** It goes on from what runs, so it needs fewer moves than a plan from nothing. */
  private static final int MOVES_PER_COMPONENT = 4_000;

  private final Continuum continuum;
  private final Allowing allowing;
  private final Keeping keeping;

  /**
   * Repairs what runs in this continuum as these policies allow.
   *
   * @param lastWord is asked about each plan before it is kept
   */
  public Replanning(Continuum continuum, Allowing allowing, LastWord lastWord) {
    this.continuum = continuum;
    this.allowing = allowing;
    this.keeping = new Keeping(continuum, allowing, lastWord);
  }

  /** A period in which what could stay may be moved; its end is not part of it. */
  public record Window(Instant from, Instant until) {
    private boolean holds(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /**
   * How what runs may be disturbed.
   *
   * @param plan the IRI of the plan that runs; empty for what is desired, and where nothing is, for
   *     the latest plan
   * @param budget how many moves of what could stay
   * @param windows when these may be made; empty for always
   * @param leaveMissed whether components must leave sites whose objectives were missed
   * @param keeps whether the plan is kept; where not, it is only told
   */
  public record Wish(
      Optional<String> plan,
      MoveBudget budget,
      List<Window> windows,
      Aim aim,
      boolean leaveMissed,
      boolean keeps,
      long seed) {
    public Wish {
      windows = List.copyOf(windows);
    }

    private boolean isOpen(Instant now) {
      return windows.isEmpty() || windows.stream().anyMatch(window -> window.holds(now));
    }

    private @Nullable Instant opens(Instant now) {
      return isOpen(now)
          ? null
          : windows.stream()
              .map(Window::from)
              .filter(now::isBefore)
              .min(Comparator.naturalOrder())
              .orElse(null);
    }
  }

  /** What was found while the view was open. */
  private record Found(
      KeptPlan running,
      Outcome outcome,
      Replan replan,
      List<Event> told,
      List<Moved> moves,
      List<ComponentId> departed) {}

  /** Repairs what runs, as it is at an instant. */
  public Replanned replan(Wish wish, Principal principal, Instant now) {
    List<Finding> findings = review(wish);
    if (!findings.isEmpty()) {
      return new NotReplanned(findings);
    }
    List<Finding> refused = new ArrayList<>();
    Optional<Found> repair = continuum.read(principal, view -> found(view, wish, now, refused));
    if (repair.isEmpty()) {
      return new NotReplanned(refused);
    }
    Found found = repair.get();
    Node of = found.running.plan();
    Placed placed =
        wish.keeps
            ? keeping.keep(wish, found.outcome, Optional.of(of), principal, now)
            : Keeping.answer("urn:not-kept", found.outcome, now);
    return switch (placed) {
      case Placed.NotPlaced(List<Finding> notKept) -> new NotReplanned(notKept);
      case Placed.Plan plan -> answer(wish, found, plan, now);
    };
  }

  private static List<Finding> review(Wish wish) {
    List<Finding> findings = new ArrayList<>();
    for (Window window : wish.windows) {
      if (!window.from.isBefore(window.until)) {
        findings.add(
            Finding.violation(
                "place.empty-window",
                "The window from %s until %s has no instant.".formatted(window.from, window.until),
                "A window begins before it ends."));
      }
    }
    if (!wish.aim.order().isEmpty()) {
      findings.add(
          Finding.violation(
              "place.unknown-term",
              "What runs is repaired by weights, and not by terms in an order.",
              "Give the first term a large weight, or place anew."));
    }
    return findings;
  }

  private Optional<Found> found(DatasetGraph view, Wish wish, Instant now, List<Finding> refused) {
    Facts facts = new Facts(view.getDefaultGraph());
    Optional<KeptPlan> running =
        wish.plan.isPresent()
            ? KeptPlan.of(facts, wish.plan)
            : KeptPlan.desired(view, facts, continuum.names())
                .or(() -> KeptPlan.of(facts, Optional.empty()));
    if (running.isEmpty()) {
      refused.add(KeptPlan.unknown(wish.plan));
      return Optional.empty();
    }
    return switch (Reading.of(
        facts.graph(), allowing, known(facts, running.get()), wish.aim.weights(), now)) {
      case Reading.Unreadable(List<Finding> findings) -> {
        refused.addAll(findings);
        yield Optional.empty();
      }
      case Reading.Read read -> found(facts, running.get(), read, wish, now, refused);
    };
  }

  /**
   * The applications that are still there; all as they were where none is, to be refused by name.
   */
  private static List<String> known(Facts facts, KeptPlan running) {
    List<String> there =
        facts.instances(Icra.APPLICATION).stream()
            .map(Node::getURI)
            .filter(running.applications()::contains)
            .toList();
    return there.isEmpty() ? running.applications() : there;
  }

  private Optional<Found> found(
      Facts facts,
      KeptPlan running,
      Reading.Read read,
      Wish wish,
      Instant now,
      List<Finding> refused) {
    RunningEvents events = RunningEvents.of(facts, running, read);
    PlacementRequest request =
        read.request()
            .with(wish.aim.weights(), wish.aim.ceilings())
            .allowing(
                wish.leaveMissed
                    ? events.leavingMissed(read.request().eligibility())
                    : read.request().eligibility())
            .with(
                new Running(
                    homes(running, read),
                    Set.of(),
                    wish.isOpen(now) ? wish.budget : MoveBudget.NONE));
    return switch (read.asking(request)) {
      case Reading.Unreadable(List<Finding> findings) -> {
        refused.addAll(findings);
        yield Optional.empty();
      }
      case Reading.Read asked -> {
        Replan replan =
            Replanner.replan(
                asked.problem(),
                new PlacerLimits(wish.seed, MOVES_PER_COMPONENT, PlacerLimits.DEFAULT.timeCap()));
        yield Optional.of(
            new Found(
                running,
                Outcome.of(asked, asked.problem(), new InOrder.Ordered(replan.plan(), List.of())),
                replan,
                events.told(replan),
                replan.moves().stream().map(move -> moved(move, asked, events)).toList(),
                events.departed()));
      }
    };
  }

  private static Map<ComponentId, Home> homes(KeptPlan running, Reading.Read read) {
    Map<ComponentId, Home> homes = new LinkedHashMap<>();
    running
        .sites()
        .forEach(
            (component, site) -> {
              if (read.problem().component(component).isPresent()) {
                homes.put(
                    component,
                    new Home(site, read.projection().moveEuro(component, site).orElse(0.0)));
              }
            });
    return homes;
  }

  private static Repaired answer(Wish wish, Found found, Placed.Plan plan, Instant now) {
    Replan replan = found.replan;
    boolean open = wish.isOpen(now);
    return new Repaired(
        found.running.plan().getURI(),
        plan,
        found.told,
        found.moves,
        values(replan.arrivals()),
        values(replan.stopped()),
        values(found.departed),
        new Replanned.Budget(
            limit(wish.budget.moves()),
            limit(wish.budget.movesPerApplication()),
            open,
            wish.opens(now)),
        new Replanned.Unlimited(
            replan.unlimited().moves(),
            replan.unlimited().placed(),
            replan.unlimited().difference().byName(),
            replan.unlimited().gainEuroPerMonth(),
            replan.unlimited().bound().map(PlacementBound::euroPerMonth).orElse(null)),
        words(replan, plan, found.moves));
  }

  private static Moved moved(Move move, Reading.Read asked, RunningEvents events) {
    return new Moved(
        move.component().value(),
        move.from().value(),
        move.to().value(),
        move.why().key(),
        events.because(move),
        values(move.together().stream().sorted(Comparator.comparing(ComponentId::value)).toList()),
        move.difference().map(difference -> difference.byName()).orElse(Map.of()),
        asked.problem().running().moveEuro(move.component(), move.to()),
        move.gainEuroPerMonth().orElse(null));
  }

  private static String words(Replan replan, Placed.Plan plan, List<Moved> moves) {
    double once = moves.stream().mapToDouble(Moved::migrationEuro).sum();
    double gain = replan.unlimited().gainEuroPerMonth();
    int more = replan.unlimited().moves() - moves.size();
    int placed = replan.unlimited().placed() - plan.placed();
    return String.format(
        Locale.ROOT,
        "%d of %d components move: %d are forced, %d are needed for those, %d pay. Moving costs"
            + " %.2f euro once. %s",
        moves.size(),
        plan.requested(),
        replan.count(Move.Why.FORCED),
        replan.count(Move.Why.NEEDED),
        replan.count(Move.Why.PAYS),
        once,
        placed > 0
            ? String.format(
                Locale.ROOT,
                "Without the budget, %d more would move and %d more have a site.",
                more,
                placed)
            : gain < 0.005
                ? "More moves would gain nothing that was found."
                : String.format(
                    Locale.ROOT,
                    "Without the budget, %d more would move and %.2f euro a month more be gained.",
                    more,
                    gain));
  }

  private static @Nullable Integer limit(int moves) {
    return moves == Integer.MAX_VALUE ? null : moves;
  }

  private static List<String> values(List<ComponentId> ids) {
    return ids.stream().map(ComponentId::value).toList();
  }
}
