package eu.continuo.shapes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Transform;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.algebra.optimize.TransformJoinStrategy;
import org.apache.jena.sparql.algebra.optimize.TransformPathFlatten;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/**
 * The query of a SPARQL constraint, made ready once. Jena parses nothing anew for a focus node, but
 * it writes the node into the query, compiles it and optimises it each time, which takes ten times
 * as long as to answer it.
 *
 * <p>Here the node is a row that goes into the first operator. That means the same as writing it
 * into the query only where every operator takes the rows of the one before: such queries are
 * ready, others are left to Jena.
 */
final class QuickQuery {
  private static final Var THIS = Var.alloc("this");
  private static final Var PATH = Var.alloc("PATH");

  /** What Jena binds beside these, or puts in the place of a path. */
  private static final Pattern OTHERS =
      Pattern.compile("[?$](PATH|path|currentShape|shapesGraph)\\b");

  private static final List<Transform> STEPS =
      List.of(
          new TransformPathFlatten(), new TransformJoinStrategy(), new TransformFilterPlacement());

  private final Op op;
  private final Optional<FirstSolution> first;

  private QuickQuery(Op op) {
    this.op = op;
    this.first = FirstSolution.of(op, THIS);
  }

  /** A query made ready for the focus nodes of a shape, where that is known to mean the same. */
  static Optional<QuickQuery> of(Query query, Shape shape) {
    return of(query, shape, QuickQuery::isLinear);
  }

  /** As {@link #of(Query, Shape)}, where somebody else says which operators are taken. */
  static Optional<QuickQuery> of(Query query, Shape shape, Predicate<Op> taken) {
    Query own = query;
    if (shape instanceof PropertyShape property
        && PropertyPath.of(property.getPath())
            instanceof PropertyPath.Step(Predicates.Only(Node predicate), boolean inverse)
        && !inverse) {
      own = QueryTransformOps.replaceVars(query, Map.of(PATH, predicate));
    }
    if (!own.isSelectType()
        || own.hasDatasetDescription()
        || (isGrouped(own) && !isGroupedByThis(own))
        || own.hasLimit()
        || own.hasOffset()
        || own.hasOrderBy()
        || own.hasValues()
        || OTHERS.matcher(own.serialize()).find()) {
      return Optional.empty();
    }
    Op op = withoutProjection(Algebra.compile(own));
    for (Transform step : STEPS) {
      op = Transformer.transform(step, op);
    }
    return taken.test(op) ? Optional.of(new QuickQuery(op)) : Optional.empty();
  }

  private static boolean isGrouped(Query query) {
    return query.hasGroupBy() || query.hasHaving() || query.hasAggregators();
  }

  /** Whether the focus node is a key of the groups, so that nothing is no group. */
  private static boolean isGroupedByThis(Query query) {
    VarExprList keys = query.getGroupBy();
    return keys.getExprs().isEmpty() && keys.contains(THIS);
  }

  /** Whether the query surely has no solution for a focus node. */
  boolean isEmpty(Node focusNode, ExecutionContext context) {
    if (!focusNode.isURI()) {
      return false;
    }
    if (first.isPresent()) {
      return !first.get().exists(focusNode, context);
    }
    Binding row = BindingFactory.binding(THIS, focusNode);
    QueryIterator solutions = QC.execute(op, row, context);
    try {
      return !solutions.hasNext();
    } finally {
      solutions.close();
    }
  }

  /** Whether there is a solution does not depend on which of its variables are given. */
  private static Op withoutProjection(Op op) {
    return switch (op) {
      case OpDistinct distinct -> withoutProjection(distinct.getSubOp());
      case OpProject project -> withoutProjection(project.getSubOp());
      default -> op;
    };
  }

  /** Whether every operator takes the rows of the one before, so that none loses the focus node. */
  private static boolean isLinear(Op op) {
    return switch (op) {
      case OpBGP patterns -> true;
      case OpPath path -> true;
      case OpFilter filter ->
          isLinear(filter.getSubOp())
              && filter.getExprs().getList().stream().allMatch(QuickQuery::isLinear);
      case OpExtend extend ->
          isLinear(extend.getSubOp())
              && extend.getVarExprList().getExprs().values().stream()
                  .allMatch(QuickQuery::isLinear);
      case OpGroup group ->
          isLinear(group.getSubOp())
              && group.getAggregators().stream()
                  .map(aggregated -> aggregated.getAggregator().getExprList())
                  .filter(Objects::nonNull)
                  .allMatch(
                      arguments -> arguments.getList().stream().allMatch(QuickQuery::isLinear));
      case OpSequence sequence -> sequence.getElements().stream().allMatch(QuickQuery::isLinear);
      case OpConditional optional -> isLinear(optional.getLeft()) && isLinear(optional.getRight());
      case OpUnion either -> isLinear(either.getLeft()) && isLinear(either.getRight());
      default -> false;
    };
  }

  private static boolean isLinear(Expr expr) {
    return switch (expr) {
      case ExprFunctionOp exists -> isLinear(exists.getGraphPattern());
      case ExprFunction function ->
          function.getArgs().stream().filter(Objects::nonNull).allMatch(QuickQuery::isLinear);
      case ExprVar variable -> true;
      case NodeValue constant -> true;
      default -> false;
    };
  }
}
