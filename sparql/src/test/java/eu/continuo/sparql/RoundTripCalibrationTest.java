package eu.continuo.sparql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The line of {@link RoundTrip} is what measured round trips give, and its error is what {@code
 * examples/europe/README.md} says, on pairs that it was not fitted to. Needs the median round trips
 * between Azure regions and their coordinates (az-scout, plugin-latency-stats, MIT), in the folder
 * {@code -Dcontinuo.latency}.
 */
final class RoundTripCalibrationTest {
  private static final Pattern COORDINATES =
      Pattern.compile("\"(\\w+)\":\\s*\\{\\s*\"lat\":\\s*([-0-9.]+),\\s*\"lon\":\\s*([-0-9.]+)");
  private static final Set<String> EUROPE =
      Set.of(
          "francecentral",
          "francesouth",
          "germanynorth",
          "germanywestcentral",
          "italynorth",
          "northeurope",
          "norwayeast",
          "norwaywest",
          "polandcentral",
          "swedencentral",
          "switzerlandnorth",
          "switzerlandwest",
          "uksouth",
          "ukwest",
          "westeurope");

  private static final double KM_PER_DEGREE = Math.toRadians(1) * 6371.0088;
  private static final double HELD_OUT_MEDIAN_MS = 2.62;
  private static final double HELD_OUT_P90_MS = 6.59;
  private static final double HELD_OUT_WORST_MS = 11.52;

  private static List<Pair> pairs = List.of();

  /** Two different regions. */
  private record Pair(String from, String to, double perKm, double measuredMs) {
    boolean has(String region) {
      return from.equals(region) || to.equals(region);
    }
  }

  /** A round trip is a and b for each kilometre. */
  private record Line(double aMs, double bMsPerKm) {
    static Line through(List<Pair> pairs) {
      double n = pairs.size();
      double x = pairs.stream().mapToDouble(Pair::perKm).sum();
      double y = pairs.stream().mapToDouble(Pair::measuredMs).sum();
      double xx = pairs.stream().mapToDouble(p -> p.perKm * p.perKm).sum();
      double xy = pairs.stream().mapToDouble(p -> p.perKm * p.measuredMs).sum();
      double b = (n * xy - x * y) / (n * xx - x * x);
      return new Line((y - b * x) / n, b);
    }

    double errorMs(Pair pair) {
      return Math.abs(aMs + bMsPerKm * pair.perKm - pair.measuredMs);
    }
  }

  @BeforeAll
  static void read() throws IOException {
    String folder = System.getProperty("continuo.latency", "");
    assumeTrue(!folder.isEmpty(), "No folder is named by -Dcontinuo.latency.");
    Map<String, String> points =
        COORDINATES
            .matcher(Files.readString(Path.of(folder, "azure_region_coordinates.json")))
            .results()
            .collect(Collectors.toMap(m -> m.group(1), m -> point(m.group(3), m.group(2))));
    List<String> lines = Files.readAllLines(Path.of(folder, "azure_region_rtt_ms.csv"));
    String[] to = names(lines.getFirst());
    pairs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = names(line);
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isBlank()
            && !cells[0].equals(to[i])
            && EUROPE.contains(cells[0])
            && EUROPE.contains(to[i])) {
          pairs.add(
              new Pair(
                  cells[0],
                  to[i],
                  km(requireNonNull(points.get(cells[0])), requireNonNull(points.get(to[i]))),
                  Double.parseDouble(cells[i])));
        }
      }
    }
  }

  @Test
  void theLineIsTheLeastSquaresOfAllPairsInEurope() {
    Line line = Line.through(pairs);
    String origin = point("0", "0");
    double base = RoundTrip.betweenMs(origin, origin).orElseThrow();
    assertThat(line.aMs).isCloseTo(base, within(0.0005));
    assertThat(line.bMsPerKm)
        .isCloseTo(
            (RoundTrip.betweenMs(origin, point("9", "0")).orElseThrow() - base)
                / (9 * KM_PER_DEGREE),
            within(0.0000005));
  }

  @Test
  void aRegionThatTheLineHasNeverSeenIsAlmostAsWellModelled() {
    List<Double> errors = new ArrayList<>();
    for (String region : new TreeSet<>(EUROPE)) {
      Predicate<Pair> held = pair -> pair.has(region);
      Line line = Line.through(pairs.stream().filter(held.negate()).toList());
      pairs.stream().filter(held).forEach(pair -> errors.add(line.errorMs(pair)));
    }
    errors.sort(null);
    assertThat(quantile(errors, 0.5)).isCloseTo(HELD_OUT_MEDIAN_MS, within(0.005));
    assertThat(quantile(errors, 0.9)).isCloseTo(HELD_OUT_P90_MS, within(0.005));
    assertThat(errors.getLast()).isCloseTo(HELD_OUT_WORST_MS, within(0.005));
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** The distance that the model itself takes: its round trip without its constant, in its unit. */
  private static double km(String a, String b) {
    double base = RoundTrip.betweenMs(a, a).orElseThrow();
    double perKm =
        (RoundTrip.betweenMs(point("0", "0"), point("1", "0")).orElseThrow() - base)
            / KM_PER_DEGREE;
    return (RoundTrip.betweenMs(a, b).orElseThrow() - base) / perKm;
  }

  /**
   * The regions are named in the table as people write them, and joined in lower case elsewhere.
   */
  private static String[] names(String line) {
    return line.replace(" ", "").toLowerCase(Locale.ROOT).split(",", -1);
  }

  private static String point(String lon, String lat) {
    return "POINT(" + lon + " " + lat + ")";
  }
}
