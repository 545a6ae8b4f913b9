package eu.continuo.bench;

import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/**
 * TDB2's own union of all graphs, which filters nothing. TDB2 (6.0.0) fails on a pattern after a
 * step without rows; the guard against it is the same as in the views, so that both are measured.
 */
final class PlainUnion extends OpExecutorTDB2 {
  private PlainUnion(ExecutionContext context) {
    super(context);
  }

  /** The dataset of a transaction with the union as its default graph. */
  static DatasetGraph of(DatasetGraph dataset) {
    Context context = dataset.getContext().copy();
    context.setTrue(TDB2.symUnionDefaultGraph);
    QC.setFactory(context, PlainUnion::new);
    return new DatasetGraphWrapper(dataset, context);
  }

  @Override
  protected QueryIterator execute(OpBGP op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }

  @Override
  protected QueryIterator execute(OpFilter op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }

  @Override
  protected QueryIterator execute(OpQuadPattern op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }
}
