package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphUnionRead;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.sys.SystemTDB;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.Test;

/**
 * The fuzz is worth what it finds: each of these leaks, of which some look like views, dies by it.
 */
class ViewLeaksTest {
  private static final long SEED = 7;

  @Test
  void findsAFilterThatPathsPassBy() {
    leaks(
        (store, dataset, view) -> {
          Set<NodeId> ids =
              view.named().stream()
                  .map(g -> TDBInternal.getNodeId(dataset, g.node()))
                  .collect(Collectors.toSet());
          Predicate<Tuple<NodeId>> filter = quad -> quad.len() != 4 || ids.contains(quad.get(0));
          Context context = dataset.getContext().copy();
          context.set(SystemTDB.symTupleFilter, filter);
          context.set(TDB2.symUnionDefaultGraph, true);
          return new DatasetGraphWrapper(dataset, context);
        });
  }

  @Test
  void findsAWrapperThatArqUnwraps() {
    leaks((store, dataset, view) -> new Wrapper(dataset, view));
  }

  @Test
  void findsTheUnionOfAllGraphs() {
    leaks(
        (store, dataset, view) -> {
          Context context = dataset.getContext().copy();
          context.set(TDB2.symUnionDefaultGraph, true);
          return new DatasetGraphWrapper(dataset, context);
        });
  }

  @Test
  void findsADefaultGraphOfAllNamedGraphs() {
    leaks((store, dataset, view) -> store.view(dataset, new View(view.named(), view.named())));
  }

  @Test
  void findsOneGraphTooMany() {
    leaks(
        (store, dataset, view) -> {
          Set<GraphName> named = new HashSet<>(view.named());
          named.add(World.graph(0));
          return store.view(dataset, new View(view.union(), named));
        });
  }

  @Test
  void findsADeletionOfWhatIsHidden() {
    try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
      Comparison.Lens lens =
          (dataset, view) ->
              new DatasetGraphWrapper(store.view(dataset, view, dataset)) {
                @Override
                public void delete(Quad quad) {
                  dataset.delete(quad);
                }
              };
      assertThat(new Comparison(store, SEED).updates(lens).findFirst()).isPresent();
    }
  }

  private interface Leak {
    DatasetGraph over(GraphStore store, DatasetGraph dataset, View view);
  }

  private static void leaks(Leak leak) {
    try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
      Comparison.Lens lens = (dataset, view) -> leak.over(store, dataset, view);
      assertThat(new Comparison(store, SEED).questions(lens).findFirst()).isPresent();
    }
  }

  /** Hides by its own methods, which a query engine that knows what is wrapped does not call. */
  private static final class Wrapper extends DatasetGraphWrapper {
    private final Set<Node> named;
    private final Graph union;

    Wrapper(DatasetGraph dataset, View view) {
      super(dataset);
      this.named = view.named().stream().map(GraphName::node).collect(Collectors.toSet());
      this.union =
          new GraphUnionRead(
              dataset, view.union().stream().map(GraphName::node).collect(Collectors.toSet()));
    }

    @Override
    public Graph getDefaultGraph() {
      return union;
    }

    @Override
    public Iterator<Node> listGraphNodes() {
      return Iter.filter(super.listGraphNodes(), named::contains);
    }

    @Override
    public Iterator<Quad> find(Node g, Node s, Node p, Node o) {
      return Iter.filter(super.find(g, s, p, o), quad -> named.contains(quad.getGraph()));
    }

    @Override
    public boolean containsGraph(Node name) {
      return named.contains(name) && super.containsGraph(name);
    }
  }
}
