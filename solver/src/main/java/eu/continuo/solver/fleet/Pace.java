package eu.continuo.solver.fleet;

import java.util.function.BooleanSupplier;

/**
 * How far a part of a search has come, and when it ends. By count, the same seed gives the same
 * plan on any machine; by time, a deadline is kept.
 */
interface Pace {

  /** From 0 at the start to 1 and more at the end, after so many moves. */
  double progress(long moves);

  /** So many moves. */
  record Counted(long most) implements Pace {
    @Override
    public double progress(long moves) {
      return moves / (double) most;
    }
  }

  /**
   * A span of {@link System#nanoTime()}.
   *
   * @param isCancelled whether to end at once
   */
  record Timed(long fromNs, long toNs, BooleanSupplier isCancelled) implements Pace {
    @Override
    public double progress(long moves) {
      return isCancelled.getAsBoolean()
          ? 1
          : (System.nanoTime() - fromNs) / (double) Math.max(1, toNs - fromNs);
    }
  }
}
