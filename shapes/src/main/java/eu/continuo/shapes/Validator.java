package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.Var;

/**
 * A query that may judge a shape for a SPARQL-based constraint component, with the values that the
 * shape gives to its parameters (SHACL, section 6). Jena keeps its choice of a validator to itself,
 * so all that a component declares are taken.
 */
record Validator(Query query, Map<Node, Node> parameters) {

  /** Every validator of every component of which the shape has a parameter. */
  static List<Validator> of(Graph shapes, Node shape) {
    return shapes.stream(Node.ANY, SHACL.parameter, Node.ANY)
        .map(Triple::getSubject)
        .distinct()
        .flatMap(component -> ofComponent(shapes, shape, component))
        .toList();
  }

  private static Stream<Validator> ofComponent(Graph shapes, Node shape, Node component) {
    List<Map<Node, Node>> given = new ArrayList<>(List.of(Map.of()));
    shapes.stream(component, SHACL.parameter, Node.ANY)
        .flatMap(parameter -> shapes.stream(parameter.getObject(), SHACL.path, Node.ANY))
        .map(Triple::getObject)
        .forEach(path -> addValues(given, path, shapes, shape));
    return given.stream()
        .filter(parameters -> !parameters.isEmpty())
        .flatMap(
            parameters ->
                queries(shapes, component).map(query -> new Validator(query, parameters)));
  }

  private static void addValues(List<Map<Node, Node>> given, Node path, Graph shapes, Node shape) {
    List<Node> values = shapes.stream(shape, path, Node.ANY).map(Triple::getObject).toList();
    if (values.isEmpty()) {
      return;
    }
    List<Map<Node, Node>> before = List.copyOf(given);
    given.clear();
    for (Map<Node, Node> parameters : before) {
      for (Node value : values) {
        Map<Node, Node> all = new HashMap<>(parameters);
        all.put(Var.alloc(path.getLocalName()), value);
        given.add(all);
      }
    }
  }

  private static Stream<Query> queries(Graph shapes, Node component) {
    return Stream.of(SHACL.nodeValidator, SHACL.propertyValidator, SHACL.validator)
        .flatMap(kind -> shapes.stream(component, kind, Node.ANY))
        .map(Triple::getObject)
        .flatMap(
            validator ->
                Stream.of(SHACL.select, SHACL.ask)
                    .flatMap(form -> shapes.stream(validator, form, Node.ANY))
                    .map(text -> query(shapes, validator, text.getObject())));
  }

  private static Query query(Graph shapes, Node validator, Node text) {
    return ShLib.parseQueryString(
        ShLib.prefixes(shapes, validator) + "\n" + text.getLiteralLexicalForm());
  }
}
