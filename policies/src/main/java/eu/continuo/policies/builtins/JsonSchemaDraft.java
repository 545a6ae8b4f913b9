package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.MalformedException;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoBoolean;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;

/** The drafts of JSON Schema that OPA knows, each with the keywords of those before it. */
enum JsonSchemaDraft {
  DRAFT_4("http://json-schema.org/draft-04/schema"),
  DRAFT_6("http://json-schema.org/draft-06/schema"),
  DRAFT_7("http://json-schema.org/draft-07/schema"),
  /** What a schema is that names none of them: the keywords of all. */
  HYBRID("");

  private final String url;

  JsonSchemaDraft(String url) {
    this.url = url;
  }

  /** The draft that the {@code $schema} of a document names. */
  static JsonSchemaDraft of(RegoValue document) throws MalformedException {
    if (document instanceof RegoBoolean) {
      return HYBRID;
    }
    if (!(document instanceof RegoObject object)) {
      throw new MalformedException("schema is invalid");
    }
    var named = object.get("$schema");
    if (named.isEmpty()) {
      return HYBRID;
    }
    if (!(named.get() instanceof RegoString(var text))) {
      throw new MalformedException("$schema must be of type string");
    }
    var reference = JsonReference.parse(text).toString();
    for (var draft : values()) {
      if (draft != HYBRID && draft.url.equals(reference)) {
        return draft;
      }
    }
    return HYBRID;
  }

  boolean isAtLeast(JsonSchemaDraft other) {
    return compareTo(other) >= 0;
  }
}
