package eu.continuo.ontology;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * One test of the JSON-LD 1.1 suite, as its manifest gives it.
 *
 * @param suite what is tested: expand, compact, flatten, toRdf or fromRdf
 * @param entry the object of the manifest
 */
record SuiteTest(String suite, JsonObject entry) {
  String id() {
    return entry.getString("@id").substring(1);
  }

  String name() {
    return entry.getString("name");
  }

  /** The address of the document that goes in. */
  URI input() {
    return JsonLdSuite.BASE.resolve(entry.getString("input"));
  }

  /** The address of what comes out; none where an error does, or nothing is said of it. */
  Optional<URI> expected() {
    return document("expect");
  }

  /** The context to compact with. */
  Optional<URI> context() {
    return document("context");
  }

  /** The error that the standard demands, in its words. */
  Optional<String> error() {
    return Optional.ofNullable(entry.getString("expectErrorCode", null));
  }

  /** The options of the API, as the standard names them. */
  JsonObject options() {
    return entry.containsKey("option")
        ? entry.getJsonObject("option")
        : JsonObject.EMPTY_JSON_OBJECT;
  }

  /** The address that relative IRIs of the input are resolved against. */
  URI documentBase() {
    return URI.create(options().getString("base", input().toString()));
  }

  /** Tests of JSON-LD 1.0 that no processor of 1.1 passes, as the manifests say. */
  boolean isOfVersion10() {
    return options().getString("specVersion", "json-ld-1.1").equals("json-ld-1.0");
  }

  private Optional<URI> document(String key) {
    return Optional.ofNullable(entry.getString(key, null)).map(JsonLdSuite.BASE::resolve);
  }
}
