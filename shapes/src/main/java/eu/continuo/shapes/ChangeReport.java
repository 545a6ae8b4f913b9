package eu.continuo.shapes;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * What the judge found at the nodes that a change can affect.
 *
 * @param report whole for each of these nodes: what a judgement of the whole graph would say of it
 * @param focusNodes those that shapes were applied to; the words about every subject of the change
 *     are judged besides
 * @param fallbacks the shapes of which every target had to be judged
 */
public record ChangeReport(Report report, Set<Node> focusNodes, List<Fallback> fallbacks) {
  public ChangeReport {
    focusNodes = Set.copyOf(focusNodes);
    fallbacks = List.copyOf(fallbacks);
  }
}
