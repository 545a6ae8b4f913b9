package eu.continuo.bench;

import eu.continuo.bench.ShiftStages.BackTest;
import eu.continuo.bench.ShiftStages.Knowledge;
import eu.continuo.bench.ShiftStages.Places;
import eu.continuo.bench.ShiftStages.Row;
import eu.continuo.solver.shift.DeferrableJob;
import eu.continuo.solver.shift.HourlySeries;
import eu.continuo.solver.shift.Shift;
import eu.continuo.solver.shift.ShiftCosts;
import eu.continuo.solver.shift.Shifting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page about work that waits, with its pictures. */
final class ShiftReport {
  static final String PAGE = "time-shifting.md";
  private static final String SAVINGS = "time-shifting-savings.svg";
  private static final String WEEK = "time-shifting-week.svg";

  private static final Instant TUESDAY = Instant.parse("2020-03-17T12:00:00Z");
  private static final int WEEK_HOURS = 7 * 24;

  private final ShiftStages stages;
  private final List<Row> rows;

  ShiftReport(ShiftStages stages, List<Row> rows) {
    this.stages = stages;
    this.rows = rows;
  }

  /** Writes the page and its pictures into a folder. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(PAGE), page());
    Files.writeString(folder.resolve(SAVINGS), savings());
    Files.writeString(folder.resolve(WEEK), week());
  }

  private String page() {
    return """
    # Time shifting

    How much carbon does work save that can wait? `./continuo bench shift --grid FOLDER --report docs/reference` writes this page.

    The jobs are those of Wiesner et al., [Let's Wait Awhile](https://doi.org/10.1145/3464298.3493399) (Middleware 2021, section 5.2): 3,387 trainings of 4 to 90 hours, begun in 2020 on working days between 9 and 17 o'clock. By *next workday* a job that would end outside of working hours may end until 9 o'clock of the next day, or of Monday where it would end on a weekend; one that would end within them cannot wait. *Semi-weekly*, every job may end until 9 o'clock of the next Monday or Thursday. Grids are those of ENTSO-E's generation in 2020 with life-cycle factors (CC BY 4.0), an hour at a time; the authors' steps are half an hour, and their jobs come from another generator. Of the hours of a day 62.5 %% end outside of working hours, of the half-hours 64.6 %%: so more of their jobs can wait, and they save about a thirtieth more.

    Savings are against running at once, counted with the true intensity. What was known when it was planned:

    - *noisy*: the truth with normal noise of 5 %% of the mean, ten times. This is the published setting.
    - *perfect*: the truth.
    - *forecast*: what our quantile forecaster tells at the release of each job from the past of the same grid. In the first four weeks of its data it has no past, and the truth is taken.

    ![Savings by grid, deadline and knowledge](%s)

    ## At home

    | grid | deadline | interruptible | published | noisy | perfect | forecast | lost by the forecast |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    %s

    All figures are percent of carbon saved. Published are the authors' for the next workday with 5 %% noise.

    ## Elsewhere

    What space adds, planned by forecast: the job runs in whichever of the three grids is best, or, where it is interruptible, goes on in another after a break, and moving costs nothing. The figures say what the grids would allow, not what a job with data would do.

    | grid at home | deadline | interruptible | at home | any grid | moving |
    | --- | --- | --- | --- | --- | --- |
    %s

    ## One job

    Fifty hours of training in Germany, released on a Tuesday at noon, to be done within a week.

    ![A week of intensity, and when the job runs](%s)

    ## The forecaster

    Issued at every midnight of the year from 56 days of past on. Errors are mean absolute errors of the median as a share of the mean; *last day* takes the last day for the next; *inside* is the share of hours between the low and the high quantile, of which 80 %% would be right.

    | grid | day ahead | error | error of the last day | inside |
    | --- | --- | --- | --- | --- |
    %s
    """
        .formatted(SAVINGS, atHome(), elsewhere(), WEEK, backTests());
  }

  private String atHome() {
    return rows.stream()
        .filter(row -> row.places() == Places.HOME && row.knowledge() == Knowledge.NOISY)
        .map(
            row -> {
              double perfect = saved(row, Knowledge.PERFECT, Places.HOME);
              double forecast = saved(row, Knowledge.FORECAST, Places.HOME);
              return line(
                  row,
                  row.publishedPercent() == 0 ? "" : number(row.publishedPercent()),
                  number(row.savedPercent()),
                  number(perfect),
                  number(forecast),
                  number(perfect - forecast));
            })
        .collect(Collectors.joining("\n"));
  }

  private String elsewhere() {
    return rows.stream()
        .filter(row -> row.places() == Places.ANY)
        .map(
            row ->
                line(
                    row,
                    number(saved(row, Knowledge.FORECAST, Places.HOME)),
                    number(row.savedPercent()),
                    row.interruptible()
                        ? number(saved(row, Knowledge.FORECAST, Places.MOVING))
                        : ""))
        .collect(Collectors.joining("\n"));
  }

  private String backTests() {
    return stages.backTests().stream()
        .map(
            (BackTest test) ->
                "| %s | %d | %s %% | %s %% | %s %% |"
                    .formatted(
                        test.grid(),
                        test.lead(),
                        number(test.errorPercent()),
                        number(test.lastDayPercent()),
                        number(test.insidePercent())))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Row row, String... cells) {
    return "| "
        + row.grid()
        + " | "
        + row.deadline()
        + " | "
        + (row.interruptible() ? "yes" : "no")
        + " | "
        + String.join(" | ", cells)
        + " |";
  }

  private double saved(Row like, Knowledge knowledge, Places places) {
    Predicate<Row> same =
        row ->
            row.grid().equals(like.grid())
                && row.deadline().equals(like.deadline())
                && row.interruptible() == like.interruptible()
                && row.knowledge() == knowledge
                && row.places() == places;
    return rows.stream().filter(same).findFirst().orElseThrow().savedPercent();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Bars: for each grid, deadline and kind of job, what was saved by each knowledge. */
  private String savings() {
    List<Row> groups =
        rows.stream()
            .filter(row -> row.places() == Places.HOME && row.knowledge() == Knowledge.NOISY)
            .toList();
    double most =
        rows.stream()
            .filter(row -> row.places() == Places.HOME)
            .mapToDouble(Row::savedPercent)
            .max()
            .orElse(1);
    Svg svg = new Svg(960, 380, "Percent of carbon saved by work that waits");
    double left = 50;
    double wide = 900.0 / groups.size();
    svg.scale(left, 40, 900, 240, most, "%");
    List<String> labels = List.of("published", "noisy", "perfect", "forecast");
    for (int i = 0; i < groups.size(); i++) {
      Row row = groups.get(i);
      double[] heights = {
        row.publishedPercent(),
        row.savedPercent(),
        saved(row, Knowledge.PERFECT, Places.HOME),
        saved(row, Knowledge.FORECAST, Places.HOME)
      };
      for (int bar = 0; bar < heights.length; bar++) {
        double high = 240 * heights[bar] / most;
        svg.bar(
            left + i * wide + 8 + bar * (wide - 16) / 4, 280 - high, (wide - 20) / 4, high, bar);
      }
      double middle = left + (i + 0.5) * wide;
      svg.text(middle, 298, row.grid() + (row.interruptible() ? " in parts" : " at once"));
      svg.text(middle, 314, row.deadline());
    }
    svg.legend(left, 345, labels);
    return svg.text();
  }

