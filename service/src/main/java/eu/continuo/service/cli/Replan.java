package eu.continuo.service.cli;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Aim;
import eu.continuo.service.place.Replanned;
import eu.continuo.service.place.Replanning;
import eu.continuo.service.wiring.Instance;
import eu.continuo.solver.model.MoveBudget;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replan",
    mixinStandardHelpOptions = true,
    description =
        "Repairs what runs after sites, prices, policies or components have changed: moves what"
            + " must move, and besides what pays within a budget, and keeps the plan.",
    footer = {
      "",
      "Examples:",
      "  continuo replan --dry-run",
      "  continuo replan --moves 3 --moves-per-application 1",
      "  continuo replan --window 2026-11-24T22:00:00Z/2026-11-25T04:00:00Z",
      "  continuo replan --plan plan/0123456789abcdef --leave-missed"
    })
final class Replan implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Option(
      names = "--plan",
      description =
          "The plan that runs; default: what is desired, and where nothing is, the latest plan.")
  @Nullable String plan;

  @Option(
      names = "--moves",
      paramLabel = "N",
      description = "Moves of what could stay, at most; default: as many as pay.")
  int moves = Integer.MAX_VALUE;

  @Option(
      names = "--moves-per-application",
      paramLabel = "N",
      description = "The same of one application.")
  int movesPerApplication = Integer.MAX_VALUE;

  @Option(
      names = "--window",
      paramLabel = "FROM/UNTIL",
      description =
          "When what could stay may be moved; may be said several times; default: always.")
  List<String> windows = List.of();

  @Option(
      names = "--leave-missed",
      description = "Components leave sites whose objectives were missed when last measured.")
  boolean leaveMissed;

  @Option(names = "--dry-run", description = "Only says what would move; nothing is kept.")
  boolean dryRun;

  @Option(names = "--seed", description = "The same seed gives the same plan.")
  long seed;

  @Mixin AimOptions aim = new AimOptions();

  @Override
  public Integer call() throws Exception {
    if (moves < 0 || movesPerApplication < 0) {
      throw home.wrong("A budget of moves is 0 or more.");
    }
    return switch (aim.aim()) {
      case Aim.Reading.Unclear(var findings) -> home.refused(findings);
      case Aim.Reading.Clear(Aim clear) -> replanned(clear);
    };
  }

  private int replanned(Aim clear) throws Exception {
    List<Replanning.Window> open = windows.stream().map(this::window).toList();
    try (Instance instance = home.open()) {
      String ids = instance.continuum().names().base() + "id/";
      Replanned replanned =
          instance
              .replanning()
              .replan(
                  new Replanning.Wish(
                      Optional.ofNullable(plan).map(p -> p.contains(":") ? p : ids + p),
                      new MoveBudget(moves, movesPerApplication),
                      open,
                      clear,
                      leaveMissed,
                      !dryRun,
                      seed),
                  Principal.OPERATOR,
                  instance.clock().instant());
      return switch (replanned) {
        case Replanned.NotReplanned(var findings) -> home.refused(findings);
        case Replanned.Repaired repaired -> {
          if (home.json()) {
            home.write(repaired);
          } else {
            print(repaired, ids);
          }
          yield repaired.plan().placed() == repaired.plan().requested() ? 0 : 1;
        }
      };
    }
  }

  private Replanning.Window window(String text) {
    int slash = text.indexOf('/');
    try {
      return new Replanning.Window(
          Instant.parse(text.substring(0, Math.max(0, slash))),
          Instant.parse(text.substring(slash + 1)));
    } catch (DateTimeParseException e) {
      throw home.wrong(
          "\"%s\" is no window; one is 2026-11-24T22:00:00Z/2026-11-25T04:00:00Z.".formatted(text));
    }
  }

  private void print(Replanned.Repaired repaired, String ids) {
    home.out().println("  Repairs " + repaired.repaired().substring(ids.length()));
    repaired
        .events()
        .forEach(
            event -> home.out().printf("  %s: %s%n", event.kind(), shortened(event.words(), ids)));
    for (Replanned.Moved move : repaired.moves()) {
      home.out()
          .printf(
              "  %-6s %s: %s → %s%s%n",
              move.why(),
              Place.last(move.component(), 2),
              Place.last(move.from(), 1),
              Place.last(move.to(), 1),
              gain(move));
      move.because().forEach(words -> home.out().println("         " + shortened(words, ids)));
    }
    repaired
        .arrivals()
        .forEach(
            id -> home.out().printf("  starts %s at %s%n", Place.last(id, 2), site(repaired, id)));
    repaired.stopped().forEach(id -> home.out().println("  stops  " + Place.last(id, 2)));
    repaired
        .plan()
        .unplaced()
        .forEach(
            u ->
                home.out()
                    .printf(
                        "  not placed: %s: %s%n",
                        Place.last(u.component(), 2),
                        shortened(String.join(" ", u.reasons()), ids)));
    if (!repaired.budget().open()) {
      @Nullable Instant opens = repaired.budget().opens();
      home.out()
          .println(
              "  No window is open: only what is forced moves"
                  + (opens == null ? "." : "; the next opens at " + opens + "."));
    }
    home.out().println("  " + repaired.words());
    home.out()
        .printf(
            Locale.ROOT,
            "  Weighed, that is %.2f euro a month%s.%n",
            repaired.plan().weighedEuroPerMonth(),
            Place.gap(repaired.plan().bound()));
    if (!dryRun) {
      home.out()
          .printf(
              "  Kept as %s; why: explain --plan %<s%n",
              repaired.plan().plan().substring(ids.length()));
    }
  }

  private static String site(Replanned.Repaired repaired, String component) {
    return repaired.plan().assignments().stream()
        .filter(a -> a.component().equals(component))
        .map(a -> Place.last(a.site(), 1))
        .collect(Collectors.joining());
  }

  private static String gain(Replanned.Moved move) {
    @Nullable Double gain = move.gainEuroPerMonth();
    String terms =
        move.difference().entrySet().stream()
            .filter(e -> Math.abs(e.getValue()) >= 0.005)
            .map(e -> String.format(Locale.ROOT, "%+.2f %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining(", "));
    return (gain == null ? "" : String.format(Locale.ROOT, ", gains %.2f euro a month", gain))
        + (terms.isEmpty() ? "" : " (" + terms + ")");
  }

  /** IRIs of this instance, relative to id/. */
  private static String shortened(String words, String ids) {
    return words.replace(ids, "");
  }
}
