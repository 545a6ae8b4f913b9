package eu.continuo.service.web;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Replanned;
import eu.continuo.service.place.Replanning;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.MoveBudget;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What must move, and what pays to move, now that something has changed. */
@RestController
class ReplanDoor {
  private static final int MOST_WINDOWS = 200;

  private final Instance instance;
  private final Arguments arguments;

  ReplanDoor(Instance instance, Arguments arguments) {
    this.instance = instance;
    this.arguments = arguments;
  }

  /**
   * How what runs may be disturbed.
   *
   * @param moves of what could stay, at most; as many as pay where it is left out
   * @param movesPerApplication the same of one application
   * @param windows when these may be made; always where none is named
   * @param leaveMissed whether components leave sites whose objectives were missed
   * @param keep whether the plan is kept; it is where nothing is said
   */
  record ReplanRequest(
      @Nullable Integer moves,
      @Nullable Integer movesPerApplication,
      @Nullable List<Window> windows,
      @Nullable Boolean leaveMissed,
      @Nullable Boolean keep,
      @Nullable Map<String, Double> weights,
      @Nullable Map<String, Double> atMost,
      @Nullable Long seed,
      @Nullable String now) {}

  /** A period, from an instant until before another one. */
  record Window(@Nullable String from, @Nullable String until) {}

  /** Repairs what is desired; where nothing is, the latest plan. */
  @PostMapping("/placements:replan")
  Replanned.Repaired replan(HttpServletRequest request, @RequestBody ReplanRequest wish) {
    return answer(Optional.empty(), wish, Token.principal(request));
  }

  @PostMapping("/placements/{plan}:replan")
  Replanned.Repaired replan(
      HttpServletRequest request, @PathVariable String plan, @RequestBody ReplanRequest wish) {
    return answer(Optional.of(arguments.iri("plan/" + plan)), wish, Token.principal(request));
  }

  private Replanned.Repaired answer(
      Optional<String> plan, ReplanRequest wish, Principal principal) {
    Instant now = arguments.clock(wish.now);
    Replanning.Wish wanted =
        new Replanning.Wish(
            plan,
            new MoveBudget(limit(wish.moves), limit(wish.movesPerApplication)),
            windows(Arguments.given(wish.windows)),
            Arguments.aim(wish.weights, List.of(), wish.atMost),
            Boolean.TRUE.equals(wish.leaveMissed),
            !Boolean.FALSE.equals(wish.keep),
            wish.seed == null ? 0 : wish.seed);
    return switch (instance.replanning().replan(wanted, principal, now)) {
      case Replanned.Repaired repaired -> repaired;
      case Replanned.NotReplanned(List<Finding> findings) ->
          throw new Refusal(
              findings.getFirst().code().equals("place.unknown-plan") ? 404 : 422, findings);
    };
  }

  private List<Replanning.Window> windows(List<Window> windows) {
    if (windows.size() > MOST_WINDOWS) {
      throw new Refusal(
          422,
          Finding.violation(
              "place.too-many",
              "The request has %d windows.".formatted(windows.size()),
              "At most %d are looked at.".formatted(MOST_WINDOWS)));
    }
    return windows.stream()
        .map(w -> new Replanning.Window(instant(w.from), instant(w.until)))
        .toList();
  }

  private Instant instant(@Nullable String text) {
    if (text == null) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.parameter",
              "A window lacks from or until.",
              "Both look like 2026-11-24T10:00:00Z."));
    }
    return arguments.clock(text);
  }

  private static int limit(@Nullable Integer moves) {
    return moves == null ? Integer.MAX_VALUE : moves;
  }
}
