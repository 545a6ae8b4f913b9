package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What has to hold at the moment of a commit: what its change was computed from is still so. It is
 * asked while nobody else writes, so that of two who read the same and write each their own, the
 * second learns of the first (optimistic concurrency, as {@code If-Match} in RFC 9110).
 */
@FunctionalInterface
public interface Condition {
  /** Nothing has to. */
  Condition NONE = versions -> List.of();

  /**
   * What does not hold; then nothing is committed.
   *
   * @param versions how many commits changed a graph; 0 for one that is not there
   */
  List<Finding> unmet(ToLongFunction<GraphName> versions);

  /** The code of what {@link #unchanged} finds: who meets it reads again, and tries again. */
  String CHANGED = "graph.changed";

  /** These graphs have these versions. */
  static Condition unchanged(Map<GraphName, Long> expected) {
    return versions -> {
      List<Finding> findings = new ArrayList<>();
      new TreeMap<>(expected)
          .forEach(
              (graph, version) -> {
                if (versions.applyAsLong(graph) != version) {
                  findings.add(
                      Finding.violation(
                          CHANGED,
                          "The graph " + graph.iri() + " was changed meanwhile.",
                          "Read it again, and send the change anew."));
                }
              });
      return findings;
    };
  }

  /** Both. */
  default Condition and(Condition other) {
    return versions -> Stream.of(this, other).flatMap(c -> c.unmet(versions).stream()).toList();
  }
}
