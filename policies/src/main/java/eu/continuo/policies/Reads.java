package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an entrypoint of a policy reads, as the Rego tool found it by following every variable. What
 * differs only where nothing is read is decided alike.
 */
final class Reads {
  private final Step input;
  private final Step data;

  private Reads(Step input, Step data) {
    this.input = input;
    this.data = data;
  }

  /** A place, and what is read of it. */
  private static final class Step {
    private final Map<String, Step> below = new TreeMap<>();
    private boolean whole;
    private boolean shape;
  }

  /** Reads what {@code rego reads} printed about one entrypoint. */
  static Reads of(JsonNode entrypoint) {
    return new Reads(steps(entrypoint.path("input")), steps(entrypoint.path("data")));
  }

  private static Step steps(JsonNode paths) {
    var root = new Step();
    for (var path : paths) {
      var step = root;
      for (var name : path.path("path")) {
        step = step.below.computeIfAbsent(name.asText(), _ -> new Step());
      }
      if (path.path("shape").booleanValue()) {
        step.shape = true;
      } else {
        step.whole = true;
      }
    }
    return root;
  }

  /**
   * The part of a value that is read, when it stands in the input at a path.
   *
   * @param path names, and "*" for any index
   */
  JsonNode ofInput(JsonNode value, String... path) {
    var step = input;
    for (var name : path) {
      if (step.whole) {
        return value;
      }
      var next = step.below.get(name);
      if (next == null) {
        return NullNode.getInstance();
      }
      step = next;
    }
    return part(value, step);
  }

  /** The part of the data that is read. */
  JsonNode ofData(JsonNode value) {
    return part(value, data);
  }

  private static JsonNode part(JsonNode value, Step step) {
    if (step.whole) {
      return value;
    }
    return switch (value) {
      case ArrayNode array -> {
        var part = Json.array();
        for (var i = 0; i < array.size(); i++) {
          part.add(child(array.get(i), Integer.toString(i), step));
        }
        yield part;
      }
      case ObjectNode object -> {
        var part = Json.object();
        object
            .properties()
            .forEach(
                member -> {
                  if (step.shape
                      || step.below.containsKey(member.getKey())
                      || step.below.containsKey("*")) {
                    part.set(member.getKey(), child(member.getValue(), member.getKey(), step));
                  }
                });
        yield part;
      }
      default -> value;
    };
  }

  /** A member may be read by its name and as one of all. */
  private static JsonNode child(JsonNode value, String name, Step step) {
    var named = step.below.get(name);
    var any = step.below.get("*");
    if (named != null && any != null) {
      return value;
    }
    var next = named == null ? any : named;
    return next == null ? NullNode.getInstance() : part(value, next);
  }
}
