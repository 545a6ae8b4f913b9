package eu.continuo.adapters.tdb2;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.jspecify.annotations.Nullable;

/**
 * A set of graphs by the ids that their names have in the node table, so that a tuple is tested
 * without a look at any name.
 *
 * <p>A name that the store has never seen has no id. The transaction may give it one at any time,
 * hence {@link #refresh}.
 */
final class GraphSet {
  private final NodeTable nodes;
  private final Set<NodeId> ids = new HashSet<>();
  private final Set<Node> withoutId = new HashSet<>();

  private GraphSet(NodeTable nodes) {
    this.nodes = nodes;
  }

  static GraphSet of(Collection<Node> names, NodeTable nodes) {
    GraphSet graphs = new GraphSet(nodes);
    graphs.withoutId.addAll(names);
    graphs.refresh();
    return graphs;
  }

  /** Looks again for the ids of names that had none. */
  void refresh() {
    for (Iterator<Node> names = withoutId.iterator(); names.hasNext(); ) {
      NodeId id = nodes.getNodeIdForNode(names.next());
      if (!NodeId.isDoesNotExist(id)) {
        ids.add(id);
        names.remove();
      }
    }
  }

  /** Forgets names that have no id: what a transaction that only reads cannot come to see. */
  void settle() {
    withoutId.clear();
  }

  /** Whether each of the names has an id. */
  boolean isComplete() {
    return withoutId.isEmpty();
  }

  boolean contains(NodeId graph) {
    return ids.contains(graph);
  }

  /** Whether there is no graph, as far as can be known yet. */
  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** The only graph of the set, or null where there are more, fewer or perhaps more soon. */
  @Nullable NodeId only() {
    return ids.size() == 1 && isComplete() ? ids.iterator().next() : null;
  }

  Set<NodeId> ids() {
    return ids;
  }

  /** Those of the graphs that have one of the names. */
  GraphSet among(Collection<Node> names) {
    refresh();
    GraphSet some = of(names, nodes);
    some.ids.retainAll(ids);
    some.withoutId.retainAll(withoutId);
    return some;
  }

  /** These graphs and those. */
  GraphSet and(GraphSet others) {
    GraphSet both = new GraphSet(nodes);
    both.ids.addAll(ids);
    both.ids.addAll(others.ids);
    both.withoutId.addAll(withoutId);
    both.withoutId.addAll(others.withoutId);
    return both;
  }
}
