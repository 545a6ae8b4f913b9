package eu.continuo.policies;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small changes to JSON documents, of the kinds in which facts are wrong. */
final class JsonChanges {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonChanges() {}

  /** Where the members and elements of a document lie, at every depth. */
  static List<JsonPointer> places(JsonNode document) {
    var places = new ArrayList<JsonPointer>();
    collect(document, JsonPointer.empty(), places);
    return places;
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  member -> {
                    var there = at.appendProperty(member.getKey());
                    places.add(there);
                    collect(member.getValue(), there, places);
                  });
      case ArrayNode array -> {
        for (var i = 0; i < array.size(); i++) {
          var there = at.appendIndex(i);
          places.add(there);
          collect(array.get(i), there, places);
        }
      }
      default -> {
        // A value has no parts; it goes with its member.
      }
    }
  }

  /** A copy without what lies at a place. */
  static <T extends JsonNode> T without(T document, JsonPointer place) {
    T copy = document.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.remove(place.last().getMatchingProperty());
      case ArrayNode array -> array.remove(place.last().getMatchingIndex());
      default -> throw new IllegalArgumentException(place.toString());
    }
    return copy;
  }

  /** Changes one place of a document below its outermost members: drop, swap, retype or perturb. */
  static ObjectNode changed(ObjectNode document, Random random) {
    var places = places(document).stream().filter(each -> !each.head().matches()).toList();
    if (places.isEmpty()) {
      return document;
    }
    var place = places.get(random.nextInt(places.size()));
    var other = places.get(random.nextInt(places.size()));
    return switch (random.nextInt(4)) {
      case 0 -> without(document, place);
      case 1 -> with(document, place, document.at(other).deepCopy());
      case 2 -> with(document, place, ofAnyType(random));
      default -> with(document, place, perturbed(document.at(place), random));
    };
  }

  private static ObjectNode with(ObjectNode document, JsonPointer place, JsonNode value) {
    var copy = document.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      default -> throw new IllegalArgumentException(place.toString());
    }
    return copy;
  }

  private static JsonNode ofAnyType(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(3) - 1);
      case 3 -> NODES.textNode("");
      case 4 -> NODES.textNode("urn:place:EU");
      case 5 -> NODES.arrayNode();
      case 6 -> NODES.arrayNode().add("urn:place:EU");
      default -> NODES.objectNode();
    };
  }

  private static JsonNode perturbed(JsonNode value, Random random) {
    if (value.isNumber()) {
      return NODES.numberNode(value.longValue() + random.nextInt(5) - 2);
    }
    if (value.isTextual()) {
      return NODES.textNode(value.textValue() + "é");
    }
    if (value.isBoolean()) {
      return NODES.booleanNode(!value.booleanValue());
    }
    return value instanceof ArrayNode array && !array.isEmpty()
        ? array.deepCopy().add(array.get(random.nextInt(array.size())).deepCopy())
        : NODES.arrayNode().add(value.deepCopy());
  }
}
