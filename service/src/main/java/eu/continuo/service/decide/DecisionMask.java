package eu.continuo.service.decide;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is taken out of a decision before it is written down, as the result of OPA's {@code
 * system.log.mask} says it: a JSON pointer erases, {@code {"op": "upsert", "path": …, "value": …}}
 * puts something else there.
 */
public final class DecisionMask {
  /** What is erased of every event, for it names a secret. */
  public static final List<String> SECRETS =
      List.of("/input/password", "/input/secret", "/input/token", "/input/authorization");

  private final List<Rule> rules;

  private DecisionMask(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Erases {@link #SECRETS}. */
  public static DecisionMask ofSecrets() {
    return new DecisionMask(SECRETS.stream().map(DecisionMask::erasing).toList());
  }

  /**
   * A mask as OPA writes it, beside {@link #SECRETS}.
   *
   * @param json an array in UTF-8
   * @throws IllegalArgumentException where an entry cannot be understood; a mask that is partly
   *     understood would let a secret through
   */
  public static DecisionMask read(byte[] json) {
    try {
      return of(DecisionLog.JSON.readTree(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("It is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static DecisionMask of(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("A mask is an array of JSON pointers and objects.");
    }
    List<Rule> rules = new ArrayList<>(ofSecrets().rules);
    for (JsonNode entry : json.values()) {
      rules.add(rule(entry));
    }
    return new DecisionMask(rules);
  }

  private static Rule rule(JsonNode entry) {
    if (entry.isString()) {
      return erasing(entry.stringValue());
    }
    String path = entry.path("path").asString("");
    return switch (entry.path("op").asString("")) {
      case "remove" -> erasing(path);
      case "upsert" -> new Rule(pointer(path), path, entry.path("value"));
      default ->
          throw new IllegalArgumentException(
              "This is no entry of a mask: " + entry + ". Its op is remove or upsert.");
    };
  }

  private static Rule erasing(String path) {
    return new Rule(pointer(path), path, null);
  }

  private static JsonPointer pointer(String path) {
    if (!path.startsWith("/input") && !path.startsWith("/result")) {
      throw new IllegalArgumentException(
          "\"" + path + "\" is no JSON pointer into /input or /result.");
    }
    return JsonPointer.compile(path);
  }

  /** Masks an event in place, and notes in it what was erased and what was masked. */
  void apply(ObjectNode event) {
    List<String> erased = new ArrayList<>();
    List<String> masked = new ArrayList<>();
    for (Rule rule : rules) {
      JsonNode parent = event.at(rule.pointer.head());
      String name = rule.pointer.last().getMatchingProperty();
      int index = rule.pointer.last().getMatchingIndex();
      if (event.at(rule.pointer).isMissingNode()) {
        continue;
      }
      JsonNode value = rule.value;
      if (parent instanceof ObjectNode object && value == null) {
        object.remove(name);
      } else if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else if (parent instanceof ArrayNode array && value == null) {
        array.remove(index);
      } else if (parent instanceof ArrayNode array) {
        array.set(index, value);
      }
      (value == null ? erased : masked).add(rule.path);
    }
    if (!erased.isEmpty()) {
      erased.forEach(event.putArray("erased")::add);
    }
    if (!masked.isEmpty()) {
      masked.forEach(event.putArray("masked")::add);
    }
  }

  private record Rule(
      JsonPointer pointer, String path, @org.jspecify.annotations.Nullable JsonNode value) {}
}
