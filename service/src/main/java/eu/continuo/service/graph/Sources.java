package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.sparql.Reads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * Which graphs each derived graph follows from: those that hold anything that its rule reads. A
 * derived graph is public where all of them are, and otherwise no more visible than the strictest
 * one, for a conclusion tells of what it was drawn from.
 */
final class Sources {
  private final List<Derived> derived;

  /** Of these graphs, each of which may follow from those before it. */
  Sources(List<Derived> derived) {
    this.derived = List.copyOf(derived);
  }

  /** A derived graph and what its rule reads. */
  record Derived(GraphName name, Reads reads) {}

  /**
   * Brings the rows of the derived graphs up to date with a change. Where others may come to see a
   * derived graph, its sources are looked for in all graphs: what a row lacks must show nothing.
   *
   * @param changes of asserted graphs and of derived ones
   * @param anew the derived graphs that have a row, or are concluded by this version of their rule,
   *     since this change
   */
  void follow(Changes changes, Meta meta, Set<GraphName> asserted, Set<GraphName> anew) {
    Map<GraphName, List<Quad>> added = byGraph(changes.added());
    Map<GraphName, List<Quad>> removed = byGraph(changes.removed());
    Set<GraphName> changed = new HashSet<>(added.keySet());
    changed.addAll(removed.keySet());
    Set<GraphName> readable = new HashSet<>(asserted);
    Set<GraphName> seenByOthers = new HashSet<>();
    for (Derived one : derived) {
      GraphName name = one.name();
      boolean looks =
          anew.contains(name)
              || seenByOthers.stream().anyMatch(source -> meta.isDerivedFrom(name, source));
      for (GraphName graph : changed) {
        if (readable.contains(graph) && touches(one, added.getOrDefault(graph, List.of()))) {
          looks |= meta.derivedFrom(name, graph) && meta.isPublic(name) && !meta.isPublic(graph);
        } else if (touches(one, removed.getOrDefault(graph, List.of()))
            && !one.reads().touchedByAny(changes.getGraph(graph.node()))) {
          meta.derivedFromNoMore(name, graph);
          looks = true;
        }
      }
      if (looks) {
        meta.derivedFrom(name, sources(one, readable, changes));
        if (meta.seeAsSources(name)) {
          seenByOthers.add(name);
        }
      }
      readable.add(name);
    }
  }

  /**
   * Writes the rows of the derived graphs anew.
   *
   * @param quads gives each quad of an asserted or a derived graph to a consumer
   */
  void whole(Consumer<Consumer<Quad>> quads, Meta meta) {
    found(quads)
        .forEach(
            (name, sources) -> {
              meta.derivedFrom(name, sources);
              meta.seeAsSources(name);
            });
  }

  /** The derived graphs whose rows name other sources than they have, or are seen by others. */
  List<GraphName> wrong(DatasetGraph dataset, Set<GraphName> asserted, Meta meta) {
    List<GraphName> wrong = new ArrayList<>();
    Set<GraphName> readable = new HashSet<>(asserted);
    for (Derived one : derived) {
      if (!meta.sources(one.name()).equals(sources(one, readable, dataset))
          || !meta.isSeenAsSources(one.name())) {
        wrong.add(one.name());
      }
      readable.add(one.name());
    }
    return wrong;
  }

  private static Set<GraphName> sources(
      Derived one, Set<GraphName> readable, DatasetGraph dataset) {
    return readable.stream()
        .filter(graph -> one.reads().touchedByAny(dataset.getGraph(graph.node())))
        .collect(Collectors.toSet());
  }

  private Map<GraphName, Set<GraphName>> found(Consumer<Consumer<Quad>> quads) {
    Map<Node, Integer> order = new HashMap<>();
    List<Set<Node>> found = new ArrayList<>();
    for (Derived one : derived) {
      order.put(one.name().node(), found.size());
      found.add(new HashSet<>());
    }
    Map<Node, int[]> readers = new HashMap<>();
    quads.accept(
        quad -> {
          int at = order.getOrDefault(quad.getGraph(), -1);
          for (int own : readers.computeIfAbsent(quad.getPredicate(), this::readersOf)) {
            if (at < own
                && !found.get(own).contains(quad.getGraph())
                && derived.get(own).reads().touchedBy(quad.asTriple())) {
              found.get(own).add(quad.getGraph());
            }
          }
        });
    Map<GraphName, Set<GraphName>> named = new LinkedHashMap<>();
    for (Derived one : derived) {
      named.put(
          one.name(),
          found.get(named.size()).stream()
              .map(graph -> new GraphName(graph.getURI()))
              .collect(Collectors.toSet()));
    }
    return named;
  }

  private int[] readersOf(Node predicate) {
    return IntStream.range(0, derived.size())
        .filter(own -> derived.get(own).reads().touchedBySome(predicate))
        .toArray();
  }

  private static Map<GraphName, List<Quad>> byGraph(Set<Quad> quads) {
    return quads.stream()
        .collect(Collectors.groupingBy(quad -> new GraphName(quad.getGraph().getURI())));
  }

  private static boolean touches(Derived one, Collection<Quad> quads) {
    return quads.stream().anyMatch(quad -> one.reads().touchedBy(quad.asTriple()));
  }
}
