package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.MalformedException;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the {@code $ref} of a schema lead: into its own document only. Nothing is fetched, as in
 * OPA when its capabilities allow no host; what OPA has on board, the schemas of schemas, and files
 * of the machine are not led to either.
 */
final class JsonSchemaReferences {
  private static final Set<String> LITERAL = Set.of("const", "enum");
  private static final Set<String> BY_NAME =
      Set.of("properties", "dependencies", "patternProperties");
  private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]{1,9}");

  private final Map<String, RegoValue> documents = new HashMap<>();
  private final IdentityHashMap<RegoObject, String> resolved = new IdentityHashMap<>();

  /**
   * Finds every identifier and resolves every reference of a document.
   *
   * @throws MalformedException when two schemas have one identifier
   */
  static JsonSchemaReferences of(RegoValue document) throws MalformedException {
    var references = new JsonSchemaReferences();
    references.resolve(document, JsonReference.EMPTY);
    references.documents.put("", document);
    return references;
  }

  private void resolve(RegoValue value, JsonReference base) throws MalformedException {
    if (value instanceof RegoArray(var items)) {
      for (var item : items) {
        resolve(item, base);
      }
    } else if (value instanceof RegoObject object) {
      resolveObject(object, base);
    }
  }

  private void resolveObject(RegoObject object, JsonReference outer) throws MalformedException {
    var base = outer;
    var id = object.get("id").or(() -> object.get("$id"));
    if (id.isPresent() && id.get() instanceof RegoString(var text)) {
      base = outer.resolve(JsonReference.parse(text));
      if (documents.putIfAbsent(base.toString(), object) != null) {
        throw new MalformedException("Reference already exists: \"%s\"".formatted(base));
      }
    }
    if (object.get("$ref").orElse(null) instanceof RegoString(var text)) {
      resolved.put(object, base.resolve(JsonReference.parse(text)).toString());
    }
    for (var entry : object.entries().entrySet()) {
      var key = ((RegoString) entry.getKey()).text();
      if (LITERAL.contains(key)) {
        continue;
      }
      if (!BY_NAME.contains(key)) {
        resolve(entry.getValue(), base);
      } else if (entry.getValue() instanceof RegoObject(var schemas)) {
        for (var schema : schemas.values()) {
          resolve(schema, base);
        }
      }
    }
  }

  /** The reference of a schema as it was resolved, or else as it is written. */
  String referenceOf(RegoObject schema, String written) {
    return resolved.getOrDefault(schema, JsonReference.parse(written).toString());
  }

  /**
   * What a reference leads to.
   *
   * @throws MalformedException when it leads out of the document or to nothing
   */
  RegoValue find(String text) throws MalformedException {
    var named = documents.get(text);
    if (named != null) {
      return named;
    }
    var reference = JsonReference.parse(text);
    var document = documents.get(reference.withoutFragment().toString());
    if (document != null) {
      return at(reference.fragment(), document);
    }
    if (reference.scheme().equals("file") || reference.authority().equals("json-schema.org")) {
      throw new UnsuppliedException("a schema with a reference to " + text);
    }
    if (!reference.isCanonical()) {
      throw new MalformedException("Reference %s must be canonical".formatted(text));
    }
    throw new MalformedException(
        "remote reference loading disabled: " + reference.withoutFragment());
  }

  /** A fragment that is no JSON pointer leads to the whole document, as in OPA. */
  private static RegoValue at(String pointer, RegoValue document) throws MalformedException {
    var value = document;
    if (!pointer.startsWith("/")) {
      return value;
    }
    for (var token : pointer.substring(1).split("/", -1)) {
      value =
          switch (value) {
            case RegoObject object -> member(object, token.replace("~1", "/").replace("~0", "~"));
            case RegoArray array -> item(array, token);
            default ->
                throw new MalformedException("Invalid token reference '%s'".formatted(token));
          };
    }
    return value;
  }

  private static RegoValue member(RegoObject object, String key) throws MalformedException {
    return object
        .get(key)
        .orElseThrow(() -> new MalformedException("Object has no key '%s'".formatted(key)));
  }

  private static RegoValue item(RegoArray array, String token) throws MalformedException {
    if (!INDEX.matcher(token).matches()) {
      throw new MalformedException("Invalid array index '%s'".formatted(token));
    }
    var index = Integer.parseInt(token);
    if (index < 0 || index >= array.items().size()) {
      throw new MalformedException(
          "Out of bound array[0,%d] index '%d'".formatted(array.items().size(), index));
    }
    return array.items().get(index);
  }
}
