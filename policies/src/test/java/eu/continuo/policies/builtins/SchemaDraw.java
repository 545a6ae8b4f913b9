package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoNull;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Schemas with every keyword that OPA knows, some of them wrong, and documents that nearly match.
 */
final class SchemaDraw {
  private static final String ABOUT_ALL =
      " $ref type const enum oneOf anyOf allOf not if then else title description default unknown ";

  /** What a schema is mostly about, so that its keywords bear on the value. */
  private enum Kind {
    OBJECT(
        "properties properties additionalProperties patternProperties propertyNames dependencies"
            + " minProperties maxProperties required definitions"),
    ARRAY("items items items additionalItems minItems maxItems uniqueItems contains"),
    NUMBER("multipleOf minimum maximum exclusiveMinimum exclusiveMaximum"),
    STRING("minLength maxLength pattern format format"),
    ANY("properties items minimum maxLength");

    private final String keywords;

    Kind(String keywords) {
      this.keywords = keywords + ABOUT_ALL + keywords;
    }

    /** Properties of one name are of one kind, in schemas and in documents. */
    static Kind of(String name) {
      return switch (name) {
        case "a" -> OBJECT;
        case "b" -> NUMBER;
        case "c" -> STRING;
        case "ab" -> ARRAY;
        default -> ANY;
      };
    }
  }

  private static final List<Kind> IN_ARRAYS = List.of(Kind.NUMBER, Kind.STRING, Kind.OBJECT);

  private final Draw draw;
  private boolean faulty;

  SchemaDraw(Draw draw) {
    this.draw = draw;
  }

  private Kind inArrays() {
    return IN_ARRAYS.get(draw.below(IN_ARRAYS.size()));
  }

  /** Whether to draw what is rare: in sound schemas what may be wrong never is. */
  private boolean rarely(int rounds) {
    return faulty && draw.oneIn(rounds);
  }

  /** A schema, as a value or as text; one of three may have faults. */
  RegoValue schema() {
    faulty = draw.oneIn(3);
    var schema = schema(draw.oneIn(4) ? Kind.ARRAY : Kind.OBJECT, 3);
    if (schema instanceof RegoObject(var entries)) {
      var root = new TreeMap<>(entries);
      if (draw.oneIn(3)) {
        root.put(RegoValue.of("$schema"), rarely(20) ? draw.value(1) : dialect());
      }
      if (!rarely(4)) {
        var definitions = new TreeMap<RegoValue, RegoValue>();
        for (var name : List.of("a", "b", "c")) {
          definitions.put(RegoValue.of(name), schema(Kind.of(name), 2));
        }
        root.put(RegoValue.of("definitions"), RegoObject.of(definitions));
      }
      schema = RegoObject.of(root);
    }
    return given(schema);
  }

  private RegoValue given(RegoValue value) {
    return switch (draw.below(40)) {
      case 0 -> RegoValue.of(draw.oneOf(value + ",", "{1: 2}", "{\"a\"}", "[\"\\u+123\"]"));
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> RegoValue.of(GoJson.of(value));
      default -> value;
    };
  }

  private RegoValue dialect() {
    return RegoValue.of(
        draw.oneOf(
            faulty ? "http://json-schema.org/draft-04/schema#" : "here",
            "http://json-schema.org/draft-04/schema",
            "http://json-schema.org/draft-06/schema#",
            "http://json-schema.org/draft-07/schema#",
            "https://json-schema.org/draft/2020-12/schema",
            "here"));
  }

  private RegoValue schema(Kind kind, int depth) {
    if (draw.oneIn(25)) {
      return rarely(8) ? draw.value(1) : RegoValue.of(draw.oneIn(2));
    }
    var keywords = new TreeMap<RegoValue, RegoValue>();
    for (var i = draw.below(depth < 0 ? 1 : 4); i >= 0; i--) {
      var keyword = depth < 0 ? "type" : draw.oneOf(kind.keywords.split(" "));
      keywords.put(
          RegoValue.of(keyword), rarely(50) ? draw.value(1) : operand(keyword, kind, depth));
    }
    if (rarely(40)) {
      keywords.put(RegoValue.of(draw.oneOf("id", "$id")), RegoValue.of(identifier()));
    }
    return RegoObject.of(keywords);
  }

