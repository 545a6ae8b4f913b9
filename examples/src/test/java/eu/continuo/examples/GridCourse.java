package eu.continuo.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The modelled course of carbon intensity in a grid zone: what a working day makes of the year's
 * mix. Nuclear power, wind and biomass give the same in each hour, the sun what its height gives,
 * and hydro power and fuels, in the proportion of the year, the rest of the load. Nothing of it
 * knows the weather, so a real day is above or below it; {@code GridCalibrationTest} says how far.
 */
final class GridCourse {
  /**
   * How much of the variation is kept. Storage, trade and the order in which plants run take the
   * rest; fitted by {@code GridCalibrationTest}.
   */
  static final double KEPT = 0.45;

  private static final List<String> SOURCES =
      List.of("nuclear", "hydro", "wind", "solar", "biomass", "gas", "coal", "oil");

  /**
   * Life-cycle gCO2e/kWh of the sources: medians of IPCC, Special Report on Renewable Energy
   * Sources, 2011, annex II, which the measured series use too.
   */
  private static final double[] GRAMS = {16, 4, 12, 46, 18, 469, 1001, 840};

  private static final int SOLAR = SOURCES.indexOf("solar");
  private static final List<Integer> FLAT =
      Stream.of("nuclear", "wind", "biomass").map(SOURCES::indexOf).toList();
  private static final List<Integer> FOLLOWING =
      Stream.of("hydro", "gas", "coal", "oil").map(SOURCES::indexOf).toList();

  /**
   * Load by hour of the clock, divided by its mean: France, 24 and 25 November 2020, a Tuesday and
   * a Wednesday (ENTSO-E: generation by source and imports, CC BY 4.0).
   */
  private static final double[] LOAD = {
    0.946, 0.919, 0.904, 0.889, 0.880, 0.915, 0.962, 1.031, 1.053, 1.057, 1.056, 1.051, 1.048,
    1.038, 1.026, 1.022, 1.016, 1.060, 1.078, 1.067, 1.030, 1.006, 0.979, 0.966
  };

  private static final double TILT = Math.toRadians(-23.44);
  private static final int HOURS_OF_YEAR = 8760;

  private final ZoneId clock;
  private final double longitude;
  private final double latitude;
  private final double[] shares;
  private final double meanHeight;

  /**
   * The course of a zone.
   *
   * @param clock by which people in it work
   * @param longitude of its middle, in degrees
   * @param latitude of its middle, in degrees
   * @param shares the part from 0 to 1 of each of {@link #SOURCES} in what it generates in a year
   */
  private GridCourse(ZoneId clock, double longitude, double latitude, double[] shares) {
    this.clock = clock;
    this.longitude = longitude;
    this.latitude = latitude;
    this.shares = shares;
    this.meanHeight = meanHeight();
  }

  /** The courses of {@code grid/mixes.csv}, by the name of their zone. */
  static Map<String, GridCourse> read(Path mixes) throws IOException {
    List<String> lines = Files.readAllLines(mixes);
    List<String> columns = List.of(lines.getFirst().split(",", -1));
    return lines.stream()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .collect(
            Collectors.toMap(
                cells -> cells.get(columns.indexOf("zone")),
                cells ->
                    new GridCourse(
                        ZoneId.of(cells.get(columns.indexOf("clock"))),
                        Double.parseDouble(cells.get(columns.indexOf("longitude"))),
                        Double.parseDouble(cells.get(columns.indexOf("latitude"))),
                        SOURCES.stream()
                            .mapToDouble(s -> Double.parseDouble(cells.get(columns.indexOf(s))))
                            .map(percent -> percent / 100)
                            .toArray())));
  }

  /** The intensity of an hour, divided by that of the year. */
  double relative(Instant hour) {
    return 1 + KEPT * (undamped(hour) - 1);
  }

  /** The same, as if neither storage nor trade were there. */
  double undamped(Instant hour) {
    double[] generated = new double[shares.length];
    generated[SOLAR] = shares[SOLAR] * height(hour) / meanHeight;
    FLAT.forEach(source -> generated[source] = shares[source]);
    double rest = Math.max(0, load(hour) - DoubleStream.of(generated).sum());
    double following = FOLLOWING.stream().mapToDouble(source -> shares[source]).sum();
    if (following > 0) {
      FOLLOWING.forEach(source -> generated[source] = rest * shares[source] / following);
    }
    return gramsPerKWh(generated) / gramsPerKWh(shares);
  }

  private double load(Instant hour) {
    return LOAD[ZonedDateTime.ofInstant(hour, clock).getHour()];
  }

  /** The sine of the height of the sun in the middle of an hour, or 0 where it is down. */
  private double height(Instant hour) {
    ZonedDateTime begins = hour.atZone(ZoneOffset.UTC);
    double declination = TILT * Math.cos(2 * Math.PI * (begins.getDayOfYear() + 10) / 365);
    double angle = Math.toRadians(15 * (begins.getHour() + 0.5 - 12) + longitude);
    double lat = Math.toRadians(latitude);
    return Math.max(
        0,
        Math.sin(lat) * Math.sin(declination)
            + Math.cos(lat) * Math.cos(declination) * Math.cos(angle));
  }

  private double meanHeight() {
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    return IntStream.range(0, HOURS_OF_YEAR)
        .mapToDouble(hour -> height(newYear.plus(hour, ChronoUnit.HOURS)))
        .average()
        .orElseThrow();
  }

  private static double gramsPerKWh(double[] generated) {
    return IntStream.range(0, generated.length).mapToDouble(i -> generated[i] * GRAMS[i]).sum()
        / DoubleStream.of(generated).sum();
  }
}
