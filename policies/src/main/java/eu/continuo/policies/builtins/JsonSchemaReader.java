package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.Dependency;
import eu.continuo.policies.builtins.JsonSchema.MalformedException;
import eu.continuo.policies.builtins.JsonSchema.Others;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoBoolean;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads schemas: which schema lies in which. What a schema says of a value itself is read by {@link
 * JsonSchemaKeywords}.
 *
 * <p>The order is OPA's, for of several faults the first is told. Where OPA's order is chance, the
 * order of the keys decides.
 */
final class JsonSchemaReader {
  private static final int DEPTH_MOST = 500;

  private final JsonSchemaReferences references;
  private final JsonSchemaDraft draft;
  private final Map<String, JsonSchema> referred = new HashMap<>();
  private int depth;

  private JsonSchemaReader(JsonSchemaReferences references, JsonSchemaDraft draft) {
    this.references = references;
    this.draft = draft;
  }

  static JsonSchema read(RegoValue document) throws MalformedException {
    var draft = JsonSchemaDraft.of(document);
    var references = JsonSchemaReferences.of(document);
    return new JsonSchemaReader(references, draft).schema(document);
  }

  private JsonSchema schema(RegoValue value) throws MalformedException {
    return into(new JsonSchema(), value);
  }

  private JsonSchema into(JsonSchema schema, RegoValue value) throws MalformedException {
    Interrupts.check();
    if (depth == DEPTH_MOST) {
      throw new UnsuppliedException("a schema that is deeper than %d".formatted(DEPTH_MOST));
    }
    if (draft.isAtLeast(JsonSchemaDraft.DRAFT_6) && value instanceof RegoBoolean(var constant)) {
      schema.constant = constant;
      return schema;
    }
    if (!(value instanceof RegoObject object)) {
      throw new MalformedException("Expected: Valid Schema, given: Invalid JSON");
    }
    depth++;
    read(new JsonSchemaKeywords(object, draft), schema);
    depth--;
    return schema;
  }

  private void read(JsonSchemaKeywords keywords, JsonSchema schema) throws MalformedException {
    keywords.requireIdentity();
    definitions(keywords);
    keywords.requireTexts("title", "description");
    if (isReference(keywords, schema)) {
      return;
    }
    keywords.types(schema);
    properties(keywords, schema);
    items(keywords, schema);
    keywords.limits(schema);
    if (keywords.has("contains") && draft.isAtLeast(JsonSchemaDraft.DRAFT_6)) {
      schema.contains = schema(keywords.get("contains"));
    }
    keywords.literals(schema);
    every(keywords, "oneOf", schema.oneOf);
    every(keywords, "anyOf", schema.anyOf);
    every(keywords, "allOf", schema.allOf);
    if (keywords.has("not")) {
      schema.not = schemaOrObject(keywords, "not");
    }
    if (draft.isAtLeast(JsonSchemaDraft.DRAFT_7)) {
      if (keywords.has("if")) {
        schema.ifSchema = schemaOrObject(keywords, "if");
      }
      if (keywords.has("then")) {
        schema.thenSchema = schemaOrObject(keywords, "then");
      }
      if (keywords.has("else")) {
        schema.elseSchema = schemaOrObject(keywords, "else");
      }
    }
  }

  private static boolean isSchema(RegoValue value) {
    return value instanceof RegoObject || value instanceof RegoBoolean;
  }

  private void definitions(JsonSchemaKeywords keywords) throws MalformedException {
    if (!keywords.has("definitions")) {
      return;
    }
    if (!(keywords.get("definitions") instanceof RegoObject(var definitions))) {
      throw JsonSchemaKeywords.invalidType("Array Of Schemas", "definitions");
    }
    for (var definition : definitions.values()) {
      if (!isSchema(definition)) {
        throw JsonSchemaKeywords.invalidType("Array Of Schemas", "definitions");
      }
      schema(definition);
    }
  }

  /** False also where it leads to what was referred to before: OPA then looks at the rest, too. */
  private boolean isReference(JsonSchemaKeywords keywords, JsonSchema schema)
      throws MalformedException {
    var written = keywords.text("$ref");
    if (written.isEmpty()) {
      return false;
    }
    var reference = references.referenceOf(keywords.object(), written.get());
    var known = referred.get(reference);
    if (known != null) {
      schema.referred = known;
      return false;
    }
    var target = new JsonSchema();
    referred.put(reference, target);
    var found = references.find(reference);
    if (!isSchema(found)) {
      throw new MalformedException("Valid Schema must be of type object");
    }
    schema.referred = into(target, found);
    return true;
  }

