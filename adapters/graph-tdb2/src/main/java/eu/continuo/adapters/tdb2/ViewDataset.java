package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapZero;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.DatasetGraphWrapperView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A view as a dataset. The filtered storage beneath does the hiding; this adds what TDB2's own
 * dataset would do at a cost that grows with the data, which is to list the graphs, and what it
 * would answer with all named graphs, which is the union graph.
 *
 * <p>ARQ unwraps datasets to find TDB2 beneath, save those that say they are a view. Where it got
 * through even so, it would find the filtered storage.
 */
class ViewDataset extends DatasetGraphWrapper implements DatasetGraphWrapperView {
  private final FilteredStorage storage;
  private final VisibleQuads united;
  private final VisibleQuads named;
  private final DatasetGraphTDB shown;
  private final @Nullable Set<Node> listed;

  ViewDataset(FilteredStorage storage, View view) {
    this(
        storage,
        storage.visible(view.union(), view.overlay()),
        storage.visible(view.named(), view.overlay()),
        null);
  }

  private ViewDataset(
      FilteredStorage storage,
      VisibleQuads united,
      VisibleQuads named,
      @Nullable Set<Node> listed) {
    this(storage, united, named, listed, storage.show(united, named));
  }

  private ViewDataset(
      FilteredStorage storage,
      VisibleQuads united,
      VisibleQuads named,
      @Nullable Set<Node> listed,
      DatasetGraphTDB shown) {
    super(shown);
    this.storage = storage;
    this.united = united;
    this.named = named;
    this.listed = listed;
    this.shown = shown;
  }

  /** The filtered storage, for TDB2's engine. */
  DatasetGraphTDB shown() {
    return shown;
  }

  /**
   * What a question sees that says FROM or FROM NAMED, or an update that says USING: as if the
   * named graphs were all that there is. A graph that it names but may not see is empty, as one is
   * that does not exist.
   */
  ViewDataset from(Collection<Node> defaultGraphs, Collection<Node> namedGraphs) {
    VisibleQuads from = named.among(defaultGraphs);
    Set<Node> names = new HashSet<>(namedGraphs);
    names.removeIf(ViewDataset::isSpecial);
    return new ViewDataset(
        storage,
        defaultGraphs.stream().anyMatch(ViewDataset::isSpecial) ? from.and(united) : from,
        named.among(names),
        names);
  }

  /** Whether it is one of ARQ's names for the default graph or for the union, here the same. */
  static boolean isSpecial(Node name) {
    return Quad.isDefaultGraph(name) || Quad.isUnionGraph(name);
  }

  @Override
  public boolean containsGraph(Node name) {
    return isSpecial(name) || (listed == null ? shown.containsGraph(name) : listed.contains(name));
  }

  /** The visible graphs that hold something, each found by one look into the index. */
  @Override
  public Iterator<Node> listGraphNodes() {
    if (listed != null) {
      return listed.iterator();
    }
    named.open();
    List<Node> graphs = new ArrayList<>();
    for (NodeId graph : named.graphs().ids()) {
      if (shown.getQuadTable().getNodeTupleTable().find(graph, null, null, null).hasNext()) {
        graphs.add(shown.getQuadTable().getNodeTupleTable().getNodeTable().getNodeForNodeId(graph));
      }
    }
    return graphs.iterator();
  }

  @Override
  public long size() {
    return Iter.count(listGraphNodes());
  }

  @Override
  public Graph getUnionGraph() {
    return getDefaultGraph();
  }

  @Override
  public Graph getGraph(@Nullable Node name) {
    return name == null || isSpecial(name) ? getDefaultGraph() : super.getGraph(name);
  }

  @Override
  public Iterator<Quad> find(Quad quad) {
    return find(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  @Override
  public Iterator<Quad> find(Node g, Node s, Node p, Node o) {
    return Quad.isUnionGraph(g) ? inUnion(s, p, o) : super.find(g, s, p, o);
  }

  @Override
  public Iterator<Quad> findNG(Node g, Node s, Node p, Node o) {
    return Quad.isUnionGraph(g) ? inUnion(s, p, o) : super.findNG(g, s, p, o);
  }

  @Override
  public boolean contains(Quad quad) {
    return find(quad).hasNext();
  }

  @Override
  public boolean contains(Node g, Node s, Node p, Node o) {
    return find(g, s, p, o).hasNext();
  }

  private Iterator<Quad> inUnion(Node s, Node p, Node o) {
    return Iter.map(
        getDefaultGraph().find(s, p, o), triple -> Quad.create(Quad.unionGraph, triple));
  }

  @Override
  public PrefixMap prefixes() {
    return PrefixMapZero.empty;
  }

  @Override
  protected DatasetGraph getW() {
    throw FilteredIndex.readOnly();
  }

  /** The view goes with its transaction; there is nothing to close. */
  @Override
  public void close() {}

  @Override
  public void sync() {}
}
