package eu.continuo.shapes;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.core.Var;

/**
 * Reads shapes as Jena does, and refuses the queries that Jena takes though SHACL calls them
 * ill-formed.
 */
final class WellFormedShapes {
  private static final Set<Var> OF_EVERY_QUERY = vars("this", "shapesGraph", "currentShape");

  /** A subquery need not return these (SHACL, section 5.3.1). */
  private static final Set<Var> OPTIONAL = vars("shapesGraph", "currentShape");

  private WellFormedShapes() {}

  /**
   * Parses a shapes graph.
   *
   * @throws IllegalArgumentException with everything that is wrong with its queries
   */
  static Shapes parse(Graph graph) {
    String wrong =
        Stream.concat(wrongConstraints(graph), wrongValidators(graph))
            .sorted()
            .collect(Collectors.joining("\n"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong);
    }
    return ShaclValidator.get().parse(graph);
  }

  private static Stream<String> wrongConstraints(Graph graph) {
    return objects(graph, Node.ANY, SHACL.sparql)
        .distinct()
        .flatMap(constraint -> wrong(graph, constraint, OF_EVERY_QUERY));
  }

  private static Stream<String> wrongValidators(Graph graph) {
    return graph.stream(Node.ANY, SHACL.parameter, Node.ANY)
        .map(Triple::getSubject)
        .distinct()
        .flatMap(component -> wrongValidators(graph, component));
  }

  private static Stream<String> wrongValidators(Graph graph, Node component) {
    Set<Var> variables = new HashSet<>(OF_EVERY_QUERY);
    objects(graph, component, SHACL.parameter)
        .flatMap(parameter -> objects(graph, parameter, SHACL.path))
        .forEach(path -> variables.add(Var.alloc(path.getLocalName())));
    Set<Var> withValue = new HashSet<>(variables);
    withValue.add(Var.alloc("value"));
    return Stream.of(SHACL.validator, SHACL.nodeValidator, SHACL.propertyValidator)
        .flatMap(kind -> objects(graph, component, kind))
        .distinct()
        .flatMap(
            validator ->
                wrong(
                    graph,
                    validator,
                    graph.contains(validator, SHACL.ask, Node.ANY) ? withValue : variables));
  }

  private static Stream<String> wrong(Graph graph, Node holder, Set<Var> variables) {
    Set<Var> returned = new HashSet<>(variables);
    returned.removeAll(OPTIONAL);
    PreBinding preBinding = new PreBinding(Set.copyOf(variables), Set.copyOf(returned));
    return queries(graph, holder)
        .flatMap(query -> preBinding.wrong(query).stream())
        .map(sentence -> "The query of " + holder + " is ill-formed. " + sentence);
  }

  private static Stream<Query> queries(Graph graph, Node holder) {
    return Stream.of(SHACL.select, SHACL.ask)
        .flatMap(form -> objects(graph, holder, form))
        .map(
            text ->
                ShLib.parseQueryString(
                    ShLib.prefixes(graph, holder) + "\n" + text.getLiteralLexicalForm()));
  }

  private static Stream<Node> objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).map(Triple::getObject);
  }

  private static Set<Var> vars(String... names) {
    return Stream.of(names).map(Var::alloc).collect(Collectors.toUnmodifiableSet());
  }
}
