package eu.continuo.solver.shift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives a job the hours, and the zones, of least cost. What it gives is the optimum for one job:
 * whoever has more jobs than machines counts the machines in.
 *
 * <p>Where breaks cost something, the optimum comes of a table over hours, hours left to run, and
 * where the job is: an exact dynamic programme. Equal costs are decided for the earlier hour, so
 * that the same figures give the same plan.
 */
public final class Shifting {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final DeferrableJob job;
  private final List<HourlySeries> zones;
  private final ShiftCosts costs;
  private final int window;

  private Shifting(DeferrableJob job, List<HourlySeries> zones, ShiftCosts costs, int window) {
    this.job = job;
    this.zones = zones;
    this.costs = costs;
    this.window = window;
  }

  /**
   * Plans one job.
   *
   * @param zones the figure of each hour in each zone where it may run; at least one zone
   * @param costs what breaks and moves cost; a job that is not interruptible has neither
   */
  public static Shift plan(DeferrableJob job, List<HourlySeries> zones, ShiftCosts costs) {
    int known =
        zones.stream()
            .mapToInt(
                zone ->
                    zone.hourOf(job.release()) < 0 ? 0 : zone.hours() - zone.hourOf(job.release()))
            .min()
            .orElse(0);
    int window = Math.min(job.window(), Math.max(0, known));
    if (window < job.hours()) {
      return new Shift.TooShort(job.hours() - window);
    }
    Shifting shifting = new Shifting(job, zones, costs, window);
    if (!job.interruptible()) {
      return shifting.atOnce();
    }
    boolean free = costs.resume() == 0 && (zones.size() == 1 || costs.move() == 0);
    return free ? shifting.anyHours() : shifting.inParts();
  }

  /** Where breaks cost nothing: the cheapest hours, each in the zone where it is cheapest. */
  private Shift anyHours() {
    int[] cheapest = new int[window];
    for (int hour = 0; hour < window; hour++) {
      for (int zone = 1; zone < zones.size(); zone++) {
        if (figure(zone, hour) < figure(cheapest[hour], hour)) {
          cheapest[hour] = zone;
        }
      }
    }
    int[] chosen =
        IntStream.range(0, window)
            .boxed()
            .sorted(Comparator.comparingDouble(hour -> figure(cheapest[hour], hour)))
            .limit(job.hours())
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    List<Shift.Run> runs = new ArrayList<>();
    double cost = 0;
    for (int hour : chosen) {
      append(runs, cheapest[hour], hour);
      cost += figure(cheapest[hour], hour);
    }
    return new Shift.Planned(runs, cost);
  }

  private static void append(List<Shift.Run> runs, int zone, int hour) {
    if (!runs.isEmpty()
        && runs.getLast().zone() == zone
        && runs.getLast().first() + runs.getLast().hours() == hour) {
      Shift.Run last = runs.removeLast();
      runs.add(new Shift.Run(zone, last.first(), last.hours() + 1));
    } else {
      runs.add(new Shift.Run(zone, hour, 1));
    }
  }

  private double figure(int zone, int hour) {
    HourlySeries series = zones.get(zone);
    return series.at(series.hourOf(job.release()) + hour);
  }

  private Shift atOnce() {
    int bestZone = 0;
    int bestStart = 0;
    double best = NEVER;
    for (int zone = 0; zone < zones.size(); zone++) {
      for (int start = 0; start + job.hours() <= window; start++) {
        double sum = 0;
        for (int hour = start; hour < start + job.hours(); hour++) {
          sum += figure(zone, hour);
        }
        if (sum < best || (sum == best && start < bestStart)) {
          best = sum;
          bestZone = zone;
          bestStart = start;
        }
      }
    }
    return new Shift.Planned(List.of(new Shift.Run(bestZone, bestStart, job.hours())), best);
  }

  /**
   * The table of what the rest costs, from the last hour back.
   *
   * <p>A state is the hours that are left to run, the zone where the job was last (or none before
   * it begins), and whether it ran in the hour before.
   */
  private Shift inParts() {
    int places = zones.size() + 1;
    double[][][] rest = new double[window + 1][][];
    short[][][] choice = new short[window][][];
    rest[window] = table(places);
    for (int state = 0; state < places * 2; state++) {
      rest[window][0][state] = 0;
    }
    for (int hour = window - 1; hour >= 0; hour--) {
      rest[hour] = table(places);
      choice[hour] = new short[job.hours() + 1][places * 2];
      for (int left = 0; left <= Math.min(job.hours(), window - hour); left++) {
        for (int state = 0; state < places * 2; state++) {
          decide(hour, left, state, rest, choice);
        }
      }
    }
    return traced(rest[0][job.hours()][state(zones.size(), false)], choice);
  }

  private double[][] table(int places) {
    double[][] table = new double[job.hours() + 1][places * 2];
    for (double[] row : table) {
      Arrays.fill(row, NEVER);
    }
    return table;
  }

  private static int state(int place, boolean running) {
    return place * 2 + (running ? 1 : 0);
  }

  private void decide(int hour, int left, int state, double[][][] rest, short[][][] choice) {
    int place = state / 2;
    double best = NEVER;
    int chosen = zones.size();
    if (left > 0) {
      for (int zone = 0; zone < zones.size(); zone++) {
        double cost =
            figure(zone, hour)
                + broken(place, state % 2 == 1, zone)
                + rest[hour + 1][left - 1][state(zone, true)];
        if (cost < best) {
          best = cost;
          chosen = zone;
        }
      }
    }
    double waiting = rest[hour + 1][left][state(place, false)];
    if (waiting < best) {
      best = waiting;
      chosen = zones.size();
    }
    rest[hour][left][state] = best;
    choice[hour][left][state] = (short) chosen;
  }

  /** What it costs to run in a zone after what was before. */
  private double broken(int place, boolean running, int zone) {
    if (place == zones.size()) {
      return 0;
    }
    double moved = place == zone ? 0 : costs.move();
    return running ? moved : moved + costs.resume();
  }

  private Shift traced(double cost, short[][][] choice) {
    List<Shift.Run> runs = new ArrayList<>();
    int left = job.hours();
    int place = zones.size();
    boolean running = false;
    for (int hour = 0; hour < window && left > 0; hour++) {
      int chosen = choice[hour][left][state(place, running)];
      if (chosen == zones.size()) {
        running = false;
        continue;
      }
      append(runs, chosen, hour);
      place = chosen;
      running = true;
      left--;
    }
    return new Shift.Planned(runs, cost);
  }
}
