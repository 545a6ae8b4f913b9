package eu.continuo.bench;

import eu.continuo.solver.shift.DeferrableJob;
import eu.continuo.solver.shift.Forecast;
import eu.continuo.solver.shift.HourlySeries;
import eu.continuo.solver.shift.QuantileForecaster;
import eu.continuo.solver.shift.Shift;
import eu.continuo.solver.shift.ShiftCosts;
import eu.continuo.solver.shift.Shifting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** The same jobs by every deadline, kind of job, knowledge and choice of places. */
final class ShiftStages {
  /** The authors' forecasts are the truth with this much noise, as a share of the mean. */
  private static final double NOISE = 0.05;

  private static final int NOISES = 10;

  private final Map<String, HourlySeries> grids;
  private final long seed;

  ShiftStages(Map<String, HourlySeries> grids, long seed) {
    this.grids = grids;
    this.seed = seed;
  }

  Map<String, HourlySeries> grids() {
    return grids;
  }

  /** What is known of the hours ahead. */
  enum Knowledge {
    /** Everything. */
    PERFECT,
    /** The truth with normal noise of 5 % of the mean, ten times; the published setting. */
    NOISY,
    /** What {@link QuantileForecaster} tells at the release of each job. */
    FORECAST
  }

  /** Where a job may run. */
  enum Places {
    /** At home. */
    HOME,
    /** In any one of the grids. */
    ANY,
    /** In any, and an interruptible one may go on elsewhere. */
    MOVING
  }

  /**
   * What was saved.
   *
   * @param grid where the jobs are at home
   * @param savedPercent carbon, against running at home at once
   * @param publishedPercent as the authors published it; 0 where they did not
   */
  record Row(
      String grid,
      String deadline,
      boolean interruptible,
      Knowledge knowledge,
      Places places,
      double savedPercent,
      double publishedPercent) {}

  /**
   * How far the forecaster erred over the year, issued at every midnight.
   *
   * @param lead the day ahead, 1 or 2
   * @param errorPercent mean absolute error of the median, of the mean
   * @param lastDayPercent the same of taking the last day for the next
   * @param insidePercent hours between low and high; 80 would be right
   */
  record BackTest(
      String grid, int lead, double errorPercent, double lastDayPercent, double insidePercent) {}

  List<Row> rows(Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    for (String home : grids.keySet()) {
      for (ShiftSetting.Deadline deadline : ShiftSetting.Deadline.values()) {
        progress.accept("shifting in " + home + ", " + deadline.label());
        for (boolean interruptible : new boolean[] {true, false}) {
          List<DeferrableJob> jobs = ShiftSetting.jobs(deadline, interruptible, seed);
          for (Knowledge knowledge : Knowledge.values()) {
            rows.add(row(home, deadline, jobs, knowledge, Places.HOME));
          }
          rows.add(row(home, deadline, jobs, Knowledge.FORECAST, Places.ANY));
          if (interruptible) {
            rows.add(row(home, deadline, jobs, Knowledge.FORECAST, Places.MOVING));
          }
        }
      }
    }
    return rows;
  }

  private Row row(
      String home,
      ShiftSetting.Deadline deadline,
      List<DeferrableJob> jobs,
      Knowledge knowledge,
      Places places) {
    List<String> names = places == Places.HOME ? List.of(home) : List.copyOf(grids.keySet());
    List<HourlySeries> actual = names.stream().map(grids::get).toList();
    ShiftCosts costs = places == Places.MOVING ? ShiftCosts.NONE : ShiftCosts.STAY;
    double atOnce = 0;
    double shifted = 0;
    int rounds = knowledge == Knowledge.NOISY ? NOISES : 1;
    for (int round = 0; round < rounds; round++) {
      List<HourlySeries> noisy = noisy(actual, round);
      for (DeferrableJob job : jobs) {
        List<HourlySeries> known =
            switch (knowledge) {
              case PERFECT -> actual;
              case NOISY -> noisy;
              case FORECAST -> told(actual, job);
            };
        Shift.Planned planned = (Shift.Planned) plan(job, known, costs, places);
        atOnce += grams(List.of(grids.get(home)), job, List.of(new Shift.Run(0, 0, job.hours())));
        shifted += grams(actual, job, planned.runs());
      }
    }
    boolean interruptible = jobs.getFirst().interruptible();
    return new Row(
        home,
        deadline.label(),
        interruptible,
        knowledge,
        places,
        Math.round((1 - shifted / atOnce) * 1e4) / 100.0,
        deadline == ShiftSetting.Deadline.NEXT_WORKDAY
                && knowledge == Knowledge.NOISY
                && places == Places.HOME
            ? published(home, interruptible)
            : 0);
  }

