package eu.continuo.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "shift",
    mixinStandardHelpOptions = true,
    description = {
      "How much carbon is saved by work that waits, on the grids of 2020: the setting of"
          + " \"Let's Wait Awhile\" (Wiesner et al., Middleware 2021).",
      "What a forecast loses against perfect knowledge, and what other places add."
    },
    footer = {
      "",
      "Examples:",
      "  continuo bench shift --grid grids/",
      "  continuo bench shift --grid grids/ --report docs/reference",
      "  continuo bench shift --europe"
    })
final class ShiftCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Europe.Choice choice = new Europe.Choice();

  @Option(
      names = "--grid",
      paramLabel = "FOLDER",
      description =
          "Hourly carbon intensity: ci_hourly_ger_2020.csv, ci_hourly_gb_2020.csv and"
              + " ci_hourly_fr_2020.csv, with the columns datetime_utc and ci_g_per_kwh.")
  @Nullable Path grid;

  @Option(names = "--seed", description = "The same seed gives the same jobs; default: 1.")
  long seed = 1;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "Also writes time-shifting.md and its pictures there.")
  @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    if (choice.europe) {
      try (TemporaryFolder folder = TemporaryFolder.create();
          Europe europe = Europe.into(folder.path())) {
        rows.write(new EuropePlans(europe).shifted());
      }
      return 0;
    }
    if (grid == null) {
      throw rows.wrong("Name the folder of the grids by --grid, or take --europe.");
    }
    ShiftStages stages = new ShiftStages(ShiftGrids.read(grid), seed);
    List<ShiftStages.Row> measured = stages.rows(rows::progress);
    rows.write(measured);
    if (report != null) {
      new ShiftReport(stages, measured).write(report);
      rows.progress("wrote " + report.resolve(ShiftReport.PAGE));
    }
    return 0;
  }
}
