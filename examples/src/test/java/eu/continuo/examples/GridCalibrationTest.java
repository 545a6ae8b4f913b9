package eu.continuo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How far {@link GridCourse} is from the working days of 2020, of a zone that it was not fitted to,
 * and that it is nearer than the course of another zone; the figures stand in {@code
 * examples/europe/README.md}. Needs {@code ci_hourly_{ger,fr,gb}_2020.csv} with the columns
 * datetime_utc and ci_g_per_kwh, in the folder {@code -Dcontinuo.grid}.
 */
final class GridCalibrationTest {
  private static final Map<String, String> FILES = Map.of("de-lu", "ger", "fr", "fr", "gb", "gb");

  private static Map<String, Map<Instant, Double>> measured = Map.of();
  private static Map<String, GridCourse> courses = Map.of();

  /** A modelled and a measured deviation from the mean of the day, as parts of the year's mean. */
  private record Pair(double modelled, double measured) {}

  @BeforeAll
  static void read() throws IOException {
    String folder = System.getProperty("continuo.grid", "");
    assumeTrue(!folder.isEmpty(), "No folder is named by -Dcontinuo.grid.");
    measured = new TreeMap<>();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Map<Instant, Double> series =
          Files.readAllLines(Path.of(folder, "ci_hourly_" + file.getValue() + "_2020.csv")).stream()
              .filter(line -> line.startsWith("2020-"))
              .map(line -> line.split(",", -1))
              .collect(
                  Collectors.toMap(
                      cells -> Instant.parse(cells[0].replace(' ', 'T') + ":00Z"),
                      cells -> Double.valueOf(cells[1])));
      double mean = series.values().stream().mapToDouble(d -> d).average().orElseThrow();
      series.replaceAll((hour, value) -> value / mean);
      measured.put(file.getKey(), series);
    }
    courses = GridCourse.read(Path.of("europe/grid/mixes.csv"));
  }

  @Test
  void whatIsKeptIsTheLeastSquaresOfAllThree() {
    assertThat(kept(measured.keySet().stream().toList())).isCloseTo(GridCourse.KEPT, within(0.005));
  }

  /** By the model, by a flat course, and by that of each of the others. */
  @Test
  void aZoneThatWasLeftOutIsNoNearerToAnotherZoneThanToTheModel() {
    Map<String, List<Double>> found = new TreeMap<>();
    for (String zone : measured.keySet()) {
      List<String> others = measured.keySet().stream().filter(z -> !z.equals(zone)).toList();
      double kept = kept(others);
      List<Double> errors = new ArrayList<>();
      errors.add(error(pairs(zone, modelled(zone)), kept));
      errors.add(error(pairs(zone, modelled(zone)), 0));
      others.forEach(other -> errors.add(error(pairs(zone, series(other)::get), 1)));
      found.put(zone, errors.stream().map(e -> Math.round(e * 1000) / 1000.0).toList());
    }
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "de-lu", List.of(0.12, 0.145, 0.157, 0.18),
                "fr", List.of(0.104, 0.105, 0.157, 0.167),
                "gb", List.of(0.167, 0.179, 0.18, 0.167)));
  }

  private static double kept(List<String> zones) {
    List<Pair> all = zones.stream().flatMap(zone -> pairs(zone, modelled(zone)).stream()).toList();
    return all.stream().mapToDouble(p -> p.modelled * p.measured).sum()
        / all.stream().mapToDouble(p -> p.modelled * p.modelled).sum();
  }

  /** The root of the mean of squares. */
  private static double error(List<Pair> pairs, double kept) {
    return Math.sqrt(
        pairs.stream()
            .mapToDouble(p -> Math.pow(kept * p.modelled - p.measured, 2))
            .average()
            .orElseThrow());
  }

  /** All hours of working days that are whole in each series. */
  private static List<Pair> pairs(String zone, ToDoubleFunction<Instant> model) {
    List<Pair> pairs = new ArrayList<>();
    for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() == 2020; day = day.plusDays(1)) {
      Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
      List<Instant> hours =
          IntStream.range(0, 24).mapToObj(h -> midnight.plusSeconds(3600L * h)).toList();
      if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0
          || !measured.values().stream().allMatch(s -> s.keySet().containsAll(hours))) {
        continue;
      }
      double modelledMean = hours.stream().mapToDouble(model).average().orElseThrow();
      double measuredMean = hours.stream().mapToDouble(series(zone)::get).average().orElseThrow();
      for (Instant hour : hours) {
        pairs.add(
            new Pair(
                model.applyAsDouble(hour) - modelledMean,
                Objects.requireNonNull(series(zone).get(hour)) - measuredMean));
      }
    }
    return pairs;
  }

  private static ToDoubleFunction<Instant> modelled(String zone) {
    return Objects.requireNonNull(courses.get(zone))::undamped;
  }

  private static Map<Instant, Double> series(String zone) {
    return Objects.requireNonNull(measured.get(zone));
  }
}
