package eu.continuo.solver;

import java.time.Duration;

/**
 * How long a search may go on. It ends by counting its own moves, so that the same seed gives the
 * same plan on any machine; the cap on time is for safety, and a plan says when it was hit.
 *
 * @param seed where the random numbers start
 * @param movesPerComponent how many changes of a plan are tried, for each component of the problem
 * @param timeCap the search ends after so much time in any case
 */
public record PlacerLimits(long seed, int movesPerComponent, Duration timeCap) {

  /** Enough for tens of components over tens of sites, in a second or two. */
  public static final PlacerLimits DEFAULT = new PlacerLimits(0, 7_000, Duration.ofSeconds(20));

  /**
   * Limits as given.
   *
   * @throws IllegalArgumentException if a limit is not positive: a mistake of the caller, not of
   *     the problem
   */
  public PlacerLimits {
    if (movesPerComponent < 1 || timeCap.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The limits must be positive: movesPerComponent %d, timeCap %s."
              .formatted(movesPerComponent, timeCap));
    }
  }
}
