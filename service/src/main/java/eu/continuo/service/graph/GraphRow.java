package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;

/**
 * What is known about one named graph.
 *
 * @param name its name
 * @param kind asserted, derived or apart
 * @param visibility public or restricted
 * @param owner the IRI of the party that answers for it
 * @param version how many commits changed it
 */
public record GraphRow(GraphName name, String kind, String visibility, String owner, long version) {
  boolean asserted() {
    return kind.equals("asserted");
  }

  /** Whether it is part of what a question is asked of. */
  boolean asked() {
    return !kind.equals("apart");
  }

  boolean visibleTo(Principal principal) {
    return principal != Principal.ANYONE || visibility.equals("public");
  }
}
