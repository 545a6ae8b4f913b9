package eu.continuo.solver.fleet;

import java.time.Duration;

/** How long a search may go on. */
public sealed interface FleetLimits {

  /** Where the random numbers start. */
  long seed();

  /**
   * By counting: the same problem, seed and counts give the same plan on any machine.
   *
   * @param boundSteps how often the relaxation is solved for the bound
   * @param ruins how often nodes are emptied; each goes with a hundred single moves
   */
  record Counted(long seed, int boundSteps, long ruins) implements FleetLimits {

    public Counted {
      if (boundSteps < 1 || ruins < 1) {
        throw new IllegalArgumentException(
            "The limits are too small: boundSteps %d, ruins %d (at least 1)."
                .formatted(boundSteps, ruins));
      }
    }
  }

  /**
   * By the clock on the wall: a plan is there in time, with as good a bound as time allowed.
   *
   * @param within from the call to the plan, everything included
   */
  record Deadline(long seed, Duration within) implements FleetLimits {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public Deadline {
      if (within.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "The deadline is too near: %s (at least %s).".formatted(within, SHORTEST));
      }
    }
  }
}
