package eu.continuo.service.graph;

import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/**
 * What each principal sees of a snapshot: what the visibility of the graphs shows, without what
 * policies keep back and whatever follows from that.
 */
final class Views {
  private final GraphNames names;
  private final Layouts layouts;
  private final Disclosure disclosure;
  private final Map<Principal, Reduced> last = new ConcurrentHashMap<>();

  Views(GraphNames names, Layouts layouts, Disclosure disclosure) {
    this.names = names;
    this.layouts = layouts;
    this.disclosure = disclosure;
  }

  /** The view without what is kept back, at one commit. */
  private record Reduced(long number, Set<GraphName> asked, View declared, Sight sight) {}

  /**
   * What a principal sees.
   *
   * @param withheld what its visibility would show and that is not in the view
   */
  record Sight(Principal principal, View view, Set<GraphName> withheld) {
    /** Whether a graph is seen. */
    boolean shows(GraphRow row) {
      return row.visibleTo(principal) && !withheld.contains(row.name());
    }

    /** With the graphs that an update itself has brought. */
    View with(Set<GraphName> brought) {
      return Layout.with(
          view, brought.stream().filter(g -> !withheld.contains(g)).collect(Collectors.toSet()));
    }
  }

  /** What a principal sees of a snapshot. */
  Sight of(DatasetGraph dataset, Principal principal) {
    Layout layout = layouts.of(dataset);
    View declared = layout.of(principal);
    Set<GraphName> withheld = withheld(principal, layout.shown(principal));
    if (withheld.isEmpty()) {
      return new Sight(principal, declared, withheld);
    }
    return reduced(dataset, principal, declared, withheld);
  }

  /** As {@link #of}, of a transaction that writes: it is not known whether that will be kept. */
  Sight within(DatasetGraph transaction, Principal principal) {
    View declared = layouts.of(transaction).of(principal);
    Set<GraphName> withheld = withheld(principal, layouts.of(transaction).shown(principal));
    return withheld.isEmpty()
        ? new Sight(principal, declared, withheld)
        : sight(transaction, principal, declared, withheld);
  }

  private Sight reduced(
      DatasetGraph dataset, Principal principal, View declared, Set<GraphName> withheld) {
    long number = layouts.commits(dataset);
    @Nullable Reduced known = last.get(principal);
    if (known == null
        || known.number != number
        || !known.asked.equals(withheld)
        || !known.declared.equals(declared)) {
      known =
          new Reduced(number, withheld, declared, sight(dataset, principal, declared, withheld));
      last.put(principal, known);
    }
    return known.sight;
  }

  /** Which of these graphs, which need not be there any more, are kept from a principal. */
  Set<GraphName> withheld(Principal principal, Set<Disclosure.Shown> graphs) {
    return principal == Principal.SERVICE ? Set.of() : disclosure.withheld(principal, graphs);
  }

  private Sight sight(
      DatasetGraph dataset, Principal principal, View declared, Set<GraphName> withheld) {
    Set<GraphName> hidden = new HashSet<>(withheld);
    withheld.forEach(graph -> hidden.add(names.quarantine(graph)));
    Meta meta = new Meta(dataset, names);
    List<GraphName> derived =
        declared.named().stream().filter(names::derived).collect(Collectors.toList());
    boolean more = true;
    while (more) {
      // A conclusion may follow from another one.
      more =
          derived.stream()
              .filter(g -> !hidden.contains(g))
              .filter(g -> meta.sources(g).stream().anyMatch(hidden::contains))
              .toList()
              .stream()
              .map(hidden::add)
              .reduce(false, Boolean::logicalOr);
    }
    return new Sight(
        principal,
        new View(without(declared.union(), hidden), without(declared.named(), hidden)),
        Set.copyOf(hidden));
  }

  private static Set<GraphName> without(Set<GraphName> all, Set<GraphName> hidden) {
    return all.stream().filter(g -> !hidden.contains(g)).collect(Collectors.toSet());
  }
}
