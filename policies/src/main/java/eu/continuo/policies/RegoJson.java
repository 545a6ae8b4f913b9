package eu.continuo.policies;

import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Values as the JSON that OPA's server gives of them: a set is an array in the order of its items,
 * and a key that is no string is the text of it. Equal values give equal bytes.
 */
final class RegoJson {
  private RegoJson() {}

  static String text(RegoValue value) {
    return switch (value) {
      case RegoArray(var items) -> list(items);
      case RegoSet(var items) -> list(items);
      case RegoObject(var entries) ->
          entries.entrySet().stream()
              .map(entry -> RegoText.quoted(key(entry.getKey())) + ":" + text(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      default -> value.toString();
    };
  }

  private static String list(Collection<RegoValue> items) {
    return items.stream().map(RegoJson::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String key(RegoValue key) {
    return key instanceof RegoString(var text) ? text : text(key);
  }
}
