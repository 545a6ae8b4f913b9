package eu.continuo.shapes;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.RDF;

/**
 * What one property shape asks for, as a row of a table.
 *
 * @param shape the property shape
 * @param property its path, by the local names of its predicates
 * @param value what a value must be; empty where the shape does not say
 * @param count how many values there are; empty where the shape does not say
 * @param severity Violation or Warning
 * @param rule what it says of itself: its message, or the one of its query
 */
record ShapeRow(
    Node shape, String property, String value, String count, String severity, String rule) {

  private static final Map<Node, String> BOUNDS =
      Map.of(
          SHACL.minInclusive, "≥ ",
          SHACL.minExclusive, "> ",
          SHACL.maxInclusive, "≤ ",
          SHACL.maxExclusive, "< ");

  /** The shapes that target a class, by the order of their IRIs. */
  static List<Node> shapesOf(Graph shapes, Node targetClass) {
    return shapes.stream(Node.ANY, SHACL.targetClass, targetClass)
        .map(Triple::getSubject)
        .sorted(Comparator.comparing(Node::getURI))
        .toList();
  }

  /** All rows of the shapes that target a class. */
  static List<ShapeRow> of(Graph shapes, Node targetClass) {
    return shapesOf(shapes, targetClass).stream()
        .flatMap(shape -> rowsOf(shapes, shape))
        .distinct()
        .toList();
  }

  /** The rows of one shape. */
  static Stream<ShapeRow> rowsOf(Graph shapes, Node shape) {
    return objects(shapes, shape, SHACL.property)
        .map(property -> row(shapes, property))
        .sorted(Comparator.comparing(ShapeRow::property).thenComparing(r -> r.shape().getURI()));
  }

  private static ShapeRow row(Graph shapes, Node property) {
    return new ShapeRow(
        property,
        path(shapes, one(shapes, property, SHACL.path).orElseThrow()),
        value(shapes, property),
        count(shapes, property),
        one(shapes, property, SHACL.severity).map(Node::getLocalName).orElse("Violation"),
        message(shapes, property));
  }

  private static String path(Graph shapes, Node path) {
    if (path.isURI()) {
      return path.getLocalName();
    }
    Optional<Node> inverse = one(shapes, path, SHACL.inversePath);
    if (inverse.isPresent()) {
      return "^" + path(shapes, inverse.get());
    }
    Optional<Node> alternative = one(shapes, path, SHACL.alternativePath);
    return list(shapes, alternative.orElse(path)).stream()
        .map(part -> path(shapes, part))
        .collect(joining(alternative.isPresent() ? " or " : " / "));
  }

  private static String value(Graph shapes, Node property) {
    List<String> said = new ArrayList<>();
    one(shapes, property, SHACL.datatype).map(Node::getLocalName).ifPresent(said::add);
    one(shapes, property, SHACL.class_).map(Node::getLocalName).ifPresent(said::add);
    scheme(shapes, property).map(scheme -> "concept of " + scheme).ifPresent(said::add);
    one(shapes, property, SHACL.or)
        .map(
            or ->
                list(shapes, or).stream()
                    .flatMap(part -> objects(shapes, part, SHACL.class_))
                    .map(Node::getLocalName)
                    .collect(joining(" or ")))
        .ifPresent(said::add);
    if (said.isEmpty()) {
      one(shapes, property, SHACL.nodeKind).map(Node::getLocalName).ifPresent(said::add);
    }
    BOUNDS.entrySet().stream()
        .flatMap(
            bound ->
                objects(shapes, property, bound.getKey())
                    .map(limit -> bound.getValue() + limit.getLiteralLexicalForm()))
        .sorted(Comparator.reverseOrder())
        .forEach(said::add);
    return String.join(" ", said);
  }

  /** The scheme of which the values of a property are concepts. */
  static Optional<String> scheme(Graph shapes, Node property) {
    return one(shapes, property, SHACL.node)
        .flatMap(node -> one(shapes, node, SHACL.property))
        .flatMap(member -> one(shapes, member, SHACL.hasValue))
        .map(scheme -> scheme.getURI().replaceFirst(".*/", ""));
  }

  private static String count(Graph shapes, Node property) {
    Optional<String> min = one(shapes, property, SHACL.minCount).map(Node::getLiteralLexicalForm);
    Optional<String> max = one(shapes, property, SHACL.maxCount).map(Node::getLiteralLexicalForm);
    if (min.isEmpty() && max.isEmpty()) {
      return "";
    }
    return min.equals(max) ? min.orElseThrow() : min.orElse("0") + ".." + max.orElse("*");
  }

  private static String message(Graph shapes, Node property) {
    return Stream.concat(
            objects(shapes, property, SHACL.message),
            objects(shapes, property, SHACL.sparql)
                .flatMap(query -> objects(shapes, query, SHACL.message)))
        .map(Node::getLiteralLexicalForm)
        .collect(joining(" "));
  }

  static Optional<Node> one(Graph graph, Node subject, Node property) {
    return objects(graph, subject, property).findFirst();
  }

  static Stream<Node> objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).map(Triple::getObject);
  }

  private static List<Node> list(Graph graph, Node head) {
    List<Node> members = new ArrayList<>();
    Node rest = head;
    while (!rest.equals(RDF.nil.asNode())) {
      members.add(one(graph, rest, RDF.first.asNode()).orElseThrow());
      rest = one(graph, rest, RDF.rest.asNode()).orElseThrow();
    }
    return members;
  }

  /** As a row of a table in Markdown. */
  String markdown() {
    return ReferencePage.row("`" + property + "`", value, count, severity, rule);
  }

  /** The head of the table. */
  static String head() {
    return ReferencePage.row("property", "value", "count", "severity", "rule")
        + ReferencePage.row("---", "---", "---", "---", "---");
  }
}
