package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/**
 * Solves the edges of a trigger from the triples that match it to the focus nodes, for all these
 * triples at once. Rows keep only the columns that are still needed, each row once, so that a chain
 * of edges is walked from set to set: five thousand nodes that share a neighbour visit it once.
 */
final class Join {
  /** How many rows show what an edge costs. */
  private static final int SAMPLE_ROWS = 8;

  /** To judge a focus node costs more than some look-ups that may rule it out. */
  private static final int NARROWING_MAX = 32;

  private final BothStates states;
  private final List<Edge> open;
  private List<Node> columns;
  private Collection<List<Node>> rows;

  private Join(BothStates states, Trigger trigger, List<Edge> edges, Collection<Triple> triples) {
    this.states = states;
    this.open = new ArrayList<>(edges);
    this.columns = List.of(trigger.subject(), trigger.object());
    // Triples differ, so that these rows do; most of them are soon ruled out.
    this.rows = new ArrayList<>(triples.size());
    triples.forEach(triple -> rows.add(List.of(triple.getSubject(), triple.getObject())));
  }

  /** The focus nodes to which the edges lead from these triples. */
  static Set<Node> focusNodes(
      BothStates states, Trigger trigger, List<Edge> edges, Collection<Triple> triples) {
    return new Join(states, trigger, edges, triples).solve();
  }

  private Set<Node> solve() {
    test();
    keepNeeded();
    for (Edge next = next(); next != null; next = next()) {
      extend(next);
      test();
      keepNeeded();
    }
    int focus = columns.indexOf(Trigger.FOCUS);
    Set<Node> found = new HashSet<>();
    rows.forEach(row -> found.add(row.get(focus)));
    return found;
  }

  /** Drops the rows that an edge between known ends rules out. */
  private void test() {
    for (Iterator<Edge> edges = open.iterator(); edges.hasNext(); ) {
      Edge edge = edges.next();
      if (isKnown(edge.from()) && isKnown(edge.to())) {
        edges.remove();
        test(edge);
      }
    }
  }

  private void test(Edge edge) {
    if (edge.joins() && !edge.path().isShort()) {
      // To follow a long path once for each row may cost more than the rows that it would drop.
      return;
    }
    Node start = Var.isVar(edge.from()) ? edge.from() : edge.to();
    Node end = edge.opposite(start);
    Function<Node, Set<Node>> reached = remembering(edge.leaving(start));
    rows.removeIf(row -> !leadsTo(reached.apply(value(start, row)), value(end, row)));
  }

  /** Whether an edge leads from a node at one of its places to the only IRI at the other. */
  static boolean leadsTo(BothStates states, Edge edge, Node place, Node at) {
    return leadsTo(states.follow(edge.leaving(place), at), edge.opposite(place));
  }

  /** A store may find literals by their value, so two that differ are not told apart here. */
  private static boolean leadsTo(Set<Node> reached, Node end) {
    return end.isLiteral() ? !reached.isEmpty() : reached.contains(end);
  }

  /**
   * The edge to solve next, or null when the focus nodes are known and little would narrow them.
   */
  private @Nullable Edge next() {
    if (rows.isEmpty()) {
      return null;
    }
    List<Edge> edges =
        open.stream().filter(edge -> isKnown(edge.from()) || isKnown(edge.to())).toList();
    List<Edge> steps = edges.stream().filter(edge -> edge.path().isShort()).toList();
    if (columns.contains(Trigger.FOCUS)) {
      return cheapest(steps, NARROWING_MAX);
    }
    if (steps.isEmpty()) {
      return edges.getFirst();
    }
    return steps.size() == 1 ? steps.getFirst() : cheapest(steps, Integer.MAX_VALUE);
  }

  /** The step with the fewest triples at its known end, as some rows show, if there are so few. */
  private @Nullable Edge cheapest(List<Edge> steps, int endsMax) {
    List<Iterator<Node>> race = steps.stream().map(this::ends).toList();
    // Side by side, so that to find the shortest costs no more than a few times the shortest.
    for (int taken = 0; taken < endsMax && !race.isEmpty(); taken++) {
      for (int i = 0; i < race.size(); i++) {
        if (!race.get(i).hasNext()) {
          return steps.get(i);
        }
        race.get(i).next();
      }
    }
    return null;
  }

  private Iterator<Node> ends(Edge edge) {
    Node start = known(edge);
    PropertyPath path = edge.leaving(start);
    return Iter.iter(rows.stream().limit(SAMPLE_ROWS).iterator())
        .flatMap(row -> states.ends(path, value(start, row)));
  }

  private void extend(Edge edge) {
    open.remove(edge);
    Node start = known(edge);
    Node end = edge.opposite(start);
    PropertyPath path = edge.leaving(start);
    Set<List<Node>> extended = new LinkedHashSet<>();
    if (columns.size() == 1 && columns.contains(start) && !isNeeded(start)) {
      states
          .follow(path, new LinkedHashSet<>(rows.stream().map(List::getFirst).toList()))
          .forEach(node -> extended.add(List.of(node)));
      columns = List.of(end);
    } else {
      Function<Node, Set<Node>> reached = remembering(path);
      for (List<Node> row : rows) {
        reached.apply(value(start, row)).forEach(node -> extended.add(appended(row, node)));
      }
      columns = appended(columns, end);
    }
    rows = extended;
  }

  private void keepNeeded() {
    List<Node> kept = columns.stream().filter(this::isNeeded).distinct().toList();
    if (kept.equals(columns)) {
      return;
    }
    Set<List<Node>> narrowed = new LinkedHashSet<>();
    rows.forEach(row -> narrowed.add(kept.stream().map(place -> value(place, row)).toList()));
    columns = kept;
    rows = narrowed;
  }

  private boolean isNeeded(Node place) {
    return place.equals(Trigger.FOCUS) || open.stream().anyMatch(edge -> edge.touches(place));
  }

  private boolean isKnown(Node place) {
    return !Var.isVar(place) || columns.contains(place);
  }

  private Node known(Edge edge) {
    return isKnown(edge.from()) ? edge.from() : edge.to();
  }

  private Node value(Node place, List<Node> row) {
    return Var.isVar(place) ? row.get(columns.indexOf(place)) : place;
  }

  private Function<Node, Set<Node>> remembering(PropertyPath path) {
    Map<Node, Set<Node>> known = new HashMap<>();
    return node -> known.computeIfAbsent(node, start -> states.follow(path, start));
  }

  private static List<Node> appended(List<Node> nodes, Node last) {
    List<Node> all = new ArrayList<>(nodes);
    all.add(last);
    return all;
  }
}
