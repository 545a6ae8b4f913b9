package eu.continuo.shapes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import eu.continuo.ontology.ContextNames;
import eu.continuo.ontology.Contexts;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/**
 * The form of a concept: what its shapes say of a document in JSON-LD of our context, as JSON
 * Schema 2020-12. It says of a node of a class of the concept what every shape that targets the
 * class demands of one property; what is only warned of, queries, and what compares two properties
 * or nodes stay with the gate.
 */
final class Form {
  private static final Graph VOCABULARY = Words.vocabulary();
  private static final Graph SCHEMES = Words.schemes();
  private static final ContextNames NAMES = new ContextNames();
  private static final String INSTANT =
      "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$";
  private static final String DURATION =
      "^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$";
  private static final Map<String, String> TYPES =
      Map.of("decimal", "number", "integer", "integer", "boolean", "boolean");
  private static final Map<String, String> PATTERNS =
      Map.of("dateTime", INSTANT, "duration", DURATION, "dayTimeDuration", DURATION);
  private static final Map<Node, String> BOUNDS =
      Map.of(
          SHACL.minInclusive, "minimum",
          SHACL.minExclusive, "exclusiveMinimum",
          SHACL.maxInclusive, "maximum",
          SHACL.maxExclusive, "exclusiveMaximum",
          SHACL.minLength, "minLength");

  private Form() {}

  /** The classes that a concept is about, by the names of our context. */
  static Map<String, Node> classes(Graph concept) {
    Map<String, Node> classes = new TreeMap<>();
    concept.stream(Node.ANY, SHACL.targetClass, Node.ANY)
        .map(Triple::getObject)
        .forEach(type -> classes.put(NAMES.of(type), type));
    return classes;
  }

  /**
   * The form of one concept.
   *
   * @param name the concept
   * @param question what its shapes answer
   * @param classes the classes that it is about
   */
  static JsonObject of(String name, String question, Map<String, Node> classes) {
    JsonObjectBuilder definitions =
        Json.createObjectBuilder()
            .add("node", node(classes))
            .add(
                "reference",
                anyOf(
                    type("string").build(),
                    Json.createObjectBuilder().add("$ref", "#/$defs/node").build()))
            .add(
                "text",
                anyOf(
                    type("string").add("minLength", 1).build(),
                    type("object").add("required", strings(Stream.of("@value"))).build()));
    classes.forEach((type, target) -> definitions.add(type, ofClass(target)));
    return Json.createObjectBuilder()
        .add("$schema", "https://json-schema.org/draft/2020-12/schema")
        .add("$id", "https://w3id.org/icra/forms/" + name + ".schema.json")
        .add("title", name)
        .add("description", question)
        .add("type", "object")
        .add("required", strings(Stream.of("@context")))
        .add(
            "properties",
            Json.createObjectBuilder()
                .add("@context", Json.createObjectBuilder().add("const", Contexts.V1))
                .add(
                    "@graph",
                    type("array")
                        .add("items", Json.createObjectBuilder().add("$ref", "#/$defs/node"))))
        .add("$ref", "#/$defs/node")
        .add("$defs", definitions)
        .build();
  }

  private static JsonObjectBuilder node(Map<String, Node> classes) {
    JsonArrayBuilder byType = Json.createArrayBuilder();
    classes.keySet().stream()
        .map(
            name ->
                Json.createObjectBuilder()
                    .add(
                        "if",
                        Json.createObjectBuilder()
                            .add("required", strings(Stream.of("type")))
                            .add("properties", Json.createObjectBuilder().add("type", isA(name))))
                    .add(
                        "then", Json.createObjectBuilder().add("$ref", "#/$defs/" + pointer(name))))
        .forEach(byType::add);
    return type("object").add("allOf", byType);
  }

  /** A name in a fragment of an IRI (JSON Pointer, RFC 6901, sections 3 and 6). */
  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static JsonObject isA(String name) {
    JsonObject one = Json.createObjectBuilder().add("const", name).build();
    return anyOf(one, type("array").add("contains", one).build());
  }

  private static JsonObjectBuilder ofClass(Node target) {
    Map<Node, List<Node>> shapes =
        ShapeRow.shapesOf(Judged.SHAPES, target).stream()
            .flatMap(shape -> ShapeRow.objects(Judged.SHAPES, shape, SHACL.property))
            .distinct()
            .filter(Form::refuses)
            .filter(shape -> path(shape).isURI())
            .sorted(Comparator.comparing(Node::getURI))
            .collect(
                groupingBy(
                    Form::path, () -> new TreeMap<>(Comparator.comparing(Node::getURI)), toList()));
    JsonObjectBuilder properties = Json.createObjectBuilder();
    shapes.forEach((path, said) -> properties.add(NAMES.of(path), ofProperty(path, said)));
    JsonObjectBuilder form = type("object").add("properties", properties);
    Stream<String> named =
        ShapeRow.shapesOf(Judged.SHAPES, target).stream()
                .anyMatch(shape -> Judged.SHAPES.contains(shape, SHACL.nodeKind, SHACL.IRI))
            ? Stream.of("id")
            : Stream.of();
    form.add(
        "required",
        strings(
            Stream.concat(
                named,
                shapes.entrySet().stream()
                    .filter(
                        property ->
                            limit(property.getValue(), SHACL.minCount, Math::max).orElse(0) > 0)
                    .map(property -> NAMES.of(property.getKey())))));
    return form;
  }

