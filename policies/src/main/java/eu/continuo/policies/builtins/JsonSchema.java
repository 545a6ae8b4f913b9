package eu.continuo.policies.builtins;

import com.google.re2j.Pattern;
import eu.continuo.policies.rego.RegoValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one schema asks of a value, with the keywords that OPA knows. It is filled while it is read,
 * for a reference may lead to a schema that is still being read.
 */
final class JsonSchema {
  /** A schema {@code true} or {@code false}, which has nothing else. */
  @Nullable Boolean constant;

  /** What {@code $ref} points to; then nothing else counts. */
  @Nullable JsonSchema referred;

  final List<String> types = new ArrayList<>();
  @Nullable String constValue;
  @Nullable List<String> enumValues;
  String format = "";

  @Nullable BigDecimal multipleOf;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal exclusiveMaximum;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal exclusiveMinimum;

  @Nullable Long minLength;
  @Nullable Long maxLength;
  @Nullable Pattern pattern;

  @Nullable Long minProperties;
  @Nullable Long maxProperties;
  final List<String> required = new ArrayList<>();
  final Map<String, JsonSchema> properties = new LinkedHashMap<>();
  final Map<Pattern, JsonSchema> patternProperties = new LinkedHashMap<>();
  @Nullable Others additionalProperties;
  @Nullable JsonSchema propertyNames;
  final Map<String, Dependency> dependencies = new LinkedHashMap<>();

  @Nullable Long minItems;
  @Nullable Long maxItems;
  boolean uniqueItems;
  @Nullable JsonSchema contains;
  @Nullable JsonSchema everyItem;
  final List<JsonSchema> firstItems = new ArrayList<>();
  @Nullable Others additionalItems;

  final List<JsonSchema> oneOf = new ArrayList<>();
  final List<JsonSchema> anyOf = new ArrayList<>();
  final List<JsonSchema> allOf = new ArrayList<>();
  @Nullable JsonSchema not;
  @Nullable JsonSchema ifSchema;
  @Nullable JsonSchema thenSchema;
  @Nullable JsonSchema elseSchema;

  /** What holds for the properties or items that no other keyword is about. */
  sealed interface Others {
    /** There may be any, or none. */
    record Allowed(boolean allowed) implements Others {}

    /** Each has to match. */
    record Matching(JsonSchema schema) implements Others {}
  }

  /** What follows from a property that is there. */
  sealed interface Dependency {
    /** These have to be there as well. */
    record OnProperties(List<String> names) implements Dependency {}

    /** The object has to match. */
    record OnSchema(JsonSchema schema) implements Dependency {}
  }

  /** A schema that OPA does not take. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * @param message OPA's
     */
    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a schema.
   *
   * @throws MalformedException where OPA's reader has an error
   * @throws UnsuppliedException where it has none, or another, that ours cannot tell
   */
  static JsonSchema read(RegoValue document) throws MalformedException {
    return JsonSchemaReader.read(document);
  }
}
