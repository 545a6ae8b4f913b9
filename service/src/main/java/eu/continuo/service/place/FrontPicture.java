package eu.continuo.service.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cost against carbon as a picture, which is read on light and on dark ground: a dot for each plan,
 * and in grey where no plan can be.
 */
public final class FrontPicture {
  private static final double LEFT = 80;
  private static final double TOP = 48;
  private static final double WIDTH = 560;
  private static final double HEIGHT = 320;
  private static final int STEPS = 4;
  private static final int SAMPLES = 120;
  private static final double MARGIN = 0.08;

  private final Traded.Front front;
  private final double leastCost;
  private final double mostCost;
  private final double leastCarbon;
  private final double mostCarbon;
  private final StringBuilder text = new StringBuilder();

  private FrontPicture(Traded.Front front) {
    this.front = front;
    double cheap = front.points().stream().mapToDouble(p -> p.costEuroPerMonth()).min().orElse(0);
    double dear = front.points().stream().mapToDouble(p -> p.costEuroPerMonth()).max().orElse(1);
    double green = front.points().stream().mapToDouble(p -> p.carbonGramsPerHour()).min().orElse(0);
    double brown = front.points().stream().mapToDouble(p -> p.carbonGramsPerHour()).max().orElse(1);
    double costs = Math.max(dear - cheap, 0.01 * Math.max(1, dear));
    double carbons = Math.max(brown - green, 0.01 * Math.max(1, brown));
    leastCost = cheap - MARGIN * costs;
    mostCost = dear + MARGIN * costs;
    leastCarbon = green - MARGIN * carbons;
    mostCarbon = brown + MARGIN * carbons;
  }

  /** The picture as a document. */
  public static String svg(Traded.Front front) {
    return new FrontPicture(front).draw();
  }

  private String draw() {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 430" role="img" aria-label="Cost against carbon">
        <style>text { font: 11px sans-serif; fill: #6b7280; text-anchor: middle } .title { font-size: 14px }</style>
        <text class="title" x="340.0" y="24">Cost against carbon: %d plans, and where none can be</text>
        """
            .formatted(front.points().size()));
    proven();
    scales();
    List<String> path = new ArrayList<>();
    for (Traded.Point point : front.points()) {
      path.add(at(x(point.carbonGramsPerHour())) + " " + at(y(point.costEuroPerMonth())));
    }
    add(
        "<path d=\"M%s\" fill=\"none\" stroke=\"#3b82c4\" stroke-width=\"1\"/>"
            .formatted(String.join("L", path)));
    for (Traded.Point point : front.points()) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"#3b82c4\"><title>%s</title></circle>"
              .formatted(
                  at(x(point.carbonGramsPerHour())),
                  at(y(point.costEuroPerMonth())),
                  String.format(
                      Locale.ROOT,
                      "%.2f euro a month, %.1f g CO2e an hour",
                      point.costEuroPerMonth(),
                      point.carbonGramsPerHour())));
    }
    return text + "</svg>\n";
  }

  /** All that lies below one of the lines. */
  private void proven() {
    StringBuilder area = new StringBuilder();
    area.append('M').append(at(LEFT)).append(' ').append(at(TOP + HEIGHT));
    for (int i = 0; i <= SAMPLES; i++) {
      double carbon = leastCarbon + (mostCarbon - leastCarbon) * i / SAMPLES;
      area.append('L').append(at(x(carbon))).append(' ').append(at(y(leastCostAt(carbon))));
    }
    area.append('L').append(at(LEFT + WIDTH)).append(' ').append(at(TOP + HEIGHT)).append('Z');
    add("<path d=\"%s\" fill=\"#8a8f98\" fill-opacity=\"0.25\"/>".formatted(area));
  }

  private double leastCostAt(double carbonGrams) {
    double least = leastCost;
    for (Traded.Line line : front.lines()) {
      boolean tooGreen = line.euroWeight() == 0 && carbonGrams < line.atLeast() / line.gramWeight();
      least = Math.max(least, tooGreen ? mostCost : line.costAt(carbonGrams));
    }
    return Math.min(mostCost, least);
  }

  private void scales() {
    for (int step = 0; step <= STEPS; step++) {
      double cost = leastCost + (mostCost - leastCost) * step / STEPS;
      double carbon = leastCarbon + (mostCarbon - leastCarbon) * step / STEPS;
      add(
          "<path d=\"M%s %sh%s\" stroke=\"#9ca3af\" stroke-width=\"0.5\"/>"
              .formatted(at(LEFT), at(y(cost)), at(WIDTH)));
      words(LEFT - 34, y(cost) + 4, String.format(Locale.ROOT, "%.0f €", cost));
      words(x(carbon), TOP + HEIGHT + 18, String.format(Locale.ROOT, "%.0f", carbon));
    }
    words(LEFT + WIDTH / 2, TOP + HEIGHT + 38, "g CO2e an hour");
    words(LEFT - 10, TOP - 10, "euro a month");
  }

  private double x(double carbon) {
    return LEFT + WIDTH * (carbon - leastCarbon) / (mostCarbon - leastCarbon);
  }

  private double y(double cost) {
    return TOP + HEIGHT - HEIGHT * (cost - leastCost) / (mostCost - leastCost);
  }

  private void words(double x, double y, String words) {
    add("<text x=\"%s\" y=\"%s\">%s</text>".formatted(at(x), at(y), words));
  }

  private void add(String element) {
    text.append(element).append('\n');
  }

  /** A length, to a tenth. */
  private static String at(double length) {
    return String.format(Locale.ROOT, "%.1f", length);
  }
}
