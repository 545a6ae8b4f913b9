package eu.continuo.solver.shift;

import java.time.Duration;
import java.time.Instant;

/**
 * Work that can wait: a training job, a report, a backup.
 *
 * @param release the first instant of the hour from which on it may run
 * @param hours how long it runs in all, at least 1
 * @param deadline the instant at which it has to be done
 * @param interruptible whether it may stop and go on later
 */
public record DeferrableJob(Instant release, int hours, Instant deadline, boolean interruptible) {
  /** How many hours its window has. */
  int window() {
    return Math.toIntExact(Math.max(0, Duration.between(release, deadline).toHours()));
  }
}