  /** A week of intensity, with the hours in which one job runs. */
  private String week() {
    HourlySeries germany = Objects.requireNonNull(stages.grids().get("DE"));
    int from = germany.hourOf(TUESDAY);
    double most = 0;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
      most = Math.max(most, germany.at(from + hour));
    }
    Svg svg = new Svg(960, 380, "Grams of CO2e per kWh in Germany, and when the job runs");
    svg.scale(50, 40, 900, 240, most, "g");
    svg.line(50, 40, 900, 240, most, germany.part(from, from + WEEK_HOURS));
    Instant week = TUESDAY.plus(Duration.ofHours(WEEK_HOURS));
    runs(svg, 290, "at once", List.of(new Shift.Run(0, 0, 50)), 0);
    int row = 1;
    for (boolean interruptible : new boolean[] {false, true}) {
      DeferrableJob job = new DeferrableJob(TUESDAY, 50, week, interruptible);
      if (Shifting.plan(job, List.of(germany), new ShiftCosts(interruptible ? 50 : 0, 0))
          instanceof Shift.Planned planned) {
        runs(svg, 290 + row * 24, interruptible ? "in parts" : "waits", planned.runs(), row);
      }
      row++;
    }
    return svg.text();
  }

  private static void runs(Svg svg, double top, String label, List<Shift.Run> runs, int colour) {
    for (Shift.Run run : runs) {
      svg.bar(
          50 + 900.0 * run.first() / WEEK_HOURS, top, 900.0 * run.hours() / WEEK_HOURS, 14, colour);
    }
    svg.text(26, top + 11, label);
  }
}
