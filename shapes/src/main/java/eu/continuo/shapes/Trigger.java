package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;

/**
 * One place of a shape at which a triple can stand, and how it is joined to the focus node.
 *
 * <p>If a triple at this place changes what the shape says of a focus node, then all edges hold
 * together in one of the two states, before the change or after it, with the triple's ends at
 * {@code subject} and {@code object} and the focus node at {@link #FOCUS}. So whoever looks for
 * every solution of the edges over the triples of both states finds a superset of the focus nodes
 * that are affected. Each edge only narrows: to leave one out costs, and never errs.
 *
 * @param predicates the predicates of such a triple
 * @param subject where its subject stands: a variable of the edges, or the only IRI that matters
 * @param object where its object stands, likewise
 * @param reach how to come from there to the focus node
 */
record Trigger(Predicates predicates, Node subject, Node object, Reach reach) {
  /** The place of the focus node. */
  static final Var FOCUS = Var.alloc("focus");

  /** How to come from a triple to the focus nodes that it can affect. */
  sealed interface Reach {
    /** By solving these edges; with none, the triple itself has the focus node. */
    record Bounded(List<Edge> edges) implements Reach {
      public Bounded {
        edges = List.copyOf(edges);
      }
    }

    /**
     * By no way that has a bound: every target of the shape may be affected.
     *
     * @param reason why, as a person reads it
     */
    record Unbounded(String reason) implements Reach {}
  }

  /**
   * A trigger that keeps of the edges only those that lead to the focus node, and those that test
   * an end of the triple itself.
   *
   * @param reason what to say when none leads there
   */
  static Trigger of(
      Predicates predicates, Node subject, Node object, List<Edge> edges, String reason) {
    Set<Node> ends = new LinkedHashSet<>();
    ends.add(subject);
    ends.add(object);
    List<Edge> tests =
        edges.stream()
            .filter(edge -> !edge.joins() && ends.stream().anyMatch(edge::touches))
            .toList();
    if (ends.contains(FOCUS)) {
      return named(predicates, subject, object, tests);
    }
    List<Edge> way = connected(withoutDeadEnds(edges, ends), ends);
    if (way.stream().noneMatch(edge -> edge.touches(FOCUS))) {
      return named(predicates, subject, object, List.of()).unbounded(reason);
    }
    List<Edge> kept = new ArrayList<>(tests);
    kept.addAll(way);
    return named(predicates, subject, object, kept);
  }

  /**
   * A trigger for each place of a path between two places of a shape or a query.
   *
   * @param lead what leads from {@code from} to where the path begins
   * @param beside what else holds whenever the path does
   */
  static Stream<Trigger> along(
      Node from,
      PropertyPath lead,
      PropertyPath path,
      Node to,
      List<Edge> beside,
      Supplier<Var> fresh,
      String reason) {
    return path.links().stream()
        .map(
            link -> {
              List<Edge> edges = new ArrayList<>();
              Node start = place(from, PropertyPath.sequence(lead, link.before()), edges, fresh);
              Node stop = place(to, link.after().reversed(), edges, fresh);
              edges.addAll(beside);
              boolean inverse = link.step().inverse();
              return of(
                  link.step().predicates(),
                  inverse ? stop : start,
                  inverse ? start : stop,
                  edges,
                  reason);
            });
  }

  /** The place to which a path leads from another, joined to it by edges that are added. */
  static Node place(Node from, PropertyPath path, List<Edge> edges, Supplier<Var> fresh) {
    if (path instanceof PropertyPath.Here) {
      return from;
    }
    Var place = fresh.get();
    edges.addAll(Edge.between(from, path, place, fresh));
    return place;
  }

  /** The same trigger for every target. */
  Trigger unbounded(String reason) {
    return new Trigger(predicates, subject, object, new Reach.Unbounded(reason));
  }

  /** A change of any triple affects every target. */
  static Trigger always(String reason) {
    return new Trigger(
        Predicates.any(), Var.alloc("subject"), Var.alloc("object"), new Reach.Unbounded(reason));
  }

  /** Whether this triple can stand here. */
  boolean matches(Triple triple) {
    return fits(subject, triple.getSubject())
        && fits(object, triple.getObject())
        && predicates.contains(triple.getPredicate())
        && (!subject.equals(object) || triple.getSubject().equals(triple.getObject()));
  }

  /** With the same names for the same trigger, so that two of them are equal. */
  private static Trigger named(Predicates predicates, Node subject, Node object, List<Edge> edges) {
    Map<Node, Node> names = new HashMap<>(Map.of(FOCUS, FOCUS));
    UnaryOperator<Node> name =
        node ->
            Var.isVar(node)
                ? names.computeIfAbsent(node, any -> Var.alloc("v" + names.size()))
                : node;
    Node subjectNamed = name.apply(subject);
    Node objectNamed = name.apply(object);
    List<Edge> edgesNamed =
        edges.stream()
            .map(edge -> new Edge(name.apply(edge.from()), edge.path(), name.apply(edge.to())))
            .toList();
    return new Trigger(predicates, subjectNamed, objectNamed, new Reach.Bounded(edgesNamed));
  }

  private static boolean fits(Node place, Node node) {
    return Var.isVar(place) || place.equals(node);
  }

  private static List<Edge> withoutDeadEnds(List<Edge> edges, Set<Node> ends) {
    List<Edge> kept = new ArrayList<>();
    edges.stream()
        .filter(Edge::joins)
        .filter(edge -> !edge.from().equals(edge.to()))
        .distinct()
        .forEach(kept::add);
    while (kept.removeIf(edge -> leadsNowhere(edge, kept, ends))) {
      // Each removal may leave another dead end.
    }
    return kept;
  }

  private static boolean leadsNowhere(Edge edge, List<Edge> edges, Set<Node> ends) {
    return List.of(edge.from(), edge.to()).stream()
        .filter(place -> !place.equals(FOCUS) && !ends.contains(place))
        .anyMatch(place -> edges.stream().filter(other -> other.touches(place)).count() == 1);
  }

  private static List<Edge> connected(List<Edge> edges, Set<Node> ends) {
    Set<Node> reached = new HashSet<>(ends);
    List<Edge> found = new ArrayList<>();
    List<Edge> open = new ArrayList<>(edges);
    while (open.removeIf(
        edge -> {
          boolean meets = reached.contains(edge.from()) || reached.contains(edge.to());
          if (meets) {
            reached.add(edge.from());
            reached.add(edge.to());
            found.add(edge);
          }
          return meets;
        })) {
      // Each edge that is found may reach others.
    }
    return found;
  }
}
