package eu.continuo.service.notify;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How subscribers are told.
 *
 * @param file where subscriptions are kept; null where they are gone with the instance
 * @param loopback whether this machine itself may be called, in clear text too
 * @param firstPause how long to wait after the first failure; each time twice as long
 * @param tries how often one event is tried before the subscription is disabled
 */
public record Webhooks(@Nullable Path file, boolean loopback, Duration firstPause, int tries) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final int TRIES = 8;

  /** Eight tries within about four minutes. */
  public Webhooks(@Nullable Path file, boolean loopback) {
    this(file, loopback, FIRST_PAUSE, TRIES);
  }
}
