package eu.continuo.adapters.tdb2;

import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.atlas.lib.tuple.TupleMap;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;

/** An index of the quads in the named graphs of a view. */
final class NamedGraphIndex extends FilteredIndex {
  private static final Tuple<NodeId> ALL =
      TupleFactory.create4(NodeId.NodeIdAny, NodeId.NodeIdAny, NodeId.NodeIdAny, NodeId.NodeIdAny);

  NamedGraphIndex(TupleIndex base, VisibleQuads visible) {
    super(base, visible);
  }

  @Override
  public Iterator<Tuple<NodeId>> find(Tuple<NodeId> pattern) {
    visible.open();
    GraphSet graphs = visible.graphs();
    NodeId graph = pattern.get(0);
    boolean none = NodeId.isAny(graph) ? graphs.isEmpty() : !graphs.contains(graph);
    return none ? Iter.nullIterator() : Iter.filter(base.find(pattern), visible::show);
  }

  @Override
  public Iterator<Tuple<NodeId>> all() {
    return find(ALL);
  }

  @Override
  public int weight(Tuple<NodeId> pattern) {
    return base.weight(pattern);
  }

  @Override
  public String getName() {
    return base.getName();
  }

  @Override
  public TupleMap getMapping() {
    return base.getMapping();
  }

  @Override
  public int getTupleLength() {
    return base.getTupleLength();
  }
}
