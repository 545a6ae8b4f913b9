package eu.continuo.sparql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a change made of a graph. Every rule looks into it, so that it is put in order once, by
 * property, and what is added by one rule leaves that as it is. For use by one thread.
 */
public final class Delta {
  /** Nothing. */
  public static final Delta NONE = new Delta(List.of());

  private final List<Part> parts;

  /**
   * A change.
   *
   * @param gone what was there before and may be there no longer; to list what is there still costs
   *     time and does no harm
   * @param fresh what is there now and may not have been there before
   */
  public Delta(Collection<Triple> gone, Collection<Triple> fresh) {
    this(gone.isEmpty() && fresh.isEmpty() ? List.of() : List.of(new Part(gone, fresh)));
  }

  private Delta(List<Part> parts) {
    this.parts = parts;
  }

  /** What was there before and may be there no longer. */
  public Collection<Triple> gone() {
    return parts.size() == 1
        ? parts.getFirst().gone
        : parts.stream().flatMap(part -> part.gone.stream()).toList();
  }

  /** What is there now and may not have been there before. */
  public Collection<Triple> fresh() {
    return parts.size() == 1
        ? parts.getFirst().fresh
        : parts.stream().flatMap(part -> part.fresh.stream()).toList();
  }

  /** Whether nothing changed. */
  public boolean isNone() {
    return parts.isEmpty();
  }

  /** Both changes as one. */
  public Delta and(Delta other) {
    return isNone()
        ? other
        : other.isNone() ? this : new Delta(Stream.of(this, other).flatMap(Delta::parts).toList());
  }

  private Stream<Part> parts() {
    return parts.stream();
  }

  /** Each triple that is new or gone. */
  public Stream<Triple> stream() {
    return parts.stream().flatMap(Part::stream);
  }

  /** Each triple with this property, or with any where it is {@link Node#ANY}. */
  Stream<Triple> having(Node property) {
    return property.isConcrete()
        ? parts.stream().flatMap(part -> part.having(property).stream())
        : stream();
  }

  /** What is gone, as graphs to look into. */
  List<Graph> before() {
    return parts.stream().filter(part -> !part.gone.isEmpty()).map(Part::before).toList();
  }

  @Override
  public String toString() {
    return "gone " + gone() + ", fresh " + fresh();
  }

  /** One of the changes that became one. */
  private static final class Part {
    private final Collection<Triple> gone;
    private final Collection<Triple> fresh;
    private @Nullable Map<Node, List<Triple>> byProperty;
    private @Nullable Graph before;

    Part(Collection<Triple> gone, Collection<Triple> fresh) {
      this.gone = gone;
      this.fresh = fresh;
    }

    Stream<Triple> stream() {
      return Stream.concat(gone.stream(), fresh.stream());
    }

    List<Triple> having(Node property) {
      Map<Node, List<Triple>> ordered = byProperty;
      if (ordered == null) {
        Map<Node, List<Triple>> made = new HashMap<>();
        stream()
            .forEach(t -> made.computeIfAbsent(t.getPredicate(), p -> new ArrayList<>()).add(t));
        ordered = made;
        byProperty = made;
      }
      return ordered.getOrDefault(property, List.of());
    }

    Graph before() {
      Graph known = before;
      if (known == null) {
        known = GraphFactory.createDefaultGraph();
        gone.forEach(known::add);
        before = known;
      }
      return known;
    }
  }
}
