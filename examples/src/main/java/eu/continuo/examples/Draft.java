package eu.continuo.examples;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * A named graph while it is drafted: how things are called in it, and what is drawn for them.
 *
 * @param base the IRI that names begin with, ending in a slash
 * @param graph what is said so far
 * @param chance the draws of this graph and of no other
 */
record Draft(String base, Graph graph, Chance chance) {
  /** An empty draft whose draws depend on the seed and the name. */
  static Draft of(String base, long seed, String name) {
    return new Draft(base, GraphFactory.createDefaultGraph(), Chance.of(seed, name));
  }

  /** A thing by its name in the continuum, such as {@code site/provider-1-0}. */
  Node id(String local) {
    return NodeFactory.createURI(base + "id/" + local);
  }

  /** Begins the description of a thing. */
  Description a(Node type, String local) {
    return Description.of(graph, id(local), type);
  }
}
