package eu.continuo.shapes;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;

/**
 * Two places of a shape or a query that a path joins.
 *
 * @param from a variable, or the IRI that alone can stand there
 * @param to as {@code from}
 */
record Edge(Node from, PropertyPath path, Node to) {
  /** A path between two places, its steps one by one with variables of their own between them. */
  static List<Edge> between(Node from, PropertyPath path, Node to, Supplier<Var> fresh) {
    if (path instanceof PropertyPath.Sequence(PropertyPath first, PropertyPath second)) {
      Var middle = fresh.get();
      return Stream.concat(
              between(from, first, middle, fresh).stream(),
              between(middle, second, to, fresh).stream())
          .toList();
    }
    return List.of(new Edge(from, path, to));
  }

  boolean touches(Node place) {
    return from.equals(place) || to.equals(place);
  }

  /** Whether each end is a variable. */
  boolean joins() {
    return Var.isVar(from) && Var.isVar(to);
  }

  Node opposite(Node place) {
    return from.equals(place) ? to : from;
  }

  /** The path as it leads away from this end. */
  PropertyPath leaving(Node place) {
    return from.equals(place) ? path : path.reversed();
  }

  /** The same edge with one place for another. */
  Edge renamed(Node old, Node now) {
    return new Edge(from.equals(old) ? now : from, path, to.equals(old) ? now : to);
  }
}
