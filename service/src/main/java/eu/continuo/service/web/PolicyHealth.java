package eu.continuo.service.web;

import eu.continuo.service.govern.Followed;
import eu.continuo.service.wiring.Instance;
import java.io.IOException;
import java.util.SortedMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether new policies reach this service. Where they do not it goes on with those it has, so that
 * nothing that asks for its health need send its users elsewhere: the word is {@code DEGRADED}, and
 * the status of HTTP is that of a service that is up.
 */
@Component("policies")
final class PolicyHealth implements HealthIndicator {
  static final String DEGRADED = "DEGRADED";

  private final Instance instance;

  PolicyHealth(Instance instance) {
    this.instance = instance;
  }

  @Override
  public Health health() {
    try {
      SortedMap<String, Followed> states = instance.governing().followed();
      boolean well =
          instance.inForce().isFollowing()
              && states.values().stream().allMatch(state -> state.wrong().isEmpty());
      return (well ? Health.up() : Health.status(DEGRADED)).build();
    } catch (IOException e) {
      return Health.status(DEGRADED).build();
    }
  }
}
