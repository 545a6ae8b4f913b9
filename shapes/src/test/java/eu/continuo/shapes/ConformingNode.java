package eu.continuo.shapes;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a conforming case, as an example of its class.
 *
 * @param file the case, below {@code shapes/}
 * @param json the node as it stands there
 */
record ConformingNode(String file, String json) {
  private static final JsonWriterFactory PRETTY =
      Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

  /** The first node of a type in the cases, and else in their neighbours. */
  static Optional<ConformingNode> of(String type) {
    return Stream.concat(
            Cases.concepts().stream().flatMap(concept -> Cases.conforming(concept).stream()),
            Stream.of(Cases.NEIGHBOURS))
        .flatMap(file -> of(file, type).stream())
        .findFirst();
  }

  private static Optional<ConformingNode> of(Path file, String type) {
    return nodes(document(file))
        .filter(node -> types(node).anyMatch(type::equals))
        .findFirst()
        .map(node -> new ConformingNode(Cases.ROOT.relativize(file).toString(), pretty(node)));
  }

  /** A document as it is written. */
  static JsonObject document(Path file) {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every object of a document that is a node, however deep. */
  static Stream<JsonObject> nodes(JsonValue value) {
    return switch (value) {
      case JsonArray array -> array.stream().flatMap(ConformingNode::nodes);
      case JsonObject object ->
          Stream.concat(
              object.containsKey("type") ? Stream.of(object) : Stream.of(),
              object.values().stream().flatMap(ConformingNode::nodes));
      default -> Stream.of();
    };
  }

  private static Stream<String> types(JsonObject node) {
    JsonValue type = node.get("type");
    Stream<? extends JsonValue> types =
        type instanceof JsonArray array ? array.stream() : Stream.ofNullable(type);
    return types.filter(JsonString.class::isInstance).map(t -> ((JsonString) t).getString());
  }

  /** An object over several lines. */
  static String pretty(JsonObject node) {
    StringWriter text = new StringWriter();
    PRETTY.createWriter(text).writeObject(node);
    return text.toString().strip().replace("    ", "  ");
  }
}
