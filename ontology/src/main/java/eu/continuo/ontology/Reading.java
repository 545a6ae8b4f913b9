package eu.continuo.ontology;

import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.graph.Graph;

/** What became of a document: a graph, or everything that kept it from being one. */
public sealed interface Reading {
  /**
   * The document as a graph without blank nodes.
   *
   * @param graph its triples; blank nodes bear IRIs made from the canonical form, so that reading
   *     it again gives the same graph
   * @param digest SHA-256, in hexadecimal, of the canonical form (RDFC-1.0)
   */
  record Read(Graph graph, String digest) implements Reading {}

  /** The document is none that this service takes. */
  record Unreadable(List<Finding> findings) implements Reading {
    public Unreadable {
      findings = List.copyOf(findings);
    }
  }
}
