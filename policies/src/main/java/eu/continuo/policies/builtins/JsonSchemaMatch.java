package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.Dependency;
import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoBoolean;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with a schema, check by check in OPA's order. What a schema says of objects and
 * arrays alone is left to {@link JsonSchemaContainers}.
 */
final class JsonSchemaMatch {
  private static final int DEPTH_MOST = 500;

  private int depth;

  private JsonSchemaMatch() {}

  static JsonSchemaFindings of(JsonSchema schema, RegoValue document) {
    return new JsonSchemaMatch().compare(schema, document, JsonSchemaFindings.ROOT);
  }

  JsonSchemaFindings compare(JsonSchema schema, RegoValue value, String path) {
    var findings = new JsonSchemaFindings();
    compare(schema, value, path, findings);
    return findings;
  }

  /** What is found is added to what was found before. */
  void compare(JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    Interrupts.check();
    if (depth == DEPTH_MOST) {
      throw new UnsuppliedException(
          "a schema that leads back to itself or a document that is deeper than %d"
              .formatted(DEPTH_MOST));
    }
    depth++;
    if (schema.constant != null) {
      if (!schema.constant) {
        findings.add("false", path, "False always fails validation");
      }
    } else if (schema.referred != null) {
      compare(schema.referred, value, path, findings);
    } else if (isOfType(schema, value, path, findings)) {
      checkAll(schema, value, path, findings);
      findings.checked();
    }
    depth--;
  }

  private static boolean isOfType(
      JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    var given = type(value);
    var fits =
        schema.types.isEmpty()
            || schema.types.contains(given)
            || (given.equals("integer") && schema.types.contains("number"));
    if (!fits) {
      var expected =
          schema.types.size() == 1
              ? schema.types.getFirst()
              : "[" + String.join(",", schema.types) + "]";
      findings.add(
          "invalid_type", path, "Invalid type. Expected: %s, given: %s".formatted(expected, given));
    }
    return fits;
  }

