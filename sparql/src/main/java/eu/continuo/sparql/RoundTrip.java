package eu.continuo.sparql;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionRegistry;

/**
 * The modelled round trip between two different sites: a constant and a share of the great circle. Question
 * and planner use this one model, so that they cannot disagree. Its calibration on measured round
 * trips stands in {@code examples/europe/README.md}.
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
  private static final double EARTH_RADIUS_KM = 6371.0088;
  private static final Pattern POINT =
      Pattern.compile("\\s*POINT\\s*\\(\\s*(-?[0-9.]+)\\s+(-?[0-9.]+)\\s*\\)\\s*");

  private RoundTrip() {}

  /**
   * The modelled round trip in milliseconds; nothing where a text is no point.
   *
   * @param from WKT of a point, longitude first (CRS84)
   * @param to likewise
   */
  public static OptionalDouble betweenMs(String from, String to) {
    Matcher a = POINT.matcher(from);
    Matcher b = POINT.matcher(to);
    if (!a.matches() || !b.matches()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(BASE_MS + MS_PER_KM * greatCircleKm(a, b));
  }

  static void register() {
    FunctionRegistry.get().put(FUNCTION, Function.class);
  }

  private static double greatCircleKm(Matcher a, Matcher b) {
    double lonA = radians(a, 1);
    double latA = radians(a, 2);
    double lonB = radians(b, 1);
    double latB = radians(b, 2);
    double h =
        square(Math.sin((latB - latA) / 2))
            + Math.cos(latA) * Math.cos(latB) * square(Math.sin((lonB - lonA) / 2));
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double radians(Matcher point, int group) {
    return Math.toRadians(Double.parseDouble(point.group(group)));
  }

  private static double square(double x) {
    return x * x;
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
