package eu.continuo.service.allow;

import eu.continuo.policies.Policy;
import java.util.List;

/**
 * The policies that decide about one thing.
 *
 * @param enforced all of them have to allow
 * @param shadows what they have against it is said, and changes nothing
 */
public record Asked(List<Policy> enforced, List<Policy> shadows) {
  public Asked {
    enforced = List.copyOf(enforced);
    shadows = List.copyOf(shadows);
  }

  boolean isNobody() {
    return enforced.isEmpty() && shadows.isEmpty();
  }
}
