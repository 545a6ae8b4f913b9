package eu.continuo.ontology;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The IRI of a named graph. A type of its own, so that a graph and a resource cannot be swapped in
 * a call.
 *
 * @param iri an absolute IRI
 */
public record GraphName(String iri) implements Comparable<GraphName> {
  public GraphName {
    if (!iri.contains(":")) {
      throw new IllegalArgumentException(
          "The name of a graph is an absolute IRI, not \"" + iri + "\".");
    }
  }

  /** The graph as a node of a quad. */
  public Node node() {
    return NodeFactory.createURI(iri);
  }

  @Override
  public int compareTo(GraphName other) {
    return iri.compareTo(other.iri);
  }

  @Override
  public String toString() {
    return iri;
  }
}
