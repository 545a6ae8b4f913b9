package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;

/**
 * Judges every target of every shape, some by each thread. SHACL judges one focus node at a time,
 * so that the results are those of one thread, in the same order.
 */
final class WholeJudge {
  private static final int FOCUS_NODES = 500;

  private WholeJudge() {}

  /** What is found in a graph that many threads can read. */
  static List<ReportEntry> entries(Shapes shapes, QuickShapes quick, Graph data) {
    List<Share> shares = new ArrayList<>();
    for (Shape shape : shapes.getTargetShapes()) {
      List<Node> nodes = List.copyOf(VLib.focusNodes(data, shape));
      for (int from = 0; from < nodes.size(); from += FOCUS_NODES) {
        shares.add(
            new Share(shape, nodes.subList(from, Math.min(from + FOCUS_NODES, nodes.size()))));
      }
    }
    return shares.parallelStream()
        .flatMap(share -> share.judge(shapes, quick, data).stream())
        .toList();
  }

  /** Some of the focus nodes of a shape. */
  private record Share(Shape shape, List<Node> focusNodes) {
    Collection<ReportEntry> judge(Shapes shapes, QuickShapes quick, Graph data) {
      Graph stars = new Stars(data);
      ValidationContext context = ValidationContext.create(shapes, stars);
      QuickShapes.Judge first = quick.over(stars);
      focusNodes.stream()
          .filter(node -> !first.conforms(shape, node))
          .forEach(node -> VLib.validateShape(context, stars, shape, node));
      return context.generateReport().getEntries();
    }
  }
}
