package eu.continuo.shapes;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    List<Share> shares =
        shapes.getTargetShapes().parallelStream()
            .flatMap(shape -> shares(shape, List.copyOf(VLib.focusNodes(data, shape))))
            .toList();
    return shares.parallelStream()
        .flatMap(share -> share.judge(shapes, quick, data).stream())
        .toList();
  }

  private static Stream<Share> shares(Shape shape, List<Node> nodes) {
    return IntStream.range(0, Math.ceilDiv(nodes.size(), FOCUS_NODES))
        .map(share -> share * FOCUS_NODES)
        .mapToObj(
            from ->
                new Share(shape, nodes.subList(from, Math.min(from + FOCUS_NODES, nodes.size()))));
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