  private RegoValue operand(String keyword, Kind kind, int depth) {
    return switch (keyword) {
      case "$ref" -> RegoValue.of(reference(kind));
      case "type" -> types(kind);
      case "title", "description" -> RegoValue.of(draw.text());
      case "pattern" -> RegoValue.of(pattern());
      case "format" -> RegoValue.of(format());
      case "uniqueItems" -> RegoValue.of(!draw.oneIn(4));
      case "multipleOf", "minimum", "maximum" -> number();
      case "exclusiveMinimum", "exclusiveMaximum" ->
          rarely(4) ? RegoValue.of(draw.oneIn(2)) : number();
      case "minLength", "minProperties", "minItems" -> length("0", "1", "1", "2");
      case "maxLength", "maxProperties", "maxItems" -> length("1", "2", "2", "3");
      case "required" -> names();
      case "const", "default", "unknown" -> value(kind, 2);
      case "enum" -> {
        var values = draw.some(() -> value(kind, 1));
        yield new RegoArray(faulty ? values : List.copyOf(new TreeSet<>(values)));
      }
      default -> nested(keyword, kind, depth - 1);
    };
  }

  private RegoValue nested(String keyword, Kind kind, int depth) {
    return switch (keyword) {
      case "properties", "definitions" -> named(depth, false);
      case "dependencies" -> named(depth, true);
      case "patternProperties" -> {
        var patterns = new TreeMap<RegoValue, RegoValue>();
        for (var i = draw.below(3); i >= 0; i--) {
          patterns.put(RegoValue.of(pattern()), schema(inArrays(), depth));
        }
        yield RegoObject.of(patterns);
      }
      case "oneOf", "anyOf", "allOf" -> {
        var schemas = new ArrayList<RegoValue>();
        for (var i = draw.below(rarely(9) ? 1 : 3); i >= 0; i--) {
          schemas.add(schema(kind, depth));
        }
        yield new RegoArray(schemas);
      }
      case "items" ->
          draw.oneIn(2)
              ? schema(inArrays(), depth)
              : new RegoArray(draw.some(() -> schema(inArrays(), depth)));
      case "additionalItems", "additionalProperties" ->
          draw.oneIn(2) ? RegoValue.of(draw.oneIn(2)) : schema(inArrays(), depth);
      case "contains" -> schema(inArrays(), depth);
      case "propertyNames" -> schema(Kind.STRING, depth);
      default -> schema(kind, depth);
    };
  }

