package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.util.Set;

/** Which graphs are kept from somebody to whom their visibility would show them. */
@FunctionalInterface
public interface Disclosure {
  /** Where no policy decides about reads. */
  Disclosure AS_DECLARED = (principal, graphs) -> Set.of();

  /**
   * Asks, whenever a view is made.
   *
   * @param graphs those that hold what others say and that the principal would see
   * @return those that it does not see
   */
  Set<GraphName> withheld(Principal principal, Set<Shown> graphs);

  /**
   * A graph, as its row has it.
   *
   * @param owner the IRI of the party that answers for it
   * @param visibility public or restricted
   */
  record Shown(GraphName name, String owner, String visibility) {}
}
