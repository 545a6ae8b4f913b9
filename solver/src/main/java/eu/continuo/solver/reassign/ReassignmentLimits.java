package eu.continuo.solver.reassign;

import java.time.Duration;

/** How long a search may go on. */
public sealed interface ReassignmentLimits {

  /** Where the random numbers start. */
  long seed();

  /** How many searches go on side by side, each in a thread of its own. */
  int walkers();

  /**
   * By counting: the same problem, seed and counts give the same plan on any machine.
   *
   * @param steps how often each walker does some moves
   */
  record Counted(long seed, int walkers, long steps) implements ReassignmentLimits {

    public Counted {
      if (walkers < 1 || steps < 1) {
        throw new IllegalArgumentException(
            "The limits are too small: walkers %d, steps %d (at least 1)."
                .formatted(walkers, steps));
      }
    }
  }

  /**
   * By the clock on the wall.
   *
   * @param within from the call to the plan
   */
  record Deadline(long seed, int walkers, Duration within) implements ReassignmentLimits {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public Deadline {
      if (walkers < 1 || within.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "The limits are too small: walkers %d (at least 1), within %s (at least %s)."
                .formatted(walkers, within, SHORTEST));
      }
    }
  }
}
