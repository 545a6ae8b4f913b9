package eu.continuo.ontology;

import com.apicatalog.jsonld.uri.UriUtils;
import com.apicatalog.jsonld.uri.UriValidationPolicy;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names in an expanded document that are no absolute IRI. What they name is dropped without a
 * word on the way to RDF (JSON-LD 1.1 API, section 8.1.2), by the very check that is made here.
 */
final class DroppedIris {
  private final UriValidationPolicy policy;
  private final Set<String> found = new TreeSet<>();

  private DroppedIris(UriValidationPolicy policy) {
    this.policy = policy;
  }

  static Set<String> of(JsonArray expanded, UriValidationPolicy policy) {
    DroppedIris dropped = new DroppedIris(policy);
    dropped.look(expanded);
    return dropped.found;
  }

  private void look(JsonValue value) {
    switch (value) {
      case JsonArray array -> array.forEach(this::look);
      // The engine itself refuses a datatype that is no IRI.
      case JsonObject object when object.containsKey("@value") -> {}
      case JsonObject object -> object.forEach(this::member);
      default -> {}
    }
  }

  private void member(String key, JsonValue value) {
    switch (key) {
      case "@id", "@type" -> names(value);
      case "@reverse", "@graph", "@included", "@list" -> look(value);
      default -> {
        if (!key.startsWith("@")) {
          name(key);
          look(value);
        }
      }
    }
  }

  private void names(JsonValue value) {
    switch (value) {
      case JsonString text -> name(text.getString());
      case JsonArray array -> array.forEach(this::names);
      default -> {}
    }
  }

  private void name(String iri) {
    if (!iri.startsWith("_:") && !UriUtils.isAbsoluteUri(iri, policy)) {
      found.add(iri);
    }
  }
}
