package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.path.PathFactory;
import org.apache.jena.vocabulary.RDFS;

/**
 * Finds shapes that a small change makes be judged at many nodes.
 *
 * <p>From a changed triple the gate walks back to focus nodes. A step from a subject to its objects
 * has few ends, for a node says little of each property; a step from an object to its subjects has
 * as many as there are nodes that share it. So a trigger is of high fan-in where every way back has
 * a step of the second kind. Changes of the class tree are left out: they reach all instances,
 * whatever a shape says.
 */
final class CostLint {
  private CostLint() {}

  /** The costly shapes, by name; a shape comes once for each way in which it is costly. */
  static List<Costly> of(Shapes shapes, List<Fallback> fallbacks) {
    List<Costly> costly = new ArrayList<>();
    fallbacks.forEach(
        one -> costly.add(new Costly(one.shape(), Costly.Kind.FALLBACK, one.reason())));
    for (Shape shape : shapes.getTargetShapes()) {
      costly.addAll(fanIn(shape, shapes));
    }
    costly.sort(
        Comparator.comparing(Costly::shape)
            .thenComparing(Costly::kind)
            .thenComparing(Costly::reason));
    return List.copyOf(costly);
  }

  private static List<Costly> fanIn(Shape shape, Shapes shapes) {
    Map<String, Set<String>> changes = new TreeMap<>();
    for (Trigger trigger : ShapeTriggers.of(shape, shapes)) {
      sharing(trigger)
          .ifPresent(
              way ->
                  changes
                      .computeIfAbsent(way.ending(), any -> new TreeSet<>())
                      .add(text(trigger.predicates())));
    }
    return changes.entrySet().stream()
        .map(
            entry ->
                new Costly(
                    shape.getShapeNode().toString(),
                    Costly.Kind.FAN_IN,
                    "A change of %s can reach every focus node from which %s."
                        .formatted(String.join(" or ", entry.getValue()), entry.getKey())))
        .toList();
  }

  /**
   * A way from the focus node to an end of the triple.
   *
   * @param shared how many of its steps go to a value that many nodes can share
   */
  private record Way(String path, boolean toSubject, int shared) {
    String ending() {
      return path + (toSubject ? " leads to its subject" : " leads to its object");
    }
  }

  /** The way with the fewest shared values, where it has any. */
  private static Optional<Way> sharing(Trigger trigger) {
    boolean classTree = trigger.predicates().equals(new Predicates.Only(RDFS.subClassOf.asNode()));
    if (classTree || !(trigger.reach() instanceof Trigger.Reach.Bounded(List<Edge> edges))) {
      return Optional.empty();
    }
    return Stream.of(trigger.subject(), trigger.object())
        .filter(Var::isVar)
        .flatMap(
            end ->
                paths(Trigger.FOCUS, end, edges, Set.of()).stream()
                    .map(path -> way(path, end.equals(trigger.subject()))))
        .min(Comparator.comparingInt(Way::shared).thenComparing(Way::path))
        .filter(way -> way.shared() > 0);
  }

  private static Way way(PropertyPath path, boolean toSubject) {
    return new Way(text(path), toSubject, shared(path));
  }

  /** Every path from one place to another that visits no place twice. */
  private static List<PropertyPath> paths(Node from, Node to, List<Edge> edges, Set<Node> visited) {
    if (from.equals(to)) {
      return List.of(new PropertyPath.Here());
    }
    Set<Node> seen = new HashSet<>(visited);
    seen.add(from);
    return edges.stream()
        .filter(edge -> edge.joins() && edge.touches(from) && !seen.contains(edge.opposite(from)))
        .flatMap(
            edge ->
                paths(edge.opposite(from), to, edges, seen).stream()
                    .map(rest -> PropertyPath.sequence(edge.leaving(from), rest)))
        .toList();
  }

  private static int shared(PropertyPath path) {
    return switch (path) {
      case PropertyPath.Step step -> step.inverse() ? 0 : 1;
      case PropertyPath.Sequence(PropertyPath first, PropertyPath second) ->
          shared(first) + shared(second);
      case PropertyPath.Alternative(PropertyPath one, PropertyPath other) ->
          Math.max(shared(one), shared(other));
      // However often it is walked: more than any path without it.
      case PropertyPath.ZeroOrMore(PropertyPath once) -> 100 * shared(once);
      case PropertyPath.Here here -> 0;
      case PropertyPath.Unknown unknown -> 0;
    };
  }

  private static String text(PropertyPath path) {
    return switch (path) {
      case PropertyPath.Step step -> (step.inverse() ? "^" : "") + text(step.predicates());
      case PropertyPath.Sequence(PropertyPath first, PropertyPath second) ->
          text(first) + "/" + text(second);
      case PropertyPath.Alternative(PropertyPath one, PropertyPath other) ->
          "(" + text(one) + "|" + text(other) + ")";
      case PropertyPath.ZeroOrMore(PropertyPath once) -> "(" + text(once) + ")*";
      case PropertyPath.Here here -> "";
      case PropertyPath.Unknown unknown -> "";
    };
  }

  private static String text(Predicates predicates) {
    return switch (predicates) {
      case Predicates.Only(Node predicate) -> Findings.text(PathFactory.pathLink(predicate));
      case Predicates.AllBut all -> "any property";
    };
  }
}
