package eu.continuo.service.graph;

import eu.continuo.ontology.Canonical;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Names the blank nodes of a change by their canonical labels (RDFC-1.0), so that the same change
 * made twice is one, and the log needs no labels of its own.
 */
final class BlankNodes {
  /** What the name of a node begins with, after the base, that had none. */
  static final String GENID = "/.well-known/genid/";

  private BlankNodes() {}

  /**
   * Gives each blank node that was added an IRI.
   *
   * @throws Canonical.TooComplex where the blank nodes are made to be hard
   */
  static void name(Changes changes, String base) throws Canonical.TooComplex {
    List<Quad> blank =
        changes.added().stream()
            .filter(q -> q.getSubject().isBlank() || q.getObject().isBlank())
            .toList();
    if (blank.isEmpty()) {
      return;
    }
    Graph graph = GraphFactory.createDefaultGraph();
    blank.forEach(q -> graph.add(q.asTriple()));
    Map<Node, Node> names = names(graph, base);
    for (Quad q : blank) {
      changes.delete(q);
      changes.add(
          Quad.create(
              q.getGraph(),
              names.getOrDefault(q.getSubject(), q.getSubject()),
              q.getPredicate(),
              names.getOrDefault(q.getObject(), q.getObject())));
    }
  }

  /** The same graph with names for its blank nodes, as a commit of it alone gives them. */
  static Graph named(Graph graph, String base) throws Canonical.TooComplex {
    Graph blank = GraphFactory.createDefaultGraph();
    Graph named = GraphFactory.createDefaultGraph();
    graph.stream()
        .forEach(t -> (t.getSubject().isBlank() || t.getObject().isBlank() ? blank : named).add(t));
    if (!blank.isEmpty()) {
      Map<Node, Node> names = names(blank, base);
      blank.stream()
          .forEach(
              t ->
                  named.add(
                      names.getOrDefault(t.getSubject(), t.getSubject()),
                      t.getPredicate(),
                      names.getOrDefault(t.getObject(), t.getObject())));
    }
    return named;
  }

  private static Map<Node, Node> names(Graph blank, String base) throws Canonical.TooComplex {
    return Canonical.names(blank, base.substring(0, base.length() - 1) + GENID);
  }
}
