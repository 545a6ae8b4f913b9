package eu.continuo.sparql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AccumulatorExpr;
import org.apache.jena.sparql.expr.aggregate.AccumulatorFactory;
import org.apache.jena.sparql.expr.aggregate.AggregateRegistry;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.graph.NodeConst;

/**
 * The product of numbers, which SPARQL lacks. It is rounded to twelve decimals and exact until
 * then, so that the order of the numbers does not matter. One that is missing or no number makes it
 * unknown.
 */
final class Product {
  /** Its name in a query, where it is called like a function. */
  static final String AGGREGATE = "https://w3id.org/icra/fn#product";

  private static final int DECIMALS = 12;

  private Product() {}

  /** Makes it known to the reader of queries, which has to know it first. */
  static void register() {
    AccumulatorFactory factory =
        (aggregate, distinct) -> new Accumulating(aggregate.getExpr(), distinct);
    AggregateRegistry.register(AGGREGATE, factory, NodeConst.nodeOne);
  }

  private static final class Accumulating extends AccumulatorExpr {
    private BigDecimal product = BigDecimal.ONE;

    Accumulating(org.apache.jena.sparql.expr.Expr expression, boolean distinct) {
      super(expression, distinct);
    }

    @Override
    protected void accumulate(NodeValue value, Binding binding, FunctionEnv environment) {
      if (!value.isNumber()) {
        throw new ExprEvalException("not a number");
      }
      product = product.multiply(value.getDecimal(), MathContext.UNLIMITED);
    }

    @Override
    protected void accumulateError(Binding binding, FunctionEnv environment) {}

    @Override
    protected NodeValue getAccValue() {
      return NodeValue.makeDecimal(
          product.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros());
    }
  }
}
