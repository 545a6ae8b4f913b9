package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JsonSchema.MalformedException;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.util.Map;

/**
 * JSON Schema of the drafts 4, 6 and 7 as OPA reads it, with OPA's findings, messages and order.
 *
 * @see <a href="https://json-schema.org/draft-07/json-schema-validation">Draft 7</a>
 */
final class JsonSchemaBuiltins {
  private JsonSchemaBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "json.match_schema", JsonSchemaBuiltins::match,
        "json.verify_schema", JsonSchemaBuiltins::verify);
  }

  private static RegoValue match(Operands operands) throws UndefinedException {
    var document = document(operands.value(0));
    try {
      var schema = JsonSchema.read(document(operands.value(1)));
      var findings = JsonSchemaMatch.of(schema, document);
      return RegoArray.of(RegoValue.of(findings.isEmpty()), findings.value());
    } catch (MalformedException e) {
      throw new UndefinedException(String.valueOf(e.getMessage()));
    }
  }

  private static RegoValue verify(Operands operands) {
    try {
      JsonSchema.read(document(operands.value(0)));
      return RegoArray.of(RegoValue.of(true), new RegoNull());
    } catch (MalformedException | UndefinedException e) {
      return RegoArray.of(RegoValue.of(false), RegoValue.of("jsonschema: " + e.getMessage()));
    }
  }

  /** What is given as JSON, or as a value. */
  private static RegoValue document(RegoValue given) throws UndefinedException {
    return switch (given) {
      case RegoString(var json) -> read(json, "invalid JSON string");
      case RegoObject _, RegoArray _ -> read(GoJson.of(given), "a value that is no JSON");
      default -> throw new UndefinedException("wrong type, expected string or object");
    };
  }

  private static RegoValue read(String json, String otherwise) throws UndefinedException {
    try {
      return RegoText.readJson(json);
    } catch (RegoText.MalformedException _) {
      throw new UndefinedException(otherwise);
    }
  }
}
