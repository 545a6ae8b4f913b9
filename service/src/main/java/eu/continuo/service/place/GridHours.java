package eu.continuo.service.place;

import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Facts;
import eu.continuo.solver.shift.HourlySeries;
import eu.continuo.solver.shift.QuantileForecaster;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the grid at a site is expected to emit in each of the next hours: as somebody states it for
 * that hour, else as the hours before let it be forecast, else as the zone does on the whole.
 */
final class GridHours {
  private final Facts facts;
  private final Instant from;
  private final int hours;
  private final Map<Node, Optional<Told>> byZone = new HashMap<>();

  /**
   * Hours of grids.
   *
   * @param from the first instant of an hour
   */
  GridHours(Facts facts, Instant from, int hours) {
    this.facts = facts;
    this.from = from;
    this.hours = hours;
  }

  /**
   * What is told of a grid.
   *
   * @param gramsPerKWh for each hour
   * @param stated how many hours somebody states
   * @param forecast how many are forecast; the rest is as the zone is on the whole
   */
  record Told(HourlySeries gramsPerKWh, int stated, int forecast) {}

  /** Of the zone of a site; empty where nothing is known of it. */
  Optional<Told> at(String site) {
    return facts
        .object(NodeFactory.createURI(site), Icra.IN_GRID_ZONE)
        .flatMap(zone -> byZone.computeIfAbsent(zone, this::told));
  }

  /** Whether a site has so much power to spare in an hour that it would otherwise not be used. */
  boolean hasSurplus(String site, Instant hour, double kilowatts) {
    return facts.subjects(Icra.AT_SITE, NodeFactory.createURI(site)).stream()
        .filter(window -> facts.graph().contains(window, Icra.SURPLUS_KW, Node.ANY))
        .anyMatch(
            window ->
                facts.instant(window, Icra.PERIOD_START).filter(t -> !hour.isBefore(t)).isPresent()
                    && facts
                        .instant(window, Icra.PERIOD_END)
                        .filter(t -> !hour.plus(Duration.ofHours(1)).isAfter(t))
                        .isPresent()
                    && facts
                        .number(window, Icra.SURPLUS_KW)
                        .filter(kw -> kw.doubleValue() >= kilowatts)
                        .isPresent());
  }

  private Optional<Told> told(Node zone) {
    TreeMap<Instant, Double> known = new TreeMap<>();
    for (Node observation : facts.subjects(Icra.OF_ZONE, zone)) {
      facts
          .instant(observation, Icra.HOUR)
          .ifPresent(
              hour ->
                  facts
                      .number(observation, Icra.CARBON_INTENSITY_GRAMS_PER_KWH)
                      .ifPresent(grams -> known.put(hour, grams.doubleValue())));
    }
    Optional<Double> mean =
        facts.number(zone, Icra.CARBON_INTENSITY_GRAMS_PER_KWH).map(BigDecimal::doubleValue);
    Optional<HourlySeries> forecast = forecast(known);
    double[] grams = new double[hours];
    int stated = 0;
    int told = 0;
    for (int hour = 0; hour < hours; hour++) {
      Instant at = from.plus(Duration.ofHours(hour));
      @Nullable Double of = known.get(at);
      if (of != null) {
        stated++;
      } else if (forecast.isPresent()
          && forecast.get().hourOf(at) >= 0
          && forecast.get().hourOf(at) < forecast.get().hours()) {
        of = forecast.get().at(forecast.get().hourOf(at));
        told++;
      } else if (mean.isPresent()) {
        of = mean.get();
      } else {
        return Optional.empty();
      }
      grams[hour] = of;
    }
    return Optional.of(new Told(new HourlySeries(from, grams), stated, told));
  }

  /** A forecast from the last hours that are known without a gap, if these are enough. */
  private static Optional<HourlySeries> forecast(NavigableMap<Instant, Double> known) {
    if (known.size() < QuantileForecaster.HISTORY_HOURS_MIN) {
      return Optional.empty();
    }
    Instant last = known.lastKey();
    double[] past = new double[QuantileForecaster.HISTORY_HOURS_MIN];
    Instant first = last.minus(Duration.ofHours(past.length - 1L));
    for (int hour = 0; hour < past.length; hour++) {
      @Nullable Double grams = known.get(first.plus(Duration.ofHours(hour)));
      if (grams == null) {
        return Optional.empty();
      }
      past[hour] = grams;
    }
    return Optional.of(
        new QuantileForecaster()
            .forecast(new HourlySeries(first, past), QuantileForecaster.AHEAD_HOURS_MAX)
            .median());
  }
}
