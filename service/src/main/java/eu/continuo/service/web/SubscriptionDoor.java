package eu.continuo.service.web;

import eu.continuo.service.graph.Principal;
import eu.continuo.service.notify.CloudEvent;
import eu.continuo.service.notify.Notices;
import eu.continuo.service.notify.Subscription;
import eu.continuo.service.notify.Subscriptions;
import eu.continuo.service.notify.Webhooks;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who is told of commits at an address of their own. Operators alone say who. */
@RestController
class SubscriptionDoor {
  private final Subscriptions subscriptions;

  SubscriptionDoor(Instance instance, JsonMapper json, Webhooks webhooks) {
    this.subscriptions =
        new Subscriptions(
            new Notices(instance.continuum()),
            instance.continuum().names().base(),
            (CloudEvent event) -> json.writeValueAsString(event),
            webhooks,
            instance.clock());
  }

  /**
   * Somebody who is to be told.
   *
   * @param sink where events are sent
   * @param view {@code public}, or {@code restricted} for all that operators see; public where
   *     nothing is said
   * @param from the number of the first commit; the next one where nothing is said
   */
  record Wish(@Nullable String sink, @Nullable String view, @Nullable Long from) {}

  /** A subscription as it is shown; the secret once, to whoever made it. */
  record Shown(
      String id,
      URI sink,
      String view,
      long next,
      @Nullable String disabled,
      @Nullable String secret) {
    static Shown of(Subscription s, @Nullable String secret) {
      return new Shown(
          s.id(),
          s.sink(),
          s.view() == Principal.ANYONE ? "public" : "restricted",
          s.next(),
          s.disabled(),
          secret);
    }

    @Override
    public String toString() {
      return "subscription " + id;
    }
  }

  @PostMapping("/subscriptions")
  ResponseEntity<Shown> subscribe(@RequestBody Wish wish) {
    return switch (subscriptions.subscribe(sink(wish), view(wish), wish.from)) {
      case Subscriptions.Answer.Subscribed(Subscription subscription, String secret) ->
          ResponseEntity.status(HttpStatus.CREATED).body(Shown.of(subscription, secret));
      case Subscriptions.Answer.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
    };
  }

  @GetMapping("/subscriptions")
  List<Shown> list(HttpServletRequest request) {
    Token.operator(request, "Subscriptions are the operator's.");
    return subscriptions.list().stream().map(s -> Shown.of(s, null)).toList();
  }

  @DeleteMapping("/subscriptions/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    if (!subscriptions.delete(id)) {
      throw new Refusal(
          404,
          Finding.violation(
              "request.not-found",
              "There is no subscription " + id + ".",
              "GET /subscriptions lists them."));
    }
    return ResponseEntity.noContent().build();
  }

  @PreDestroy
  void close() throws IOException {
    subscriptions.close();
  }

  private static URI sink(Wish wish) {
    try {
      return URI.create(wish.sink == null ? "" : wish.sink);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          400,
          Finding.violation("request.parameter", "\"" + wish.sink + "\" is no address.", null));
    }
  }

  private static Principal view(Wish wish) {
    return switch (wish.view == null ? "public" : wish.view) {
      case "public" -> Principal.ANYONE;
      case "restricted" -> Principal.OPERATOR;
      default ->
          throw new Refusal(
              400,
              Finding.violation(
                  "request.parameter",
                  "\"" + wish.view + "\" is no view.",
                  "Say public or restricted."));
    };
  }
}
