package eu.continuo.shapes;

import java.util.List;
import org.apache.jena.graph.Graph;

/** What two engines found in the same graph, by the constraints that both are trusted with. */
public sealed interface Comparison {

  /**
   * Both found the same.
   *
   * @param constraints how many were judged twice
   * @param results how many results both found; of one constraint RDF4J gives 1,000 and no more
   * @param unproved what one engine judges alone
   */
  record Agreed(int constraints, int results, List<Unproved> unproved) implements Comparison {
    public Agreed {
      unproved = List.copyOf(unproved);
    }
  }

  /**
   * One of them errs.
   *
   * @param jenaReport the report of the engine that judges commits
   * @param rdf4jReport the report of the other
   * @param differences what only one of them found, at least one
   */
  record Differ(Graph jenaReport, Graph rdf4jReport, List<Difference> differences)
      implements Comparison {
    public Differ {
      differences = List.copyOf(differences);
    }
  }
}
