package eu.continuo.adapters.tdb2;

import java.util.Collection;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;

/** Which quads of the store show: those of some graphs, less what a scenario takes away. */
final class VisibleQuads {
  private final GraphSet graphs;
  private final Exclusion exclusion;
  private final LentTransaction transaction;

  VisibleQuads(GraphSet graphs, Exclusion exclusion, LentTransaction transaction) {
    this.graphs = graphs;
    this.exclusion = exclusion;
    this.transaction = transaction;
    if (!transaction.writes()) {
      graphs.settle();
      exclusion.settle();
    }
  }

  /** Before every look into an index: the transaction still runs, its new graphs are known. */
  void open() {
    transaction.check();
    graphs.refresh();
    exclusion.refresh();
  }

  boolean show(Tuple<NodeId> quad) {
    return graphs.contains(quad.get(0)) && !exclusion.hides(quad);
  }

  GraphSet graphs() {
    return graphs;
  }

  /** Those in graphs of these names. */
  VisibleQuads among(Collection<Node> names) {
    return new VisibleQuads(graphs.among(names), exclusion, transaction);
  }

  /** These and those. */
  VisibleQuads and(VisibleQuads others) {
    return new VisibleQuads(graphs.and(others.graphs), exclusion, transaction);
  }
}
