package eu.continuo.policies.builtins;

import com.google.re2j.Pattern;
import eu.continuo.policies.builtins.JsonSchema.MalformedException;
import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoBoolean;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keywords of one schema, with OPA's messages where one is not as it should be. */
record JsonSchemaKeywords(RegoObject object, JsonSchemaDraft draft) {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");
  private static final java.util.regex.Pattern INTEGER =
      java.util.regex.Pattern.compile("-?[0-9]+");

  boolean has(String keyword) {
    return object.get(keyword).isPresent();
  }

  /** The value of a keyword that is there. */
  RegoValue get(String keyword) {
    return object.get(keyword).orElseThrow();
  }

  static MalformedException invalidType(String expected, String given) {
    return new MalformedException(
        "Invalid type. Expected: %s, given: %s".formatted(expected, given));
  }

  Optional<String> text(String keyword) throws MalformedException {
    if (!has(keyword)) {
      return Optional.empty();
    }
    if (get(keyword) instanceof RegoString(var text)) {
      return Optional.of(text);
    }
    throw invalidType("string", keyword);
  }

  List<RegoValue> array(String keyword) throws MalformedException {
    if (!has(keyword)) {
      return List.of();
    }
    if (get(keyword) instanceof RegoArray(var items)) {
      return items;
    }
    throw new MalformedException("%s must be of an array".formatted(keyword));
  }

  void requireTexts(String... keywords) throws MalformedException {
    for (var keyword : keywords) {
      text(keyword);
    }
  }

  /** The identifier, whose keyword depends on the draft. */
  void requireIdentity() throws MalformedException {
    var old = draft == JsonSchemaDraft.DRAFT_4 || (draft == JsonSchemaDraft.HYBRID && has("id"));
    text(old ? "id" : "$id").ifPresent(JsonReference::parse);
  }

  void types(JsonSchema schema) throws MalformedException {
    if (!has("type")) {
      return;
    }
    var types = get("type") instanceof RegoArray(var items) ? items : List.of(get("type"));
    for (var type : types) {
      if (!(type instanceof RegoString(var name))) {
        // OPA has these two the wrong way round.
        throw invalidType("type", "string/Array Of Strings");
      }
      if (!TYPES.contains(name)) {
        throw new MalformedException(
            "has a primitive type that is NOT VALID -- given: /%s/ Expected valid values are:[%s]"
                .formatted(name, String.join(" ", TYPES)));
      }
      if (schema.types.contains(name)) {
        throw new MalformedException("%s type is duplicated".formatted(name));
      }
      schema.types.add(name);
    }
  }

  /** Everything that limits a number, a string, an object or an array by itself. */
  void limits(JsonSchema schema) throws MalformedException {
    numbers(schema);
    schema.minLength = length("minLength");
    schema.maxLength = length("maxLength");
    requireOrder(schema.minLength, "minLength", schema.maxLength, "maxLength");
    var pattern = text("pattern");
    if (pattern.isPresent()) {
      schema.pattern =
          pattern(pattern.get())
              .orElseThrow(() -> new MalformedException("pattern must be a valid regex"));
    }
    schema.format = text("format").orElse("");
    schema.minProperties = length("minProperties");
    schema.maxProperties = length("maxProperties");
    requireOrder(schema.minProperties, "minProperties", schema.maxProperties, "maxProperties");
    required(schema);
    schema.minItems = length("minItems");
    schema.maxItems = length("maxItems");
    if (has("uniqueItems")) {
      if (!(get("uniqueItems") instanceof RegoBoolean(var unique))) {
        throw new MalformedException("uniqueItems must be of a boolean");
      }
      schema.uniqueItems = unique;
    }
  }

