package eu.continuo.adapters.tdb2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.tdb2.lib.TupleLib;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;

/** The triples that a scenario takes away, from every graph but those that it brings. */
final class Exclusion {
  private final NodeTable nodes;
  private final GraphSet exempt;
  private final Set<Tuple<NodeId>> excluded = new HashSet<>();
  private List<Triple> withoutIds;

  Exclusion(Set<Triple> triples, GraphSet exempt, NodeTable nodes) {
    this.nodes = nodes;
    this.exempt = exempt;
    this.withoutIds = List.copyOf(triples);
    refresh();
  }

  /** Looks again for the ids of triples whose nodes had none. */
  void refresh() {
    exempt.refresh();
    if (withoutIds.isEmpty()) {
      return;
    }
    List<Triple> still = new ArrayList<>();
    for (Triple triple : withoutIds) {
      Tuple<NodeId> ids =
          TupleLib.tupleNodeIds(
              nodes,
              TupleFactory.create3(triple.getSubject(), triple.getPredicate(), triple.getObject()));
      if (ids.contains(NodeId.NodeDoesNotExist)) {
        still.add(triple);
      } else {
        excluded.add(ids);
      }
    }
    withoutIds = still;
  }

  /** Forgets triples whose nodes the store does not know. */
  void settle() {
    withoutIds = List.of();
  }

  boolean hides(Tuple<NodeId> quad) {
    return !excluded.isEmpty()
        && excluded.contains(TupleFactory.create3(quad.get(1), quad.get(2), quad.get(3)))
        && !exempt.contains(quad.get(0));
  }
}
