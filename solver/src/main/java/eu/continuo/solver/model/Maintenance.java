package eu.continuo.solver.model;

import java.time.Instant;

/**
 * A site is taken out of service at the instant that is planned for: nothing is placed there, and
 * what runs there must leave.
 *
 * @param until when it is back, which is not part of the window; {@link #OPEN} where nobody says
 */
public record Maintenance(SiteId site, Instant until) {

  /** The end of a window that has none. */
  public static final Instant OPEN = Instant.MAX;
}
