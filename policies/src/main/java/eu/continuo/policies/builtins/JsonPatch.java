package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch, which OPA extends to sets and to paths whose steps are values.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonPatch {
  private JsonPatch() {}

  static RegoValue call(Operands operands) throws UndefinedException {
    RegoValue document = operands.value(0);
    var operations = operands.array(1);
    for (var i = 0; i < operations.size(); i++) {
      // OPA itself breaks when it goes on after the whole document was replaced.
      if (i > 0 && replacesWhole(operations.get(i - 1))) {
        throw new UnsuppliedException("json.patch goes on after it replaced the whole document");
      }
      document = apply(operations.get(i), document);
    }
    if (document == null) {
      throw new UndefinedException("nothing is left");
    }
    return document;
  }

  private static boolean replacesWhole(RegoValue operation) throws UndefinedException {
    return operation instanceof RegoObject object
        && object.get("op").filter(RegoValue.of("replace")::equals).isPresent()
        && path(attribute(object, "path")).isEmpty();
  }

  /** The document after one operation; null after the whole of it was removed. */
  private static @Nullable RegoValue apply(RegoValue operation, @Nullable RegoValue document)
      throws UndefinedException {
    if (!(operation instanceof RegoObject object)) {
      throw new UndefinedException("must be an array of JSON-Patch objects");
    }
    var pathValue = attribute(object, "path");
    var op = Operands.string(attribute(object, "op"));
    var path = path(pathValue);
    return switch (op) {
      case "add" -> inserted(document, path, attribute(object, "value"));
      case "remove" -> removed(document, path);
      case "replace" -> {
        var without = removed(document, path);
        yield inserted(without, path, attribute(object, "value"));
      }
      case "move" -> {
        var from = path(attribute(object, "from"));
        var moved = found(document, from);
        yield inserted(removed(document, from), path, moved);
      }
      case "copy" -> inserted(document, path, found(document, path(attribute(object, "from"))));
      case "test" -> {
        var value = found(document, path);
        if (!value.equals(attribute(object, "value"))) {
          throw new UndefinedException("the value at the path is another");
        }
        yield document;
      }
      default -> throw new UndefinedException("unrecognized op: " + op);
    };
  }

  private static RegoValue attribute(RegoObject operation, String name) throws UndefinedException {
    return operation
        .get(name)
        .orElseThrow(() -> new UndefinedException("missing required attribute '" + name + "'"));
  }

  private static List<RegoValue> path(RegoValue path) throws UndefinedException {
    return switch (path) {
      case RegoArray(var steps) -> steps;
      case RegoString(var text) when text.isEmpty() -> List.of();
      case RegoString(var text) -> {
        var steps = new ArrayList<RegoValue>();
        for (var step : text.replaceFirst("^/+", "").split("/", -1)) {
          steps.add(RegoValue.of(step.replace("~1", "/").replace("~0", "~")));
        }
        yield steps;
      }
      default -> throw new UndefinedException("a path is a string or an array");
    };
  }

  private static RegoValue found(@Nullable RegoValue document, List<RegoValue> path)
      throws UndefinedException {
    var value = document;
    for (var step : path) {
      value = child(value, step);
    }
    return existing(value);
  }

  private static RegoValue existing(@Nullable RegoValue value) throws UndefinedException {
    if (value == null) {
      throw new UndefinedException("nothing is at the path");
    }
    return value;
  }

  private static RegoValue child(@Nullable RegoValue parent, RegoValue step)
      throws UndefinedException {
    return switch (existing(parent)) {
      case RegoObject(var entries) -> existing(entries.get(step));
      case RegoSet set when set.contains(step) -> step;
      case RegoArray(var items) -> items.get(index(step, items.size(), items.size() - 1));
      default -> throw new UndefinedException("nothing is at the path");
    };
  }

  private static RegoValue inserted(
      @Nullable RegoValue document, List<RegoValue> path, RegoValue value)
      throws UndefinedException {
    if (path.isEmpty()) {
      return value;
    }
    var step = path.getFirst();
    if (path.size() > 1) {
      return replaced(
          existing(document),
          step,
          inserted(child(document, step), path.subList(1, path.size()), value));
    }
    return switch (existing(document)) {
      case RegoObject(var entries) -> {
        var copy = new TreeMap<>(entries);
        copy.put(step, value);
        yield new RegoObject(copy);
      }
      case RegoSet(var items) when step.equals(value) -> {
        var copy = new ArrayList<>(items);
        copy.add(value);
        yield new RegoSet(copy);
      }
      case RegoArray(var items) -> {
        var copy = new ArrayList<>(items);
        copy.add(index(step, items.size(), items.size()), value);
        yield new RegoArray(copy);
      }
      default -> throw new UndefinedException("nothing can be inserted at the path");
    };
  }

  private static @Nullable RegoValue removed(@Nullable RegoValue document, List<RegoValue> path)
      throws UndefinedException {
    if (path.isEmpty()) {
      existing(document);
      return null;
    }
    var step = path.getFirst();
    var child = child(document, step);
    if (path.size() > 1) {
      return replaced(
          existing(document), step, existing(removed(child, path.subList(1, path.size()))));
    }
    return switch (existing(document)) {
      case RegoObject(var entries) -> {
        var copy = new TreeMap<>(entries);
        copy.remove(step);
        yield new RegoObject(copy);
      }
      case RegoSet(var items) ->
          new RegoSet(items.stream().filter(item -> !item.equals(step)).toList());
      case RegoArray(var items) -> {
        var copy = new ArrayList<>(items);
        copy.remove(index(step, items.size(), items.size() - 1));
        yield new RegoArray(copy);
      }
      default -> throw new UndefinedException("nothing can be removed at the path");
    };
  }

  /** The parent with another child at a step at which there is one. */
  private static RegoValue replaced(RegoValue parent, RegoValue step, RegoValue child)
      throws UndefinedException {
    return switch (parent) {
      case RegoObject(var entries) -> {
        var copy = new TreeMap<>(entries);
        copy.put(step, child);
        yield new RegoObject(copy);
      }
      case RegoSet(var items) -> {
        var copy = new ArrayList<>(items);
        Collections.replaceAll(copy, step, child);
        yield new RegoSet(copy);
      }
      case RegoArray(var items) -> {
        var copy = new ArrayList<>(items);
        copy.set(index(step, items.size(), items.size() - 1), child);
        yield new RegoArray(copy);
      }
      default -> throw new UndefinedException("nothing is at the path");
    };
  }

  private static int index(RegoValue step, int length, int most) throws UndefinedException {
    var text =
        switch (step) {
          case RegoNumber number -> number.literal();
          case RegoString(var name) when name.equals("-") -> Integer.toString(length);
          case RegoString(var name) when name.equals("0") || !name.startsWith("0") -> name;
          default -> throw new UndefinedException("invalid type for indexing");
        };
    try {
      var index = Integer.parseInt(text);
      if (index >= 0 && index <= most) {
        return index;
      }
    } catch (NumberFormatException _) {
      // Not a whole number.
    }
    throw new UndefinedException("index for array out of bounds");
  }
}
