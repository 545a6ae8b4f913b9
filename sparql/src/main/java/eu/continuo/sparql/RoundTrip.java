package eu.continuo.sparql;

import java.util.OptionalDouble;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionRegistry;

/**
 * The modelled round trip between two different sites: a constant and a share of the great circle.
 * Question and planner use this one model, so that they cannot disagree. Its calibration on
 * measured round trips stands in {@code examples/europe/README.md}.
 */
public final class RoundTrip {
  /**
   * The SPARQL function of two {@code geo:wktLiteral} points; an error where a point is missing or
   * malformed.
   */
  public static final String FUNCTION = "https://w3id.org/icra/fn#roundTripMs";

  // Least squares over 210 measured pairs of European regions, median absolute error 2.6 ms.
  private static final double BASE_MS = 5.354;
  private static final double MS_PER_KM = 0.019428;

  private RoundTrip() {}

  /**
   * The modelled round trip in milliseconds; nothing where a text is no point.
   *
   * @param from WKT of a point, longitude first (CRS84)
   * @param to likewise
   */
  public static OptionalDouble betweenMs(String from, String to) {
    return Point.read(from)
        .flatMap(a -> Point.read(to).map(b -> BASE_MS + MS_PER_KM * a.kmTo(b)))
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  static void register() {
    FunctionRegistry.get().put(FUNCTION, Function.class);
  }

  /** The SPARQL form; instantiated by ARQ. */
  public static final class Function extends FunctionBase2 {
    @Override
    public NodeValue exec(NodeValue from, NodeValue to) {
      OptionalDouble ms =
          betweenMs(from.asNode().getLiteralLexicalForm(), to.asNode().getLiteralLexicalForm());
      if (ms.isEmpty()) {
        throw new ExprEvalException("not two points");
      }
      return NodeValue.makeDecimal(
          java.math.BigDecimal.valueOf(ms.getAsDouble())
              .setScale(3, java.math.RoundingMode.HALF_UP));
    }
  }
}
