package eu.continuo.solver.shift;

import java.util.List;

/** When and where a job runs, or why it cannot. */
public sealed interface Shift {

  /**
   * It runs in these hours.
   *
   * @param runs in the order of time
   * @param cost the figures of these hours, added up, and what resuming and moving cost
   */
  record Planned(List<Run> runs, double cost) implements Shift {
    public Planned {
      runs = List.copyOf(runs);
    }

    /** How many hours it runs. */
    public int hours() {
      return runs.stream().mapToInt(Run::hours).sum();
    }
  }

  /**
   * A stretch without a break.
   *
   * @param zone the number of the zone, in the order in which zones were given
   * @param first the number of its first hour, counted from the release of the job
   * @param hours how long it is
   */
  record Run(int zone, int first, int hours) {}

  /**
   * It cannot be done in time.
   *
   * @param missingHours by how much its window, or what is known of the figures in it, is too short
   */
  record TooShort(int missingHours) implements Shift {}
}
