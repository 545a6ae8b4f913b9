package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of one kind, each once and numbered from 0, by what of them a policy reads. */
final class Classes {
  private final Map<JsonNode, Integer> ids = new HashMap<>();
  private final List<JsonNode> values = new ArrayList<>();

  /** The number of a value, a new one where it is not known yet. */
  int of(JsonNode read) {
    return ids.computeIfAbsent(
        read,
        value -> {
          values.add(value);
          return values.size() - 1;
        });
  }

  int size() {
    return values.size();
  }

  JsonNode value(int number) {
    return values.get(number);
  }

  /** The values from a number on. */
  ArrayNode from(int first) {
    return between(first, values.size());
  }

  ArrayNode between(int first, int end) {
    return Json.array().addAll(values.subList(first, end));
  }

  void clear() {
    ids.clear();
    values.clear();
  }
}
