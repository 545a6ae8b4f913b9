package eu.continuo.bench;

import eu.continuo.solver.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "place",
    mixinStandardHelpOptions = true,
    description =
        "Plans generated fleets within a time, proves how good each plan is, and does the same as"
            + " others would.",
    footer = {
      "",
      "Examples:",
      "  continuo bench place",
      "  continuo bench place --sizes 10000x1000 --seconds 60 --format json",
      "  continuo bench place --europe --seeds 1"
    })
final class Place implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Europe.Choice choice = new Europe.Choice();

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "WORKLOADSxNODES",
      description = "Default: ${DEFAULT-VALUE}.")
  List<String> sizes = List.of("1000x100");

  @Option(
      names = "--seconds",
      description = "For each plan, everything counted; default: ${DEFAULT-VALUE}.")
  double seconds = 10;

  @Option(
      names = "--generators",
      split = ",",
      paramLabel = "NAME",
      description = "continuum, regions; default: both.")
  List<PlaceGenerator> generators = List.of(PlaceGenerator.values());

  @Option(names = "--seeds", split = ",", description = "Default: ${DEFAULT-VALUE}.")
  List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);

  @Option(
      names = "--loads",
      split = ",",
      description = "Shares of the capacity that are demanded; default: ${DEFAULT-VALUE}.")
  List<Double> loads = List.of(0.45, 0.75);

  @Option(names = "--alone", description = "Leave the peers out.")
  boolean alone;

  @Override
  public Integer call() throws Exception {
    if (seconds < 0.5 || loads.stream().anyMatch(load -> !(load > 0 && load <= 1))) {
      throw rows.wrong("Give at least half a second, and loads above 0 and at most 1.");
    }
    if (choice.europe) {
      try (TemporaryFolder folder = TemporaryFolder.create();
          Europe europe = Europe.into(folder.path())) {
        rows.write(new EuropePlans(europe).placed(seeds));
      }
      return 0;
    }
    List<PlaceRun.Row> measured = new ArrayList<>();
    int status = 0;
    for (String text : sizes) {
      for (PlaceGenerator generator : generators) {
        for (double load : loads) {
          for (long seed : seeds) {
            PlaceRun run = new PlaceRun(generator, size(text, load), seed, seconds);
            rows.progress("placing " + run);
            switch (run.measure(!alone)) {
              case PlaceRun.Measured.Refused(List<Violation> violations) -> {
                violations.forEach(v -> rows.progress(v.subject() + ": " + v.message()));
                status = 1;
              }
              case PlaceRun.Measured.Done(List<PlaceRun.Row> done) -> measured.addAll(done);
            }
          }
        }
      }
    }
    rows.write(measured);
    medians(measured);
    return status;
  }

  private PlaceSize size(String text, double load) {
    String[] parts = text.split("x", 2);
    try {
      int workloads = Integer.parseInt(parts[0]);
      int nodes = Integer.parseInt(parts[parts.length - 1]);
      if (parts.length == 2 && workloads > 0 && nodes >= 10) {
        return new PlaceSize(workloads, nodes, load);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw rows.wrong("A size is as 1000x100, with ten nodes at least: " + text);
  }

  /** Of the gaps, for each size, generator and method. */
  private void medians(List<PlaceRun.Row> measured) {
    measured.stream()
        .filter(row -> row.gapPercent() != null)
        .collect(
            Collectors.groupingBy(
                row ->
                    "%s %dx%d %s"
                        .formatted(row.instance(), row.workloads(), row.nodes(), row.method()),
                TreeMap::new,
                Collectors.mapping(PlaceRun.Row::gapPercent, Collectors.toList())))
        .forEach(
            (name, gaps) -> {
              List<Double> sorted = gaps.stream().sorted().toList();
              rows.progress(
                  String.format(
                      Locale.ROOT,
                      "median gap of %d plans, %s: %.2f %%",
                      sorted.size(),
                      name,
                      (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2));
            });
  }
}