  private static String type(RegoValue value) {
    return switch (value) {
      case RegoNull _ -> "null";
      case RegoBoolean _ -> "boolean";
      case RegoNumber number -> isWhole(GoNumber.exact(number)) ? "integer" : "number";
      case RegoString _ -> "string";
      case RegoObject _ -> "object";
      default -> "array";
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private void checkAll(
      JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    combinations(schema, value, path, findings);
    switch (value) {
      case RegoNumber number -> {
        number(schema, GoNumber.exact(number), path, findings);
        literals(schema, value, path, findings);
      }
      case RegoArray(var items) -> {
        new JsonSchemaContainers(this, schema, path, findings).array(items);
        literals(schema, value, path, findings);
      }
      case RegoObject object -> {
        new JsonSchemaContainers(this, schema, path, findings).object(object);
        literals(schema, value, path, findings);
        schema.properties.forEach(
            (name, property) ->
                object
                    .get(name)
                    .ifPresent(member -> compare(property, member, path + "." + name, findings)));
      }
      case RegoString(var text) -> {
        literals(schema, value, path, findings);
        string(schema, text, path, findings);
      }
      default -> literals(schema, value, path, findings);
    }
  }

  private void combinations(
      JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    if (!schema.anyOf.isEmpty()) {
      anyOf(schema.anyOf, value, path, findings);
    }
    if (!schema.oneOf.isEmpty()) {
      oneOf(schema.oneOf, value, path, findings);
    }
    var failed = false;
    for (var each : schema.allOf) {
      var found = compare(each, value, path);
      failed |= !found.isEmpty();
      findings.addAll(found);
    }
    if (failed) {
      findings.add("number_all_of", path, "Must validate all the schemas (allOf)");
    }
    if (schema.not != null && compare(schema.not, value, path).isEmpty()) {
      findings.add("number_not", path, "Must not validate the schema (not)");
    }
    if (value instanceof RegoObject object) {
      dependencies(schema, object, path, findings);
    }
    condition(schema, value, path, findings);
    findings.checked();
  }

  static @Nullable JsonSchemaFindings better(
      @Nullable JsonSchemaFindings best, JsonSchemaFindings found) {
    return best == null || found.score() > best.score() ? found : best;
  }

  private void anyOf(
      List<JsonSchema> schemas, RegoValue value, String path, JsonSchemaFindings findings) {
    JsonSchemaFindings best = null;
    for (var each : schemas) {
      var found = compare(each, value, path);
      if (found.isEmpty()) {
        return;
      }
      best = better(best, found);
    }
    findings.add("number_any_of", path, "Must validate at least one schema (anyOf)");
    if (best != null) {
      findings.addAll(best);
    }
  }

  private void oneOf(
      List<JsonSchema> schemas, RegoValue value, String path, JsonSchemaFindings findings) {
    JsonSchemaFindings best = null;
    var matching = 0;
    for (var each : schemas) {
      var found = compare(each, value, path);
      if (found.isEmpty()) {
        matching++;
      } else {
        best = better(best, found);
      }
    }
    if (matching != 1) {
      findings.add("number_one_of", path, "Must validate one and only one schema (oneOf)");
    }
    if (matching == 0 && best != null) {
      findings.addAll(best);
    }
  }

  private void dependencies(
      JsonSchema schema, RegoObject object, String path, JsonSchemaFindings findings) {
    for (var key : object.entries().keySet()) {
      switch (schema.dependencies.get(((RegoString) key).text())) {
        case Dependency.OnProperties(var names) ->
            names.stream()
                .filter(name -> object.get(name).isEmpty())
                .forEach(
                    name ->
                        findings.add("missing_dependency", path, "Has a dependency on " + name));
        case Dependency.OnSchema(var dependency) -> compare(dependency, object, path, findings);
        case null -> {}
      }
    }
  }

  private void condition(
      JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    if (schema.ifSchema == null) {
      return;
    }
    var holds = compare(schema.ifSchema, value, path).isEmpty();
    var consequence = holds ? schema.thenSchema : schema.elseSchema;
    if (consequence == null) {
      return;
    }
    var found = compare(consequence, value, path);
    if (!found.isEmpty()) {
      if (holds) {
        findings.add("condition_then", path, "Must validate \"then\" as \"if\" was valid");
      } else {
        findings.add("condition_else", path, "Must validate \"else\" as \"if\" was not valid");
      }
      findings.addAll(found);
    }
  }

  private static void literals(
      JsonSchema schema, RegoValue value, String path, JsonSchemaFindings findings) {
    if (schema.constValue != null && !schema.constValue.equals(literal(value))) {
      findings.add(
          "const",
          path,
          "%s does not match: %s".formatted(JsonSchemaFindings.field(path), schema.constValue));
    }
    if (schema.enumValues != null && !schema.enumValues.contains(literal(value))) {
      findings.add(
          "enum",
          path,
          "%s must be one of the following: %s"
              .formatted(JsonSchemaFindings.field(path), String.join(", ", schema.enumValues)));
    }
    if (!schema.format.isEmpty()
        && value instanceof RegoString(var text)
        && !JsonSchemaFormats.fits(schema.format, text)) {
      findings.add("format", path, "Does not match format '%s'".formatted(schema.format));
    }
    findings.checked();
  }

  /** OPA itself breaks over a number beyond all doubles. */
  static String literal(RegoValue value) {
    try {
      return GoNumber.jsonOfDoubles(value);
    } catch (UndefinedException e) {
      throw new UnsuppliedException(String.valueOf(e.getMessage()));
    }
  }

  private static void number(
      JsonSchema schema, BigDecimal number, String path, JsonSchemaFindings findings) {
    if (schema.multipleOf != null && number.remainder(schema.multipleOf).signum() != 0) {
      findings.add(
          "multiple_of", path, "Must be a multiple of " + GoNumber.bigFloat(schema.multipleOf));
    }
    if (schema.maximum != null && number.compareTo(schema.maximum) > 0) {
      findings.add(
          "number_lte", path, "Must be less than or equal to " + GoNumber.bigFloat(schema.maximum));
    }
    if (schema.exclusiveMaximum != null && number.compareTo(schema.exclusiveMaximum) >= 0) {
      findings.add(
          "number_lt", path, "Must be less than " + GoNumber.bigFloat(schema.exclusiveMaximum));
    }
    if (schema.minimum != null && number.compareTo(schema.minimum) < 0) {
      findings.add(
          "number_gte",
          path,
          "Must be greater than or equal to " + GoNumber.bigFloat(schema.minimum));
    }
    if (schema.exclusiveMinimum != null && number.compareTo(schema.exclusiveMinimum) <= 0) {
      findings.add(
          "number_gt", path, "Must be greater than " + GoNumber.bigFloat(schema.exclusiveMinimum));
    }
    findings.checked();
  }

  private static void string(
      JsonSchema schema, String text, String path, JsonSchemaFindings findings) {
    var length = text.codePointCount(0, text.length());
    if (schema.minLength != null && length < schema.minLength) {
      findings.add(
          "string_gte", path, "String length must be greater than or equal to " + schema.minLength);
    }
    if (schema.maxLength != null && length > schema.maxLength) {
      findings.add(
          "string_lte", path, "String length must be less than or equal to " + schema.maxLength);
    }
    if (schema.pattern != null && !schema.pattern.matcher(text).find()) {
      findings.add("pattern", path, "Does not match pattern '%s'".formatted(schema.pattern));
    }
    findings.checked();
  }
}
