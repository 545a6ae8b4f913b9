package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;

/**
 * The changed triples of one property, by their object. Of a hundred triggers that look for a type
 * nearly all look for another one: that is found out once for each type that came or went, and not
 * for each node.
 */
final class ChangedTriples {
  private final Map<Node, Set<Triple>> byObject = new LinkedHashMap<>();

  /** Adds one; twice the same is one. */
  void add(Triple triple) {
    byObject.computeIfAbsent(triple.getObject(), any -> new HashSet<>()).add(triple);
  }

  /** Those that can stand at a trigger, as far as the triple itself and its object tell. */
  List<Triple> matching(Trigger trigger, BothStates states) {
    if (!Var.isVar(trigger.object())) {
      return matching(trigger, byObject.getOrDefault(trigger.object(), Set.of()));
    }
    Optional<Edge> test = test(trigger);
    List<Triple> matching = new ArrayList<>();
    byObject.forEach(
        (object, triples) -> {
          if (test.isEmpty() || Join.leadsTo(states, test.get(), trigger.object(), object)) {
            matching.addAll(matching(trigger, triples));
          }
        });
    return matching;
  }

  private static List<Triple> matching(Trigger trigger, Collection<Triple> triples) {
    return triples.stream().filter(trigger::matches).toList();
  }

  /** An edge from the object to the only IRI that matters there. */
  private static Optional<Edge> test(Trigger trigger) {
    return trigger.reach() instanceof Trigger.Reach.Bounded(List<Edge> edges)
        ? edges.stream()
            .filter(edge -> edge.touches(trigger.object()) && !edge.joins())
            .filter(edge -> !edge.from().equals(edge.to()))
            .findFirst()
        : Optional.empty();
  }
}
