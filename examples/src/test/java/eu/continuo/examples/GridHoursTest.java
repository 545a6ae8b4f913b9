package eu.continuo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hours of {@code europe/grid/hours.jsonld} are what the README says of them: three series that
 * were measured, all others modelled by {@link GridCourse}. {@code -Dcontinuo.write-example=true}
 * writes the modelled ones anew.
 */
final class GridHoursTest {
  private static final Path HOURS = Path.of("europe/grid/hours.jsonld");
  private static final Set<String> MEASURED = Set.of("de-lu", "fr", "gb");
  private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");
  private static final int COUNT = 48;
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void theModelledHoursAreThoseOfTheModel() throws IOException {
    List<String> zones = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Map<String, GridCourse> courses = GridCourse.read(Path.of("europe/grid/mixes.csv"));
    for (JsonNode zone : graph(Path.of("europe/grid/zones.jsonld")).toList()) {
      String name = zone.get("id").stringValue().substring("grid-zone/".length());
      double level = zone.get("carbonIntensityGramsPerKWh").doubleValue();
      zones.add(name);
      if (!MEASURED.contains(name)) {
        GridCourse course = Objects.requireNonNull(courses.get(name), name);
        Stream.iterate(FIRST, hour -> hour.plus(1, ChronoUnit.HOURS))
            .limit(COUNT)
            .map(hour -> line(name, hour, level, course.relative(hour)))
            .forEach(lines::add);
      }
    }
    assertThat(courses.keySet()).containsExactlyInAnyOrderElementsOf(zones);

    String text = Files.readString(HOURS);
    List<String> kept = new ArrayList<>();
    text.lines()
        .filter(line -> MEASURED.stream().anyMatch(zone -> line.contains(observation(zone))))
        .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
        .forEach(kept::add);
    kept.addAll(lines);
    String whole =
        kept.stream()
            .collect(
                Collectors.joining(
                    ",\n", text.substring(0, text.indexOf("[\n") + 2), "\n  ]\n}\n"));
    if (Boolean.getBoolean("continuo.write-example")) {
      Files.writeString(HOURS, whole);
      return;
    }
    assertThat(text.equals(whole))
        .as("what stands in hours.jsonld; write it anew with -Dcontinuo.write-example=true")
        .isTrue();
  }

  private static String line(String zone, Instant hour, double level, double relative) {
    return String.format(
        Locale.ROOT,
        "    {\"id\": \"%s%s\", \"type\": \"GridObservation\", \"ofZone\": \"grid-zone/%s\","
            + " \"hour\": \"%s\", \"carbonIntensityGramsPerKWh\": %s,"
            + " \"priceMegawattHourEuro\": %s, \"figureBasis\": \"modelled\"}",
        observation(zone),
        hour.toString().substring(0, 13),
        zone,
        hour,
        hundredths(level * relative),
        hundredths(80 * (0.5 + 0.5 * relative)));
  }

  private static String observation(String zone) {
    return "grid-observation/" + zone + "/";
  }

  private static String hundredths(double value) {
    return Double.toString(Math.round(value * 100) / 100.0);
  }

  private static Stream<JsonNode> graph(Path document) {
    return JSON.readTree(document.toFile()).get("@graph").valueStream();
  }
}