  private static JsonObjectBuilder ofProperty(Node path, List<Node> shapes) {
    JsonObjectBuilder value = Json.createObjectBuilder();
    shapes.forEach(shape -> addValue(value, path, shape));
    JsonObject item = value.build();
    JsonObjectBuilder property = Json.createObjectBuilder();
    label(path).ifPresent(label -> property.add("title", label));
    property.add(
        "description",
        shapes.stream()
            .flatMap(shape -> ShapeRow.objects(Judged.SHAPES, shape, SHACL.message))
            .map(Node::getLiteralLexicalForm)
            .collect(joining(" ")));
    if (limit(shapes, SHACL.maxCount, Math::min).orElse(2) == 1) {
      item.forEach(property::add);
      return property;
    }
    JsonObjectBuilder many = type("array").add("items", item);
    limit(shapes, SHACL.minCount, Math::max).ifPresent(min -> many.add("minItems", min));
    return property.add("anyOf", Json.createArrayBuilder().add(item).add(many));
  }

  private static void addValue(JsonObjectBuilder value, Node path, Node shape) {
    Optional<String> datatype = one(shape, SHACL.datatype).map(Node::getLocalName);
    Optional<String> scheme = ShapeRow.scheme(Judged.SHAPES, shape);
    if (datatype.isPresent()) {
      value.add("type", TYPES.getOrDefault(datatype.get(), "string"));
      Optional.ofNullable(PATTERNS.get(datatype.get()))
          .ifPresent(pattern -> value.add("pattern", pattern));
    } else if (scheme.isPresent()) {
      value.add("enum", strings(concepts(scheme.get()).map(concept -> NAMES.of(concept, path))));
    } else if (Judged.SHAPES.contains(shape, SHACL.nodeKind, SHACL.Literal)) {
      value.add("$ref", "#/$defs/text");
    } else if (Stream.of(SHACL.class_, SHACL.or, SHACL.nodeKind)
        .anyMatch(p -> one(shape, p).isPresent())) {
      value.add("$ref", "#/$defs/reference");
    }
    if (datatype.isPresent()) {
      BOUNDS.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .forEach(
              bound ->
                  one(shape, bound.getKey())
                      .map(limit -> new BigDecimal(limit.getLiteralLexicalForm()))
                      .ifPresent(limit -> value.add(bound.getValue(), limit)));
      one(shape, SHACL.pattern)
          .ifPresent(
              pattern ->
                  value.add(
                      "allOf",
                      Json.createArrayBuilder()
                          .add(
                              Json.createObjectBuilder()
                                  .add("pattern", pattern.getLiteralLexicalForm()))));
    }
  }

  private static boolean refuses(Node shape) {
    return one(shape, SHACL.severity).filter(SHACL.Warning::equals).isEmpty();
  }

  private static Node path(Node shape) {
    return one(shape, SHACL.path).orElseThrow();
  }

  private static Optional<Integer> limit(
      List<Node> shapes, Node bound, BinaryOperator<Integer> choose) {
    return shapes.stream()
        .flatMap(shape -> ShapeRow.objects(Judged.SHAPES, shape, bound))
        .map(limit -> Integer.valueOf(limit.getLiteralLexicalForm()))
        .reduce(choose);
  }

  private static Stream<Node> concepts(String scheme) {
    return SCHEMES.stream(
            Node.ANY, SKOS.inScheme.asNode(), NodeFactory.createURI(Icra.SCHEMES + scheme))
        .map(Triple::getSubject)
        .sorted(Comparator.comparing(Node::getURI));
  }

  private static Optional<String> label(Node property) {
    return ShapeRow.one(VOCABULARY, property, RDFS.label.asNode()).map(Node::getLiteralLexicalForm);
  }

  private static Optional<Node> one(Node shape, Node property) {
    return ShapeRow.one(Judged.SHAPES, shape, property);
  }

  private static JsonObjectBuilder type(String name) {
    return Json.createObjectBuilder().add("type", name);
  }

  private static JsonObject anyOf(JsonValue one, JsonValue other) {
    return Json.createObjectBuilder()
        .add("anyOf", Json.createArrayBuilder().add(one).add(other))
        .build();
  }

  private static JsonArrayBuilder strings(Stream<String> values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    values.forEach(array::add);
    return array;
  }
}
