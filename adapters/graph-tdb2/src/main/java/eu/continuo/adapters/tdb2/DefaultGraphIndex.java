package eu.continuo.adapters.tdb2;

import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.atlas.lib.tuple.TupleMap;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleTable;

/**
 * An index of the triples in the default graph of a view: the quads of the united graphs, the graph
 * cut off, each triple once.
 *
 * <p>It stands on an index whose last place is the graph. There the quads of one triple are
 * neighbours, so that the second is known by the first, without a memory of what was seen.
 */
final class DefaultGraphIndex extends FilteredIndex {
  private static final String PRIMARY = "SPO";

  private final TupleTable quads;
  private final TupleMap mapping;

  /**
   * Cuts an index of quads down to triples.
   *
   * @param base an index by SPOG, POSG or OSPG
   * @param quads the quads of the store by all their indexes, for a union of one graph
   */
  DefaultGraphIndex(TupleIndex base, TupleTable quads, VisibleQuads visible) {
    super(base, visible);
    this.quads = quads;
    this.mapping = TupleMap.create(PRIMARY, base.getName().substring(0, PRIMARY.length()));
  }

  /** Whether a default graph can stand on the index. */
  static boolean standsOn(TupleIndex index) {
    return index.getName().length() == PRIMARY.length() + 1 && index.getName().endsWith("G");
  }

  @Override
  public Iterator<Tuple<NodeId>> find(Tuple<NodeId> pattern) {
    visible.open();
    if (visible.graphs().isEmpty()) {
      return Iter.nullIterator();
    }
    NodeId only = visible.graphs().only();
    return new TriplesOnce(
        only == null
            ? base.find(inGraph(NodeId.NodeIdAny, pattern))
            : quads.find(inGraph(only, pattern)),
        visible);
  }

  @Override
  public Iterator<Tuple<NodeId>> all() {
    return find(TupleFactory.create3(NodeId.NodeIdAny, NodeId.NodeIdAny, NodeId.NodeIdAny));
  }

  @Override
  public int weight(Tuple<NodeId> pattern) {
    return base.weight(inGraph(NodeId.NodeIdAny, pattern));
  }

  @Override
  public String getName() {
    return mapping.getLabel();
  }

  @Override
  public TupleMap getMapping() {
    return mapping;
  }

  @Override
  public int getTupleLength() {
    return PRIMARY.length();
  }

  private static Tuple<NodeId> inGraph(NodeId graph, Tuple<NodeId> triple) {
    return TupleFactory.create4(graph, triple.get(0), triple.get(1), triple.get(2));
  }
}
