package eu.continuo.shapes;

import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;

/**
 * A change of what is asserted, as the judge needs it.
 *
 * <p>The triples are those whose presence in the union of all graphs may have changed, as that
 * union gives them back. There may be more: a triple that was removed from one graph and stands in
 * another, or one that was added and stood already. That costs and never errs; to leave one out
 * does.
 *
 * @param after the union of all asserted graphs after the change, a live view that is only looked
 *     into and never read through
 * @param added what may stand in it and did not before
 * @param removed what may have stood in it before and does not now
 */
public record NetChange(Graph after, Collection<Triple> added, Collection<Triple> removed) {
  public NetChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
