package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that stands against running a component at a site, or against a use.
 *
 * @param code what kind of thing, such as {@code control.outside}; the policy's README lists its
 *     codes. The service itself adds {@code policy.failed} and {@code policy.unanswered}
 * @param requirement the IRI of the requirement or rule that is not met; empty where the reason
 *     concerns the request as a whole
 * @param values the facts that the message names, by their role
 * @param message the reason in words
 * @param policy the policy that says so
 */
public record Reason(
    String code, String requirement, Map<String, String> values, String message, String policy) {
  public Reason {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** A reason as policies give it. */
  static Reason of(JsonNode node, String policy) {
    var values = new TreeMap<String, String>();
    node.path("values")
        .properties()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return new Reason(
        node.path("code").asText(),
        node.path("requirement").asText(),
        values,
        node.path("message").asText(),
        policy);
  }
}
