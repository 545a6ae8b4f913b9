package eu.continuo.service.cli;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Aim;
import eu.continuo.service.place.FrontPicture;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.place.Traded;
import eu.continuo.service.wiring.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "place",
    mixinStandardHelpOptions = true,
    description =
        "Places applications, all that are known where none is named, and keeps the plan.",
    footer = {
      "",
      "Examples:",
      "  continuo place application/web-shop",
      "  continuo place --objective carbonGrams,costEuro",
      "  continuo place --at-most carbonGrams=120 --weight latencyMs=0.5",
      "  continuo place --pareto --svg front.svg"
    })
final class Place implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Option(names = "--seed", description = "The same seed gives the same plan.")
  long seed;

  @Mixin AimOptions aim = new AimOptions();

  @Option(
      names = "--pareto",
      description =
          "Shows plans between the cheapest and the greenest instead, and keeps none; --weight and"
              + " --objective do not count.")
  boolean pareto;

  @Option(names = "--svg", paramLabel = "FILE", description = "With --pareto: also as a picture.")
  @Nullable Path svg;

  @Parameters(paramLabel = "APPLICATION")
  List<String> applications = List.of();

  @Override
  public Integer call() throws Exception {
    if (svg != null && !pareto) {
      throw home.wrong("--svg goes with --pareto.");
    }
    return switch (aim.aim()) {
      case Aim.Reading.Unclear(var findings) -> home.refused(findings);
      case Aim.Reading.Clear(Aim clear) -> placed(clear);
    };
  }

  private int placed(Aim clear) throws Exception {
    try (Instance instance = home.open()) {
      String ids = instance.continuum().names().base() + "id/";
      Placing.Wish wish =
          new Placing.Wish(
              applications.stream().map(a -> a.contains(":") ? a : ids + a).toList(), clear, seed);
      if (pareto) {
        return traded(
            instance.placing().pareto(wish, Principal.OPERATOR, instance.clock().instant()));
      }
      Placed placed =
          instance.placing().place(wish, Principal.OPERATOR, instance.clock().instant());
      return switch (placed) {
        case Placed.NotPlaced(var findings) -> home.refused(findings);
        case Placed.Plan plan -> {
          if (home.json()) {
            home.write(plan);
          } else {
            print(home, plan);
            home.out()
                .println(
                    "  Kept as %s; why: explain --plan %<s"
                        .formatted(plan.plan().substring(ids.length())));
          }
          yield plan.placed() == plan.requested() ? 0 : 1;
        }
      };
    }
  }

  private int traded(Traded traded) throws IOException {
    return switch (traded) {
      case Traded.NotTraded(var findings) -> home.refused(findings);
      case Traded.Front front -> {
        if (svg != null) {
          Files.writeString(svg, FrontPicture.svg(front));
        }
        if (home.json()) {
          home.write(front);
        } else {
          print(front);
        }
        yield front.points().getFirst().placed() == front.requested() ? 0 : 1;
      }
    };
  }

  private void print(Traded.Front front) {
    home.out()
        .printf("  %12s %10s %22s %8s%n", "EUR/month", "gCO2e/h", "best at EUR/(g/h)", "placed");
    for (Traded.Point point : front.points()) {
      @Nullable Double price = point.euroPerGram();
      home.out()
          .printf(
              Locale.ROOT,
              "  %12.2f %10.2f %22s %8d%n",
              point.costEuroPerMonth(),
              point.carbonGramsPerHour(),
              price == null ? "any price" : String.format(Locale.ROOT, "%.4f", price),
              point.placed());
    }
    for (Traded.Line line : front.lines()) {
      home.out()
          .printf(
              Locale.ROOT,
              "  proven: %s is at least %.2f%n",
              line.euroWeight() == 0
                  ? "carbon"
                  : line.gramWeight() == 0
                      ? "cost"
                      : String.format(Locale.ROOT, "cost + %.4f × carbon", line.gramWeight()),
              line.atLeast());
    }
    home.out().printf("  Nothing is kept: place with --weight carbonGrams=… for one of them.%n");
  }

  static void print(Home home, Placed.Plan plan) {
    home.out()
        .printf(
            Locale.ROOT,
            "  %-34s %-26s %-7s %10s %9s%n",
            "component",
            "site",
            "country",
            "EUR/month",
            "gCO2e/h");
    for (Placed.Assignment a : plan.assignments()) {
      home.out()
          .printf(
              Locale.ROOT,
              "  %-34s %-26s %-7s %10.2f %9.1f%n",
              last(a.component(), 2),
              last(a.site(), 1),
              a.country().substring(a.country().indexOf('#') + 1),
              a.costEuroPerMonth(),
              a.carbonGramsPerHour());
    }
    plan.unplaced()
        .forEach(
            u ->
                home.out()
                    .println(
                        "  not placed: "
                            + last(u.component(), 2)
                            + ": "
                            + String.join(" ", u.reasons())));
    plan.leftOut()
        .forEach(
            l ->
                home.out()
                    .println(
                        "  not considered: "
                            + last(l.site(), 1)
                            + ", which lacks "
                            + String.join(", ", l.missing())));
    home.out()
        .printf(
            Locale.ROOT,
            "  %d of %d placed, %.2f EUR/month, %.1f gCO2e/h. Cheapest first would cost %.2f"
                + " EUR/month, emit %.1f gCO2e/h and break %d %s.%n",
            plan.placed(),
            plan.requested(),
            plan.totals().getOrDefault("costEuro", 0.0),
            plan.totals().getOrDefault("carbonGrams", 0.0),
            plan.naive().costEuroPerMonth(),
            plan.naive().carbonGramsPerHour(),
            plan.naive().rulesBroken(),
            plan.naive().rulesBroken() == 1 ? "rule" : "rules");
    aimed(home, plan);
    if (plan.bound() != null) {
      home.out()
          .printf(
              Locale.ROOT,
              "  Weighed, that is %.2f euro a month%s.%n",
              plan.weighedEuroPerMonth(),
              gap(plan.bound()));
    }
  }

  private static void aimed(Home home, Placed.Plan plan) {
    for (Placed.Aimed aimed : plan.objective()) {
      @Nullable Double least = aimed.least();
      home.out()
          .printf(
              Locale.ROOT,
              "  %s: %.2f%s.%n",
              aimed.term(),
              aimed.amount(),
              least == null
                  ? ""
                  : String.format(Locale.ROOT, ", and no plan has less than %.2f", least));
    }
  }

  /** How far from the best, in words that go on a sentence; nothing where nothing is proven. */
  static String gap(Placed.@Nullable Bound bound) {
    if (bound == null) {
      return "";
    }
    @Nullable Double gap = bound.gap();
    return gap == null
        ? ", and none weighs less than 0"
        : String.format(
            Locale.ROOT,
            ", at most %.2f %% more than the best: none weighs less than %.2f",
            100 * gap,
            bound.euroPerMonth());
  }

  /** The last parts of an IRI, for people. */
  static String last(String iri, int parts) {
    int at = iri.length();
    for (int i = 0; i < parts; i++) {
      at = iri.lastIndexOf('/', at - 1);
    }
    return iri.substring(at + 1);
  }
}
