package eu.continuo.adapters.tdb2;

import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.core.Substitute;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterAssignVarValue;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.main.QC;

/**
 * GRAPH as the standard defines it: the inside is evaluated over each graph of the view, and then
 * joined with the graph's name. ARQ's own would list the graphs by reading all quads.
 */
final class GraphByGraph extends QueryIterRepeatApply {
  private final OpGraph op;
  private final ViewDataset view;

  GraphByGraph(QueryIterator input, OpGraph op, ViewDataset view, ExecutionContext context) {
    super(input, context);
    this.op = op;
    this.view = view;
  }

  @Override
  protected QueryIterator nextStage(Binding outer) {
    Op inside = Substitute.substitute(op.getSubOp(), outer);
    return QueryIterPlainWrapper.create(
        Iter.flatMap(graphs(outer), name -> over(name, inside, outer)), getExecContext());
  }

  private Iterator<Node> graphs(Binding outer) {
    if (op.getNode() instanceof Var variable) {
      Node bound = outer.get(variable);
      return bound == null ? view.listGraphNodes() : existing(bound);
    }
    return existing(op.getNode());
  }

  private Iterator<Node> existing(Node name) {
    boolean exists = !ViewDataset.isSpecial(name) && view.containsGraph(name);
    return exists ? List.of(name).iterator() : Iter.nullIterator();
  }

  private QueryIterator over(Node name, Op inside, Binding outer) {
    ExecutionContext context =
        ExecutionContext.copyChangeActiveGraph(getExecContext(), view.shown().getGraph(name));
    QueryIterator solutions = QC.execute(inside, outer, context);
    return op.getNode() instanceof Var variable
        ? new QueryIterAssignVarValue(solutions, variable, name, getExecContext())
        : solutions;
  }
}
