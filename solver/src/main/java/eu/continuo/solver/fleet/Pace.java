package eu.continuo.solver.fleet;

import java.util.function.BooleanSupplier;

/**
 * How far a search has come, and when it ends. By count, the same seed gives the same plan on any
 * machine; by time, a deadline is kept.
 */
interface Pace {

  /** From 0 at the start to 1 and more at the end, after so many tries. */
  double progress(long tries);

  /** So many tries. */
  static Pace counted(long most) {
    return tries -> tries / (double) most;
  }

  /** A span of {@link System#nanoTime()}. */
  static Pace timed(long fromNs, long toNs) {
    double span = Math.max(1, toNs - fromNs);
    return tries -> (System.nanoTime() - fromNs) / span;
  }

  /** This pace, but at its end as soon as asked to stop. */
  default Pace unless(BooleanSupplier isStopped) {
    return tries -> isStopped.getAsBoolean() ? 1 : progress(tries);
  }
}
