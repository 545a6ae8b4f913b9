package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.DatasetGraphWrapperView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphUnionRead;
import org.jspecify.annotations.Nullable;

/**
 * What a view must equal: a dataset in memory, without TDB2, that holds the visible graphs and has
 * never heard of any other.
 */
final class Reference extends DatasetGraphWrapper implements DatasetGraphWrapperView {
  private final Graph union;

  private Reference(DatasetGraph visible, Set<Node> union) {
    super(visible);
    this.union = new GraphUnionRead(visible, union);
  }

  static Reference of(View view, DatasetGraph everything) {
    Set<Node> added = nodes(view.overlay().added());
    DatasetGraph visible = DatasetGraphFactory.createTxnMem();
    visible.executeWrite(
        () ->
            everything.stream()
                .filter(
                    quad ->
                        added.contains(quad.getGraph())
                            || (view.named().contains(new GraphName(quad.getGraph().getURI()))
                                && !view.overlay().excluded().contains(quad.asTriple())))
                .forEach(visible::add));
    Set<Node> union = new HashSet<>(added);
    union.addAll(nodes(view.union()));
    return new Reference(visible, union);
  }

  private static Set<Node> nodes(Set<GraphName> graphs) {
    return graphs.stream().map(GraphName::node).collect(Collectors.toSet());
  }

  @Override
  public Graph getDefaultGraph() {
    return union;
  }

  @Override
  public Graph getUnionGraph() {
    return union;
  }

  @Override
  public Graph getGraph(@Nullable Node name) {
    return name == null || ViewDataset.isSpecial(name) ? union : super.getGraph(name);
  }

  @Override
  public Iterator<Quad> find(Node g, Node s, Node p, Node o) {
    return Quad.isDefaultGraph(g)
        ? Iter.map(union.find(s, p, o), triple -> Quad.create(g, triple))
        : super.find(g, s, p, o);
  }
}
