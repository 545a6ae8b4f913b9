package eu.continuo.bench;

import eu.continuo.solver.shift.HourlySeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hourly carbon intensities of grids, as ENTSO-E's figures of generation give them. */
final class ShiftGrids {
  /** The grids with the names of their files, in the order of reports. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("DE", "ger");
    FILES.put("GB", "gb");
    FILES.put("FR", "fr");
  }

  private ShiftGrids() {}

  /** The series by the name of the grid, all of the same hours. */
  static Map<String, HourlySeries> read(Path folder) throws IOException {
    Map<String, HourlySeries> grids = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      grids.put(
          file.getKey(),
          series(Files.readAllLines(folder.resolve("ci_hourly_" + file.getValue() + "_2020.csv"))));
    }
    int hours = grids.values().stream().mapToInt(HourlySeries::hours).min().orElseThrow();
    grids.replaceAll((name, series) -> series.part(0, hours));
    return grids;
  }

  /** An hour that lacks lies between its neighbours. */
  private static HourlySeries series(List<String> lines) {
    TreeMap<Long, Double> known = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Instant hour = Instant.parse(cells[0].replace(' ', 'T') + ":00Z");
      known.put(hour.getEpochSecond() / 3600, Double.parseDouble(cells[1]));
    }
    double[] values = new double[(int) (known.lastKey() - known.firstKey()) + 1];
    for (int i = 0; i < values.length; i++) {
      long hour = known.firstKey() + i;
      Map.Entry<Long, Double> before = known.floorEntry(hour);
      Map.Entry<Long, Double> after = known.ceilingEntry(hour);
      double part =
          before.getKey().equals(after.getKey())
              ? 0
              : (hour - before.getKey()) / (double) (after.getKey() - before.getKey());
      values[i] = before.getValue() + part * (after.getValue() - before.getValue());
    }
    return new HourlySeries(Instant.ofEpochSecond(known.firstKey() * 3600), values);
  }
}
