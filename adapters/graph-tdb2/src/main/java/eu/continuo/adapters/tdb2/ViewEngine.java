package eu.continuo.adapters.tdb2;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.QueryEngineMain;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.store.DatasetGraphTDB;

/**
 * Answers questions over a view. FROM and FROM NAMED are a narrower view, so that they cost what
 * any view costs; each pattern goes to TDB2 by {@link ViewExecutor}.
 *
 * <p>TDB2's own engine would rewrite the whole question to quads first. That is wrong for some
 * forms within GRAPH ?g (aggregates, MINUS without a common variable), and it forgets that GRAPH
 * around no pattern asks whether the graph exists.
 */
final class ViewEngine extends QueryEngineMain {
  private ViewEngine(Query query, DatasetGraphTDB shown, Binding input, Context context) {
    super(query, shown, input, context);
  }

  private ViewEngine(Op op, DatasetGraphTDB shown, Binding input, Context context) {
    super(op, shown, input, context);
  }

  /** Lets ARQ find the engine. */
  static void announce() {
    QueryEngineRegistry.addFactory(new Factory());
  }

  /** What FROM makes of the dataset; the factory did it. */
  @Override
  protected DatasetGraph dynamicDataset(
      DatasetDescription description, DatasetGraph dataset, boolean union) {
    return dataset;
  }

  private static final class Factory implements QueryEngineFactory {
    @Override
    public boolean accept(Query query, DatasetGraph dataset, Context context) {
      return dataset instanceof ViewDataset;
    }

    @Override
    public boolean accept(Op op, DatasetGraph dataset, Context context) {
      return dataset instanceof ViewDataset;
    }

    @Override
    public Plan create(Query query, DatasetGraph dataset, Binding input, Context context) {
      ViewDataset view = (ViewDataset) dataset;
      if (query.hasDatasetDescription()) {
        view = view.from(nodes(query.getGraphURIs()), nodes(query.getNamedGraphURIs()));
      }
      QC.setFactory(context, ViewExecutor.over(view));
      return new ViewEngine(query, view.shown(), input, context).getPlan();
    }

    @Override
    public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
      ViewDataset view = (ViewDataset) dataset;
      QC.setFactory(context, ViewExecutor.over(view));
      return new ViewEngine(op, view.shown(), input, context).getPlan();
    }

    private static List<Node> nodes(List<String> iris) {
      return iris.stream().map(NodeFactory::createURI).toList();
    }
  }
}
