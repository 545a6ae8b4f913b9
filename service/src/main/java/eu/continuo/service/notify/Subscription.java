package eu.continuo.service.notify;

import eu.continuo.service.graph.Principal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of commits at an address of their own.
 *
 * @param id its name
 * @param sink where events are sent
 * @param view whose view they show
 * @param next the number of the next commit that is to be sent
 * @param disabled why nothing is sent any more; null while it is
 */
public record Subscription(
    String id, URI sink, Principal view, long next, @Nullable String disabled) {
  Subscription at(long commit) {
    return new Subscription(id, sink, view, commit, disabled);
  }

  Subscription disabled(String reason) {
    return new Subscription(id, sink, view, next, reason);
  }
}
