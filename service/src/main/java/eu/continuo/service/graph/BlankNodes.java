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
    Map<Node, Node> names = Canonical.names(graph, base + ".well-known/genid/");
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
}
