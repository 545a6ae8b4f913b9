package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.View.Overlay;
import eu.continuo.ontology.GraphName;
import java.util.Arrays;
import java.util.Set;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.QuadTable;
import org.apache.jena.tdb2.store.StoragePrefixesTDB;
import org.apache.jena.tdb2.store.StorageTDB;
import org.apache.jena.tdb2.store.TripleTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTableConcrete;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleTable;

/**
 * The store of a transaction seen through filtered indexes: a TDB2 dataset like any other, with
 * TDB2's joins and its order of patterns, whose tables hold only what shows.
 */
final class FilteredStorage {
  private final DatasetGraphTDB store;
  private final KnownGraphs known;
  private final LentTransaction transaction;
  private final LentNodes nodes;

  FilteredStorage(DatasetGraphTDB store, KnownGraphs known) {
    this.store = store;
    this.known = known;
    this.transaction = LentTransaction.of(store.getTxnSystem());
    this.nodes = new LentNodes(quads().getNodeTable());
  }

  /** What shows of some graphs under a scenario, whose own graphs are among them. */
  VisibleQuads visible(Set<GraphName> names, Overlay overlay) {
    GraphSet graphs = known.graphs(names, store, !transaction.writes(), this::lookUp);
    GraphSet added = lookUp(overlay.added());
    return new VisibleQuads(
        overlay.added().isEmpty() ? graphs : graphs.and(added),
        new Exclusion(overlay.excluded(), added, nodes),
        transaction);
  }

  /**
   * The dataset that shows these.
   *
   * @param united the quads whose triples are the default graph
   * @param named the quads in named graphs
   */
  DatasetGraphTDB show(VisibleQuads united, VisibleQuads named) {
    TupleIndex[] indexes =
        Arrays.stream(quads().getTupleTable().getIndexes())
            .map(i -> new NamedGraphIndex(i, named))
            .toArray(TupleIndex[]::new);
    DatasetGraphTDB shown =
        new DatasetGraphTDB(
            store.getLocation(),
            store.getStoreParams(),
            store.getReorderTransform(),
            new StorageTDB(
                transaction,
                new TripleTable(triples(united), nodes),
                new QuadTable(indexes, nodes)),
            noPrefixes(),
            transaction);
    shown.getContext().putAll(store.getContext());
    return shown;
  }

  /** A dataset has one map of prefixes for all its graphs: it could tell of hidden ones. */
  private StoragePrefixesTDB noPrefixes() {
    VisibleQuads none = visible(Set.of(), Overlay.NONE);
    TupleIndex[] indexes = triples(none);
    return new StoragePrefixesTDB(
        transaction, new NodeTupleTableConcrete(indexes[0].getTupleLength(), indexes, nodes));
  }

  private TupleIndex[] triples(VisibleQuads united) {
    TupleTable table = quads().getTupleTable();
    return Arrays.stream(table.getIndexes())
        .filter(DefaultGraphIndex::standsOn)
        .map(i -> new DefaultGraphIndex(i, table, united))
        .toArray(TupleIndex[]::new);
  }

  private GraphSet lookUp(Set<GraphName> names) {
    return GraphSet.of(names.stream().map(GraphName::node).toList(), nodes);
  }

  private NodeTupleTable quads() {
    return store.getQuadTable().getNodeTupleTable();
  }
}
