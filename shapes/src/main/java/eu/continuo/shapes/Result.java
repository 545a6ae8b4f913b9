package eu.continuo.shapes;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.jspecify.annotations.Nullable;

/**
 * What two judges must agree on in a result of SHACL (section 3.6.2). Paths and texts are left out:
 * the shape and the component decide them, and judges write them differently.
 *
 * @param value the value node, where the component has one
 */
record Result(Node focusNode, Node shape, Node component, Node severity, @Nullable Node value)
    implements Comparable<Result> {

  /** The results of a {@code sh:ValidationReport}, details left out, in an order of their own. */
  static List<Result> of(Graph report) {
    return report.stream(Node.ANY, SHACL.result, Node.ANY)
        .map(Triple::getObject)
        .map(result -> of(report, result))
        .sorted()
        .toList();
  }

  private static Result of(Graph report, Node result) {
    return new Result(
        required(report, result, SHACL.focusNode),
        required(report, result, SHACL.sourceShape),
        required(report, result, SHACL.sourceConstraintComponent),
        required(report, result, SHACL.resultSeverity),
        object(report, result, SHACL.value));
  }

  private static Node required(Graph report, Node result, Node property) {
    Node object = object(report, result, property);
    if (object == null) {
      throw new IllegalStateException("A result of a report lacks " + property + ".");
    }
    return object;
  }

  private static @Nullable Node object(Graph report, Node result, Node property) {
    return report.stream(result, property, Node.ANY)
        .map(Triple::getObject)
        .findFirst()
        .orElse(null);
  }

  @Override
  public int compareTo(Result other) {
    return toString().compareTo(other.toString());
  }
}