  private void numbers(JsonSchema schema) throws MalformedException {
    if (has("multipleOf")) {
      if (!(get("multipleOf") instanceof RegoNumber number)) {
        throw invalidType("Number", "multipleOf");
      }
      schema.multipleOf = GoNumber.exact(number);
      if (schema.multipleOf.signum() <= 0) {
        throw new MalformedException("multipleOf must be strictly greater than 0");
      }
    }
    schema.minimum = bound("minimum");
    schema.exclusiveMinimum = exclusive("exclusiveMinimum", "minimum", schema.minimum);
    if (excludesOther("exclusiveMinimum")) {
      schema.minimum = null;
    }
    schema.maximum = bound("maximum");
    schema.exclusiveMaximum = exclusive("exclusiveMaximum", "maximum", schema.maximum);
    if (excludesOther("exclusiveMaximum")) {
      schema.maximum = null;
    }
  }

  private @Nullable BigDecimal bound(String keyword) throws MalformedException {
    if (!has(keyword)) {
      return null;
    }
    if (get(keyword) instanceof RegoNumber number) {
      return GoNumber.exact(number);
    }
    throw new MalformedException("%s must be of a Number".formatted(keyword));
  }

  /** Draft 4 says by a boolean that the other bound excludes itself, later drafts by a number. */
  private @Nullable BigDecimal exclusive(String keyword, String other, @Nullable BigDecimal bound)
      throws MalformedException {
    if (!has(keyword)) {
      return null;
    }
    var mayBeNumber = draft != JsonSchemaDraft.DRAFT_4;
    var mayBeBoolean = draft == JsonSchemaDraft.DRAFT_4 || draft == JsonSchemaDraft.HYBRID;
    return switch (get(keyword)) {
      case RegoNumber number when mayBeNumber -> GoNumber.exact(number);
      case RegoBoolean(var excludes) when mayBeBoolean -> {
        if (bound == null) {
          throw new MalformedException("%s cannot be used without %s".formatted(keyword, other));
        }
        yield excludes ? bound : null;
      }
      default ->
          throw invalidType(
              mayBeNumber ? mayBeBoolean ? "boolean/number" : "number" : "boolean", keyword);
    };
  }

  private boolean excludesOther(String keyword) {
    return object.get(keyword).filter(RegoValue.of(true)::equals).isPresent();
  }

  private @Nullable Long length(String keyword) throws MalformedException {
    if (!has(keyword)) {
      return null;
    }
    // OPA takes no 1.0 and no 1e2 for whole here.
    if (!(get(keyword) instanceof RegoNumber number)
        || !INTEGER.matcher(number.literal()).matches()
        || number.decimal().toBigInteger().bitLength() > 63) {
      throw new MalformedException("%s must be of an integer".formatted(keyword));
    }
    var length = number.decimal().longValueExact();
    if (length < 0) {
      throw new MalformedException("%s must be greater than or equal to 0".formatted(keyword));
    }
    return length;
  }

  private static void requireOrder(
      @Nullable Long least, String leastName, @Nullable Long most, String mostName)
      throws MalformedException {
    if (least != null && most != null && least > most) {
      throw new MalformedException("%s cannot be greater than %s".formatted(leastName, mostName));
    }
  }

  private void required(JsonSchema schema) throws MalformedException {
    for (var item : array("required")) {
      if (!(item instanceof RegoString(var name))) {
        throw invalidType("string", "required");
      }
      if (schema.required.contains(name)) {
        throw new MalformedException("required items must be unique");
      }
      schema.required.add(name);
    }
  }

  /** Values that are compared as a whole. */
  void literals(JsonSchema schema) throws MalformedException {
    if (has("const") && draft.isAtLeast(JsonSchemaDraft.DRAFT_6)) {
      schema.constValue = literal(get("const"));
    }
    if (has("enum")) {
      var values = new ArrayList<String>();
      for (var item : array("enum")) {
        var value = literal(item);
        if (values.contains(value)) {
          throw new MalformedException("enum items must be unique");
        }
        values.add(value);
      }
      schema.enumValues = values;
    }
  }

  private static String literal(RegoValue value) throws MalformedException {
    try {
      return GoNumber.jsonOfDoubles(value);
    } catch (UndefinedException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  /** Empty where it is no pattern. */
  static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(RegexBuiltins.compile(text));
    } catch (UndefinedException _) {
      return Optional.empty();
    }
  }
}
