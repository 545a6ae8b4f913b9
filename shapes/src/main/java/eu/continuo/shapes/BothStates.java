package eu.continuo.shapes;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * The triples of a graph before a change and after it, in one: what stands, and what was removed.
 * Nothing is copied but the removed triples.
 */
final class BothStates {
  private final List<Graph> graphs;
  private final Map<Start, Set<Node>> closures = new HashMap<>();

  /** Where a closure begins: the superclasses of a class are asked for by many triggers. */
  private record Start(PropertyPath.ZeroOrMore path, Node node) {}

  /**
   * @param after what stands after the change
   * @param removed all that stood before and stands no more, or more
   */
  BothStates(List<Graph> after, Collection<Triple> removed) {
    // By value, as some stores find literals: 1.50 was removed, and 1.5 is looked for.
    Graph gone = GraphMemFactory.createDefaultGraphSameValue();
    removed.forEach(gone::add);
    this.graphs = removed.isEmpty() ? after : concat(after, gone);
  }

  /** Every node to which the path leads from any of these, each once. */
  Set<Node> follow(PropertyPath path, Set<Node> from) {
    return switch (path) {
      case PropertyPath.Here here -> from;
      case PropertyPath.Step step -> followStep(step, from);
      case PropertyPath.Sequence seq -> follow(seq.second(), follow(seq.first(), from));
      case PropertyPath.Alternative alt -> {
        Set<Node> found = new LinkedHashSet<>(follow(alt.one(), from));
        found.addAll(follow(alt.other(), from));
        yield found;
      }
      case PropertyPath.ZeroOrMore more -> followClosure(more.path(), from);
      case PropertyPath.Unknown unknown ->
          throw new IllegalArgumentException("A path that is not known cannot be followed.");
    };
  }

  /** Every node to which the path leads from this one; a closure is walked once. */
  Set<Node> follow(PropertyPath path, Node from) {
    if (path instanceof PropertyPath.ZeroOrMore more) {
      return closures.computeIfAbsent(
          new Start(more, from), start -> followClosure(more.path(), Set.of(from)));
    }
    return follow(path, Set.of(from));
  }

  /** The nodes at the end of a short path from this one; one may come more than once. */
  Iterator<Node> ends(PropertyPath path, Node node) {
    return switch (path) {
      case PropertyPath.Here here -> List.of(node).iterator();
      case PropertyPath.Step step -> ends(step, node);
      case PropertyPath.Alternative(PropertyPath one, PropertyPath other) ->
          Iter.iter(List.of(one, other).iterator()).flatMap(either -> ends(either, node));
      default -> throw new IllegalArgumentException("The path may be of any length.");
    };
  }

  private Iterator<Node> ends(PropertyPath.Step step, Node node) {
    if (!step.inverse() && node.isLiteral()) {
      return Iter.nullIterator();
    }
    Node predicate = step.predicates() instanceof Predicates.Only(Node only) ? only : Node.ANY;
    return Iter.iter(graphs.iterator())
        .flatMap(
            graph ->
                step.inverse()
                    ? graph.find(Node.ANY, predicate, node)
                    : graph.find(node, predicate, Node.ANY))
        .filter(triple -> step.predicates().contains(triple.getPredicate()))
        .map(triple -> step.inverse() ? triple.getSubject() : triple.getObject());
  }

  private Set<Node> followStep(PropertyPath.Step step, Set<Node> from) {
    Set<Node> found = new LinkedHashSet<>();
    from.forEach(node -> ends(step, node).forEachRemaining(found::add));
    return found;
  }

  private Set<Node> followClosure(PropertyPath once, Set<Node> from) {
    Set<Node> found = new LinkedHashSet<>(from);
    Deque<Set<Node>> fresh = new ArrayDeque<>(List.of(from));
    while (!fresh.isEmpty()) {
      Set<Node> next = new HashSet<>(follow(once, fresh.pop()));
      next.removeAll(found);
      if (found.addAll(next)) {
        fresh.push(next);
      }
    }
    return found;
  }

  private static List<Graph> concat(List<Graph> graphs, Graph last) {
    return Stream.concat(graphs.stream(), Stream.of(last)).toList();
  }
}
