package eu.continuo.shapes;

import java.util.List;

/**
 * What the judge found at the nodes that a change can affect.
 *
 * @param report whole for each of these nodes: what a judgement of the whole graph would say of it
 * @param focusNodes how many were judged, each once for each shape that targets it
 * @param fallbacks the shapes of which every target had to be judged
 */
public record ChangeReport(Report report, int focusNodes, List<Fallback> fallbacks) {
  public ChangeReport {
    fallbacks = List.copyOf(fallbacks);
  }
}
