package eu.continuo.adapters.tdb2;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.Op2;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.main.OpExecutorFactory;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/**
 * Executes patterns as TDB2 does, and GRAPH as the standard has it (SPARQL 1.1 Query, section
 * 18.6): its inside once for each graph of the view. Where each of its patterns binds the graph,
 * that is the same as one join of quads, which does not depend on how many graphs there are.
 */
final class ViewExecutor extends OpExecutorTDB2 {
  private final ViewDataset view;

  private ViewExecutor(ExecutionContext context, ViewDataset view) {
    super(context);
    this.view = view;
  }

  static OpExecutorFactory over(ViewDataset view) {
    return context -> new ViewExecutor(context, view);
  }

  @Override
  protected QueryIterator execute(OpGraph op, QueryIterator input) {
    Node name = op.getNode();
    if (ViewDataset.isSpecial(name)) {
      return QC.execute(
          op.getSubOp(),
          input,
          ExecutionContext.copyChangeActiveGraph(execCxt, view.shown().getDefaultGraph()));
    }
    if (bindsGraphThroughout(op.getSubOp()) && !mentions(op.getSubOp(), name)) {
      return exec(Algebra.toQuadForm(op), input);
    }
    return new GraphByGraph(input, op, view, execCxt);
  }

  /**
   * TDB2 wants a first row to order a pattern by, and fails where the step before gave none (Jena
   * 6.0.0): without rows there is nothing to match.
   */
  @Override
  protected QueryIterator execute(OpBGP op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }

  /** As for a pattern, of which it may be the condition. */
  @Override
  protected QueryIterator execute(OpFilter op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }

  /** As for a pattern of triples. */
  @Override
  protected QueryIterator execute(OpQuadPattern op, QueryIterator input) {
    return input.hasNext() ? super.execute(op, input) : input;
  }

  private static boolean mentions(Op op, Node name) {
    return name instanceof Var variable && OpVars.mentionedVars(op).contains(variable);
  }

  private static boolean bindsGraphThroughout(Op op) {
    return switch (op) {
      case OpBGP pattern -> !pattern.getPattern().isEmpty();
      case OpFilter filter ->
          !askPatterns(filter.getExprs()) && bindsGraphThroughout(filter.getSubOp());
      case OpSequence sequence ->
          sequence.getElements().stream().allMatch(ViewExecutor::bindsGraphThroughout);
      case OpLeftJoin optional -> !askPatterns(optional.getExprs()) && bothBind(optional);
      case OpJoin join -> bothBind(join);
      case OpConditional optional -> bothBind(optional);
      case OpUnion union -> bothBind(union);
      default -> false;
    };
  }

  private static boolean bothBind(Op2 op) {
    return bindsGraphThroughout(op.getLeft()) && bindsGraphThroughout(op.getRight());
  }

  /** Whether an expression holds EXISTS, which asks the graph that is current. */
  private static boolean askPatterns(ExprList expressions) {
    return expressions != null && askPatterns(expressions.getList());
  }

  private static boolean askPatterns(List<Expr> expressions) {
    return expressions.stream()
        .anyMatch(
            e ->
                e instanceof ExprFunctionOp
                    || (e.isFunction() && askPatterns(e.getFunction().getArgs())));
  }
}