  private RegoValue named(int depth, boolean dependencies) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    for (var i = draw.below(3); i >= 0; i--) {
      var name = name();
      var kind = dependencies ? Kind.OBJECT : Kind.of(name);
      entries.put(
          RegoValue.of(name), dependencies && draw.oneIn(2) ? names() : schema(kind, depth));
    }
    return RegoObject.of(entries);
  }

  private RegoValue names() {
    return new RegoArray(draw.some(() -> RegoValue.of(name())));
  }

  private String name() {
    return draw.oneOf("a", "b", "c", "ab", "a", "b", "c", "ab", "é", "id", "");
  }

  private RegoValue length(String... usual) {
    return new RegoNumber(
        rarely(20) ? draw.oneOf("-1", "1.0", "1e1", "99999999999999999999") : draw.oneOf(usual));
  }

  private String reference(Kind kind) {
    if (!rarely(3)) {
      return switch (kind) {
        case NUMBER -> "#/definitions/b";
        case STRING -> "#/definitions/c";
        default -> draw.oneOf("#/definitions/a", "#/definitions/a", "#");
      };
    }
    return draw.oneOf(
        ("#/properties/a #/definitions/d #/allOf/0 #/allOf/x #foo item.json"
                + " item.json#/properties/a http://example.com/x.json http://example.com/y#/a"
                + " urn:example:z /p/../q #/definitions/%C3%A9 #/definitions/a~1b other?q#/a"
                + " #/definitions/a/properties/b")
            .split(" "));
  }

  private String identifier() {
    return draw.oneOf(
        "#foo",
        "item.json",
        "http://example.com/x.json",
        "HTTP://example.com/d/",
        "urn:example:z",
        "d/e.json",
        "../f",
        "",
        "#");
  }

  private RegoValue types(Kind kind) {
    var fitting =
        switch (kind) {
          case OBJECT -> "object";
          case ARRAY -> "array";
          case NUMBER -> draw.oneOf("number", "integer");
          case STRING -> "string";
          case ANY -> "boolean";
        };
    var type = draw.oneIn(5) ? draw.oneOf("boolean", "null", "number", "object") : fitting;
    if (rarely(50)) {
      type = "text";
    }
    return draw.oneIn(3)
        ? RegoArray.of(
            RegoValue.of(type), RegoValue.of(type.equals("string") ? "integer" : "string"))
        : RegoValue.of(type);
  }

  private String pattern() {
    return rarely(20)
        ? draw.oneOf("(?!x)y", "(")
        : draw.oneOf("^a", "b$", "^[a-z]+$", ".", "é", "[0-9]{2,}", "^$", "\\d", "a|b", "\\p{Lu}");
  }

  private String format() {
    return draw.oneOf(
        ("date time date-time hostname email idn-email ipv4 ipv6 uri uri-reference iri"
                + " iri-reference uri-template uuid regex json-pointer relative-json-pointer"
                + " colour")
            .split(" "));
  }

  private RegoValue number() {
    return new RegoNumber(
        draw.oneOf(
            ("0 1 2 -1 1.5 0.1 0.3 1e2 1.0 2.50 100000 1000000 0.00001 -0.5 1e21"
                    + " 123456789012345678901 3.141592653589793 12e-7")
                .split(" ")));
  }

  /** A document, as a value or as text. */
  RegoValue document() {
    return given(value(draw.oneIn(4) ? Kind.ARRAY : Kind.OBJECT, 3));
  }

  private RegoValue members(int depth) {
    var entries = new TreeMap<RegoValue, RegoValue>();
    for (var i = draw.below(5); i > 0; i--) {
      var name = name();
      entries.put(RegoValue.of(name), value(Kind.of(name), depth - 1));
    }
    return RegoObject.of(entries);
  }

  private RegoValue value(Kind kind, int depth) {
    if (kind == Kind.ANY || draw.oneIn(8)) {
      return simple();
    }
    return switch (kind) {
      case OBJECT -> members(depth);
      case NUMBER -> draw.oneIn(80) ? new RegoNumber("1e400") : number();
      case STRING -> RegoValue.of(text());
      default -> {
        var items = new ArrayList<>(draw.some(() -> value(inArrays(), depth - 1)));
        if (!items.isEmpty() && draw.oneIn(3)) {
          items.add(items.getFirst());
        }
        yield draw.oneIn(8) ? new RegoSet(items) : new RegoArray(items);
      }
    };
  }

  private RegoValue simple() {
    return switch (draw.below(5)) {
      case 0 -> new RegoNull();
      case 1 -> RegoValue.of(draw.oneIn(2));
      case 2 -> RegoValue.of(draw.below(4));
      case 3 -> RegoObject.of(new TreeMap<>());
      default -> RegoValue.of(text());
    };
  }

  private String text() {
    return draw.oneIn(3)
        ? draw.of(0, 3, "a", "b", "ab", "1", "é", "<")
        : draw.oneOf(
            ("2021-02-29 2024-02-29 12:30:00Z 23:59:60 12:30:00 2021-04-12T01:02:03.5+02:00"
                    + " 2021-04-12t01:02:03Z example.com a..b -a.b me@example.com me@ a.b@c@d é@é"
                    + " <a@b> a,b@c 1.2.3.4 1.2.3.400 ::1 ::ffff:1.2.3.4 fe80::1%e"
                    + " http://example.com/a%20b http://[::1 a\\b x:y /a/{b} /a/{b %zz urn:x:y"
                    + " ( a+ 7d444840-9dc0-11d1-b245-5ffdce74fad2"
                    + " 7D444840-9DC0-11D1-B245-5FFDCE74FAD /a/~0 /a/~2 0/a 1# 01 <é&>")
                .split(" "));
  }
}
