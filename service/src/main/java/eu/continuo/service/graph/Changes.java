package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;

/**
 * A dataset that remembers the net change made through it: a quad that is added and removed again
 * was never touched. What is written to a name that the query engine keeps for itself is remembered
 * and not written, so that it can be refused like any other trespass.
 */
final class Changes extends DatasetGraphWrapper {
  private final Set<Quad> added = new HashSet<>();
  private final Set<Quad> removed = new HashSet<>();
  private final Set<Node> touched = new HashSet<>();
  private final UnaryOperator<Node> kept;

  /**
   * Changes of a dataset.
   *
   * @param kept gives a literal as the dataset keeps it, such as 0.5 for 0.50
   */
  Changes(DatasetGraph dataset, UnaryOperator<Node> kept) {
    super(dataset);
    this.kept = kept;
  }

  @Override
  public void add(Quad quad) {
    touched.add(quad.getGraph());
    if (GraphNames.ofTheEngine(quad.getGraph())) {
      added.add(quad);
    } else if (!get().contains(quad)) {
      get().add(quad);
      Quad kept = kept(quad);
      if (!removed.remove(kept)) {
        added.add(kept);
      }
    }
  }

  @Override
  public void add(Node g, Node s, Node p, Node o) {
    add(Quad.create(g, s, p, o));
  }

  @Override
  public void delete(Quad quad) {
    touched.add(quad.getGraph());
    if (GraphNames.ofTheEngine(quad.getGraph())) {
      removed.add(quad);
    } else if (get().contains(quad)) {
      Quad kept = kept(quad);
      get().delete(quad);
      if (!added.remove(kept)) {
        removed.add(kept);
      }
    }
  }

  @Override
  public void delete(Node g, Node s, Node p, Node o) {
    delete(Quad.create(g, s, p, o));
  }

  /** The quad as the store gives it back: TDB2 keeps 0.50 as 0.5. */
  private Quad kept(Quad quad) {
    Node object = quad.getObject();
    return object.isLiteral()
        ? Quad.create(quad.getGraph(), quad.getSubject(), quad.getPredicate(), kept.apply(object))
        : quad;
  }

  @Override
  public void deleteAny(Node g, Node s, Node p, Node o) {
    List<Quad> matches = new ArrayList<>();
    get().find(g, s, p, o).forEachRemaining(matches::add);
    matches.forEach(this::delete);
  }

  @Override
  public void clear() {
    deleteAny(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
  }

  @Override
  public void addGraph(Node name, Graph graph) {
    removeGraph(name);
    graph.stream().forEach(t -> add(Quad.create(name, t)));
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
  public Graph getGraph(Node name) {
    return GraphView.createNamedGraph(this, name);
  }

  boolean isUnchanged() {
    return added.isEmpty() && removed.isEmpty();
  }

  /** Whether anything was written without the name of a graph. */
  boolean touchesUnnamed() {
    return touched.stream().anyMatch(Quad::isDefaultGraph);
  }

  /**
   * The named graphs that were written, also where that changed nothing: who may not write a graph
   * must not find out what is in it by writing it.
   */
  Set<GraphName> touched() {
    Set<GraphName> graphs = new TreeSet<>();
    touched.stream()
        .filter(g -> !Quad.isDefaultGraph(g))
        .forEach(g -> graphs.add(new GraphName(g.getURI())));
    return graphs;
  }

  /** The named graphs that differ from before. */
  Set<GraphName> graphs() {
    Set<GraphName> graphs = new TreeSet<>();
    quads()
        .filter(q -> !q.isDefaultGraph())
        .forEach(q -> graphs.add(new GraphName(q.getGraph().getURI())));
    return graphs;
  }

  /** The quads that are new. */
  Set<Quad> added() {
    return added;
  }

  /** The quads that are gone. */
  Set<Quad> removed() {
    return removed;
  }

  private Stream<Quad> quads() {
    return Stream.concat(added.stream(), removed.stream());
  }
}