  private void properties(JsonSchemaKeywords keywords, JsonSchema schema)
      throws MalformedException {
    if (keywords.has("properties")) {
      if (!(keywords.get("properties") instanceof RegoObject(var properties))) {
        throw new MalformedException("Properties must be of type object");
      }
      for (var property : properties.entrySet()) {
        schema.properties.put(text(property.getKey()), schema(property.getValue()));
      }
    }
    if (keywords.has("additionalProperties")) {
      schema.additionalProperties = others(keywords, "additionalProperties");
    }
    if (keywords.has("patternProperties")) {
      if (!(keywords.get("patternProperties") instanceof RegoObject(var patterns))) {
        throw JsonSchemaKeywords.invalidType("Valid Schema", "patternProperties");
      }
      for (var each : patterns.entrySet()) {
        var pattern = JsonSchemaKeywords.pattern(text(each.getKey()));
        if (pattern.isEmpty()) {
          throw new MalformedException("Invalid regex pattern '%s'".formatted(text(each.getKey())));
        }
        schema.patternProperties.put(pattern.get(), schema(each.getValue()));
      }
    }
    if (keywords.has("propertyNames") && draft.isAtLeast(JsonSchemaDraft.DRAFT_6)) {
      if (!isSchema(keywords.get("propertyNames"))) {
        // OPA names the wrong keyword.
        throw JsonSchemaKeywords.invalidType("Valid Schema", "patternProperties");
      }
      schema.propertyNames = schema(keywords.get("propertyNames"));
    }
    if (keywords.has("dependencies")) {
      dependencies(keywords, schema);
    }
  }

  private static String text(RegoValue key) {
    return ((RegoString) key).text();
  }

  private Others others(JsonSchemaKeywords keywords, String keyword) throws MalformedException {
    return switch (keywords.get(keyword)) {
      case RegoBoolean(var allowed) -> new Others.Allowed(allowed);
      case RegoObject object -> new Others.Matching(schema(object));
      default -> throw JsonSchemaKeywords.invalidType("boolean/Valid Schema", keyword);
    };
  }

  private void dependencies(JsonSchemaKeywords keywords, JsonSchema schema)
      throws MalformedException {
    if (!(keywords.get("dependencies") instanceof RegoObject(var dependencies))) {
      throw new MalformedException("dependencies must be of type object");
    }
    for (var each : dependencies.entrySet()) {
      Dependency dependency;
      if (each.getValue() instanceof RegoArray(var names)
          && names.stream().allMatch(RegoString.class::isInstance)) {
        dependency =
            new Dependency.OnProperties(names.stream().map(JsonSchemaReader::text).toList());
      } else if (isSchema(each.getValue())) {
        dependency = new Dependency.OnSchema(schema(each.getValue()));
      } else {
        throw new MalformedException("Dependency must be of type Schema Or Array Of Strings");
      }
      schema.dependencies.put(text(each.getKey()), dependency);
    }
  }

  private void items(JsonSchemaKeywords keywords, JsonSchema schema) throws MalformedException {
    if (keywords.has("items")) {
      var items = keywords.get("items");
      if (items instanceof RegoArray(var first)) {
        for (var item : first) {
          schema.firstItems.add(itemSchema(item));
        }
      } else {
        schema.everyItem = itemSchema(items);
      }
    }
    if (keywords.has("additionalItems")) {
      schema.additionalItems = others(keywords, "additionalItems");
    }
  }

  private JsonSchema itemSchema(RegoValue item) throws MalformedException {
    if (!isSchema(item)) {
      throw JsonSchemaKeywords.invalidType("Valid Schema/Array Of Schemas", "items");
    }
    return schema(item);
  }

  private void every(JsonSchemaKeywords keywords, String keyword, List<JsonSchema> schemas)
      throws MalformedException {
    for (var each : keywords.array(keyword)) {
      schemas.add(schema(each));
    }
  }

  private JsonSchema schemaOrObject(JsonSchemaKeywords keywords, String keyword)
      throws MalformedException {
    if (!isSchema(keywords.get(keyword))) {
      throw new MalformedException("%s must be of an object".formatted(keyword));
    }
    return schema(keywords.get(keyword));
  }
}
