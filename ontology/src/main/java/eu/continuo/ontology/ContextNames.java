package eu.continuo.ontology;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * How our context writes classes, properties and concepts: what people and policies read has the
 * names that documents have. Safe for use by many threads.
 */
public final class ContextNames {
  private final JsonObject context =
      Json.createReader(new StringReader(Contexts.v1())).readObject().getJsonObject("@context");
  private final Map<String, String> names = new TreeMap<>();

  /** The names of the context of this release. */
  public ContextNames() {
    context.forEach(
        (name, definition) -> {
          String id = id(definition);
          if (id.contains(":") && !id.startsWith("http")) {
            names.put(expand(id), name);
          }
        });
  }

  /** The name of a class or a property; else with a prefix of the context; else its IRI. */
  public String of(Node term) {
    String iri = term.getURI();
    return names.containsKey(iri)
        ? names.getOrDefault(iri, iri)
        : prefixes()
            .filter(prefix -> iri.startsWith(context.getString(prefix)))
            .map(prefix -> prefix + ":" + iri.substring(context.getString(prefix).length()))
            .findFirst()
            .orElse(iri);
  }

  /** A value of a property, of which it may be a name in its scheme; else its IRI. */
  public String of(Node value, Node property) {
    return context.get(of(property)) instanceof JsonObject definition
            && definition.get("@context") instanceof JsonObject own
            && value.getURI().startsWith(own.getString("@vocab"))
        ? value.getURI().substring(own.getString("@vocab").length())
        : value.getURI();
  }

  private Stream<String> prefixes() {
    return context.keySet().stream()
        .filter(
            name ->
                context.get(name) instanceof JsonString iri && iri.getString().startsWith("http"));
  }

  private String expand(String compact) {
    String prefix = compact.substring(0, compact.indexOf(':'));
    return context.getString(prefix) + compact.substring(prefix.length() + 1);
  }

  private static String id(JsonValue definition) {
    return switch (definition) {
      case JsonString text -> text.getString();
      case JsonObject object -> object.getString("@id", "");
      default -> "";
    };
  }
}
