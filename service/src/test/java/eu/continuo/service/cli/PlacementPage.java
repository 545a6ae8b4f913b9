package eu.continuo.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The page that shows what a plan says of itself, and its pictures, from the answer of the demo.
 * {@code -Dcontinuo.write-reference=true} writes them anew.
 */
final class PlacementPage {
  private static final Path FOLDER = Path.of("..", "docs", "reference");
  private static final String NAME = "placement-explained";
  private static final int MOST_SITES = 12;

  private PlacementPage() {}

  static void holds(JsonNode demo) throws IOException {
    holds(NAME + ".md", page(demo));
    holds(NAME + "-rules.svg", rules(demo));
    holds(NAME + "-plans.svg", plans(demo));
  }

  private static void holds(String file, String text) throws IOException {
    Path page = FOLDER.resolve(file);
    if (Boolean.getBoolean("continuo.write-reference")) {
      Files.writeString(page, text);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page)).isEqualTo(text);
  }

  private static String page(JsonNode demo) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # A placement, explained

        What does a plan say of itself? This is what `./continuo demo --once` says of the plan of [`examples/europe`](../../examples/europe/README.md): how far it is from the best, what its rules cost, and what would be if its largest site were lost. `DemoTest` in [`service/`](../../service/README.md) holds every figure; with `-Dcontinuo.write-reference=true` it writes this page and its pictures anew. Prices, carbon and capacities of the example are modelled, so the figures show what an explanation looks like and not what a cloud costs. [Decision 0021](../decisions/0021-a-plan-is-judged-by-prices.md) says how they come about. What must move when something changes, and what a plan with less carbon costs, is shown in [repair what runs](../how-to/replan.md).

        """);
    page.append(
        String.format(
            Locale.ROOT,
            "The plan places %d of %d components for %.2f euro a month and %.2f kg CO2e a day."
                + " Weighed with latency and shared failure domains it is %.2f euro a month, at"
                + " most %.2f %% more than the best plan: none weighs less than %.2f, which is"
                + " proven. The plan that takes the cheapest site for each component costs %.2f"
                + " euro a month, emits %.2f kg CO2e a day and breaks %d rules.\n\n",
            demo.at("/placements/placed").asInt(),
            demo.at("/placements/requested").asInt(),
            demo.at("/totals/costEuro").asDouble(),
            kgPerDay(demo.at("/totals/carbonGrams")),
            demo.at("/weighedEuroPerMonth").asDouble(),
            100 * demo.at("/bound/gap").asDouble(),
            demo.at("/bound/euroPerMonth").asDouble(),
            demo.at("/naive/costEuroPerMonth").asDouble(),
            kgPerDay(demo.at("/naive/carbonGramsPerHour")),
            demo.at("/naive/rulesBroken").asInt()));
    page.append("## What rules cost\n\n![What each rule costs](placement-explained-rules.svg)\n\n");
    page.append(
        "Each rule is taken away alone, and everything is planned anew from the plan on. What was"
            + " found is the full bar; the thin line ends where no plan without the rule can save"
            + " more. The truth lies between. A rule that another one implies costs nothing by"
            + " itself.\n\n");
    demo.at("/rules")
        .values()
        .forEach(rule -> page.append("- ").append(rule.at("/words").stringValue()).append('\n'));
    page.append("\n## What if its largest site were lost?\n\n");
    JsonNode lost = demo.at("/whatIf/0");
    page.append("The largest site is the one that the plan pays most. ")
        .append(lost.at("/words").stringValue())
        .append("\n\n| component | before | after | euro a month | g CO2e an hour |\n")
        .append("| --- | --- | --- | --- | --- |\n");
    for (JsonNode change : lost.at("/changes").values()) {
      if (!change.at("/before").equals(change.at("/after"))) {
        page.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %+.2f | %+.2f |\n",
                Place.last(change.at("/component").stringValue(), 2),
                site(change.at("/before")),
                site(change.at("/after")),
                change.at("/difference/costEuro").asDouble(),
                change.at("/difference/carbonGrams").asDouble()));
      }
    }
    page.append("\n## Plans beside each other\n\n![Plans](placement-explained-plans.svg)\n\n");
    page.append("## Capacities that bind\n\n");
    if (demo.at("/binding").isEmpty()) {
      page.append(
          "None: no component is kept from a site by what others of the plan take there.\n");
      return page.toString();
    }
    page.append(
        "A capacity binds where it alone keeps a component from a site that could hold it. Its"
            + " shadow price is what one more unit would save at the margin.\n\n"
            + "| site | capacity | keeps away | shadow price, euro a month |\n"
            + "| --- | --- | --- | --- |\n");
    for (JsonNode binding : demo.at("/binding").values().stream().limit(MOST_SITES).toList()) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %.2f |\n",
              Place.last(binding.at("/site").stringValue(), 1),
              binding.at("/rule").stringValue(),
              binding.at("/components").asInt(),
              binding.at("/shadowPriceEuroPerMonth").asDouble()));
    }
    return page.toString();
  }

  private static String site(JsonNode iri) {
    return iri.isNull() ? "none" : Place.last(iri.stringValue(), 1);
  }

  private static double kgPerDay(JsonNode gramsPerHour) {
    return gramsPerHour.asDouble() * 24 / 1_000;
  }

  private static String rules(JsonNode demo) {
    List<Bar> bars = new ArrayList<>();
    for (JsonNode rule : demo.at("/rules").values()) {
      double found = -rule.at("/weighedEuroPerMonth").asDouble() + 0.0;
      double proven = rule.at("/savesAtMostEuroPerMonth").asDouble();
      bars.add(
          new Bar(
              rule.at("/without").stringValue(),
              found,
              proven,
              String.format(Locale.ROOT, "%.2f found, at most %.2f", found, proven)));
    }
    return svg("What each rule costs, weighed, in euro a month", bars);
  }

  private static String plans(JsonNode demo) {
    double plan = demo.at("/weighedEuroPerMonth").asDouble();
    List<Bar> bars = new ArrayList<>();
    bars.add(bar("no plan below", demo.at("/bound/euroPerMonth").asDouble()));
    bars.add(bar("the plan", plan));
    for (int i = 0; i < 2; i++) {
      JsonNode rule = demo.at("/rules/" + i);
      bars.add(
          bar(
              "without " + rule.at("/without").stringValue(),
              plan + rule.at("/weighedEuroPerMonth").asDouble()));
    }
    JsonNode lost = demo.at("/whatIf/0");
    bars.add(
        bar(
            "without " + lost.at("/without").stringValue(),
            plan + lost.at("/weighedEuroPerMonth").asDouble()));
    return svg("What plans weigh, in euro a month", bars);
  }

  private static Bar bar(String name, double value) {
    return new Bar(name, value, value, String.format(Locale.ROOT, "%.2f", value));
  }

  /** A bar, with a line that goes on to a second value. */
  private record Bar(String name, double value, double until, String words) {}

  private static String svg(String title, List<Bar> bars) {
    int row = 28;
    int left = 200;
    int width = 480;
    int height = 40 + row * bars.size();
    double most = bars.stream().mapToDouble(Bar::until).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 %d\" role=\"img\""
                + " aria-label=\"%s\">\n",
            height,
            title));
    svg.append("<style>text { font: 12px sans-serif; fill: #6b7280 } .title { font-size: 14px }");
    svg.append(" .name { text-anchor: end }</style>\n");
    svg.append(
        String.format(
            Locale.ROOT, "<text class=\"title\" x=\"%d\" y=\"20\">%s</text>\n", left, title));
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = 34 + row * i;
      double end = left + width * Math.max(0, bar.value) / most;
      double until = left + width * Math.max(0, bar.until) / most;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>\n",
              left - 8,
              y + 14,
              bar.name));
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %dh%.1fv18h-%.1fz\" fill=\"#2563eb\"/>\n",
              left,
              y,
              end - left,
              end - left));
      svg.append(
          String.format(
              Locale.ROOT, "<path d=\"M%.1f %dH%.1f\" stroke=\"#2563eb\"/>\n", end, y + 9, until));
      svg.append(
          String.format(
              Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", until + 8, y + 14, bar.words));
    }
    return svg.append("</svg>\n").toString();
  }
}