  /** Where a job does not move, the best of what it could do in each place. */
  private static Shift plan(
      DeferrableJob job, List<HourlySeries> known, ShiftCosts costs, Places places) {
    if (places != Places.ANY) {
      return Shifting.plan(job, known, costs);
    }
    Shift.Planned best = new Shift.Planned(List.of(), Double.POSITIVE_INFINITY);
    for (int zone = 0; zone < known.size(); zone++) {
      if (Shifting.plan(job, List.of(known.get(zone)), costs) instanceof Shift.Planned planned
          && planned.cost() < best.cost()) {
        int there = zone;
        best =
            new Shift.Planned(
                planned.runs().stream()
                    .map(run -> new Shift.Run(there, run.first(), run.hours()))
                    .toList(),
                planned.cost());
      }
    }
    return best;
  }

  /** Wiesner et al., in the evaluation that is published with their code: next workday, 5 %. */
  private static double published(String grid, boolean interruptible) {
    return switch (grid) {
      case "DE" -> interruptible ? 7.9 : 5.9;
      case "GB" -> interruptible ? 9.0 : 6.6;
      case "FR" -> interruptible ? 5.9 : 4.8;
      default -> 0;
    };
  }

  private static double grams(List<HourlySeries> actual, DeferrableJob job, List<Shift.Run> runs) {
    double grams = 0;
    for (Shift.Run run : runs) {
      HourlySeries series = actual.get(run.zone());
      int release = series.hourOf(job.release());
      for (int hour = run.first(); hour < run.first() + run.hours(); hour++) {
        grams += series.at(release + hour);
      }
    }
    return grams;
  }

  private List<HourlySeries> noisy(List<HourlySeries> actual, int round) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000 + round);
    return actual.stream()
        .map(
            series -> {
              double deviation = NOISE * series.mean();
              return new HourlySeries(
                  series.from(),
                  IntStream.range(0, series.hours())
                      .mapToDouble(hour -> series.at(hour) + deviation * random.nextGaussian())
                      .toArray());
            })
        .toList();
  }

  /** What could be told at the release of a job of the hours until its deadline. */
  private static List<HourlySeries> told(List<HourlySeries> actual, DeferrableJob job) {
    QuantileForecaster forecaster = new QuantileForecaster();
    int window = (int) Duration.between(job.release(), job.deadline()).toHours();
    return actual.stream()
        .map(
            series -> {
              int now = series.hourOf(job.release());
              int past = QuantileForecaster.HISTORY_HOURS_MIN / 2;
              // In the first weeks there is no past yet, and the truth is taken.
              return now < past
                  ? series.part(now, now + window)
                  : forecaster.median(series, now, window);
            })
        .toList();
  }

  /** The forecaster over the year. */
  List<BackTest> backTests() {
    List<BackTest> tests = new ArrayList<>();
    grids.forEach(
        (name, series) -> {
          tests.add(backTest(name, series, 1));
          tests.add(backTest(name, series, 2));
        });
    return tests;
  }

  private static BackTest backTest(String name, HourlySeries series, int lead) {
    QuantileForecaster forecaster = new QuantileForecaster();
    double error = 0;
    double lastDay = 0;
    int inside = 0;
    int hours = 0;
    double sum = 0;
    for (int now = QuantileForecaster.HISTORY_HOURS_MIN; now + 48 <= series.hours(); now += 24) {
      Forecast told = forecaster.forecast(series.part(0, now), 48);
      for (int hour = (lead - 1) * 24; hour < lead * 24; hour++) {
        double actual = series.at(now + hour);
        error += Math.abs(told.median().at(hour) - actual);
        lastDay += Math.abs(series.at(now - 24 + hour % 24) - actual);
        inside += told.low().at(hour) <= actual && actual <= told.high().at(hour) ? 1 : 0;
        sum += actual;
        hours++;
      }
    }
    return new BackTest(
        name, lead, percent(error / sum), percent(lastDay / sum), percent(inside / (double) hours));
  }

  private static double percent(double share) {
    return Math.round(share * 1e3) / 10.0;
  }
}
