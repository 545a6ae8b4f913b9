package eu.continuo.sparql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/**
 * The way from a changed triple to the focus nodes whose conclusions it may change.
 *
 * <p>Where a triple takes part in a conclusion, the other patterns of its group hold as well, so
 * that the focus is found by walking from pattern to pattern. Only patterns that must hold together
 * are walked: those of the same group and of the groups around it. Constants, filters and what else
 * stands in the query are left out, so that it errs towards more focus nodes.
 */
final class Reach {
  private final List<Way> ways;

  private Reach(List<Way> ways) {
    this.ways = ways;
  }

  /**
   * The ways to a focus.
   *
   * @param query the rule's
   * @param focus the variable whose values are focus nodes
   * @throws IllegalArgumentException where a pattern of the query is not joined to the focus
   */
  static Reach of(Query query, Var focus) {
    List<Patterns.Pattern> patterns = Patterns.of(query);
    return new Reach(
        patterns.stream()
            .map(
                pattern ->
                    way(pattern, patterns, focus)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "From " + pattern + " no pattern leads to " + focus + ".")))
            .toList());
  }

  /**
   * The focus nodes that a change leads to. Every way is walked once, from all triples at which it
   * begins.
   *
   * @param after what is known after the change
   */
  Set<Node> collect(Delta change, Graph after) {
    Known known = new Known(Stream.concat(Stream.of(after), change.before().stream()).toList());
    Set<Node> focuses = new LinkedHashSet<>();
    for (Way way : ways) {
      Set<Node> at = way.beginnings(change);
      if (!at.isEmpty()) {
        focuses.addAll(way.walk(at, known));
      }
    }
    return focuses;
  }

  private record Way(Patterns.Pattern start, boolean fromSubject, List<Step> steps) {
    Set<Node> beginnings(Delta change) {
      Set<Node> beginnings = new LinkedHashSet<>();
      start.properties().stream()
          .flatMap(change::having)
          .filter(start::matches)
          .forEach(t -> beginnings.add(fromSubject ? t.getSubject() : t.getObject()));
      return beginnings;
    }

    Set<Node> walk(Set<Node> beginnings, Known known) {
      Set<Node> at =
          start.closure()
              ? known.closure(beginnings, start.properties(), !fromSubject)
              : beginnings;
      for (Step step : steps) {
        at =
            step.closure
                ? known.closure(at, step.properties, step.forward)
                : known.next(at, step.properties, step.forward);
      }
      return at;
    }
  }

  private record Step(Set<Node> properties, boolean forward, boolean closure) {}

  /** The shortest one. */
  private static Optional<Way> way(
      Patterns.Pattern start, List<Patterns.Pattern> patterns, Var focus) {
    Map<Node, @Nullable Arrival> arrivals = new HashMap<>();
    Deque<Node> queue = new ArrayDeque<>();
    for (Node end : List.of(start.subject(), start.object())) {
      if (Var.isVar(end) && !arrivals.containsKey(end)) {
        arrivals.put(end, null);
        queue.add(end);
      }
    }
    while (!queue.isEmpty()) {
      Node at = queue.remove();
      if (at.equals(focus)) {
        return Optional.of(way(start, at, arrivals));
      }
      for (Patterns.Pattern next : patterns) {
        if (!start.holdsOnlyWith(next) || next.equals(start)) {
          continue;
        }
        boolean forward = next.subject().equals(at);
        Node to = forward ? next.object() : next.subject();
        if ((forward || next.object().equals(at)) && Var.isVar(to) && !arrivals.containsKey(to)) {
          arrivals.put(to, new Arrival(at, new Step(next.properties(), forward, next.closure())));
          queue.add(to);
        }
      }
    }
    return Optional.empty();
  }

  private static Way way(
      Patterns.Pattern start, Node focus, Map<Node, @Nullable Arrival> arrivals) {
    List<Step> steps = new ArrayList<>();
    Node at = focus;
    for (Arrival by = arrivals.get(at); by != null; by = arrivals.get(at)) {
      steps.addFirst(by.step);
      at = by.from;
    }
    return new Way(start, at.equals(start.subject()), steps);
  }

  private record Arrival(Node from, Step step) {}

  /** What was there before a change or is there after it, in some graphs. */
  private record Known(List<Graph> graphs) {
    private Set<Node> next(Collection<Node> nodes, Set<Node> properties, boolean forward) {
      Set<Node> found = new LinkedHashSet<>();
      for (Node node : nodes) {
        for (Node property : properties) {
          graphs.stream()
              .flatMap(
                  graph ->
                      forward
                          ? graph.stream(node, property, Node.ANY).map(Triple::getObject)
                          : graph.stream(Node.ANY, property, node).map(Triple::getSubject))
              .forEach(found::add);
        }
      }
      return found;
    }

    private Set<Node> closure(Collection<Node> nodes, Set<Node> properties, boolean forward) {
      Set<Node> all = new LinkedHashSet<>(nodes);
      Collection<Node> frontier = nodes;
      while (!frontier.isEmpty()) {
        Set<Node> found = next(frontier, properties, forward);
        found.removeAll(all);
        all.addAll(found);
        frontier = found;
      }
      return all;
    }
  }
}
