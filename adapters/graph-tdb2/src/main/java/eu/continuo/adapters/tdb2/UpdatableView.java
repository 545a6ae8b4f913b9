package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.View;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/** A view that a SPARQL Update reads, and whose writes go to a recorder. */
final class UpdatableView extends ViewDataset {
  private final DatasetGraph recorder;

  UpdatableView(FilteredStorage storage, View view, DatasetGraph recorder) {
    super(storage, view);
    this.recorder = recorder;
  }

  @Override
  public void add(Quad quad) {
    recorder.add(quad);
  }

  @Override
  public void add(Node g, Node s, Node p, Node o) {
    add(Quad.create(g, s, p, o));
  }

  /** Deletes what shows. */
  @Override
  public void delete(Quad quad) {
    if (contains(quad)) {
      recorder.delete(quad);
    }
  }

  @Override
  public void delete(Node g, Node s, Node p, Node o) {
    delete(Quad.create(g, s, p, o));
  }

  @Override
  public void deleteAny(Node g, Node s, Node p, Node o) {
    find(g, s, p, o).forEachRemaining(recorder::delete);
  }

  @Override
  public void clear() {
    deleteAny(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public void addGraph(Node name, Graph graph) {
    graph.stream().forEach(triple -> add(Quad.create(name, triple)));
  }

  @Override
  public void removeGraph(Node name) {
    deleteAny(name, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public Graph getDefaultGraph() {
    return GraphView.createDefaultGraph(this);
  }

  @Override
  public Graph getGraph(@Nullable Node name) {
    return name == null || isSpecial(name)
        ? getDefaultGraph()
        : GraphView.createNamedGraph(this, name);
  }

  /**
   * The quads as they are now: COPY and ADD write one graph while they read another, and an
   * iterator over an index that is being written may skip.
   */
  @Override
  public Iterator<Quad> find(Node g, Node s, Node p, Node o) {
    List<Quad> now = Iter.toList(super.find(g, s, p, o));
    return now.iterator();
  }
}
