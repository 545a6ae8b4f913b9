package eu.continuo.service.graph;

import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which graphs there are, what they are for and who sees them. It differs between commits seldom,
 * so that it is read from {@code meta} once and kept.
 *
 * @param asserted the graphs that are judged and that rules conclude from
 * @param judged these and the rows about all graphs
 * @param views what each principal sees
 * @param owners the party that answers for each asserted graph
 */
record Layout(
    Set<GraphName> asserted,
    View judged,
    Map<Principal, View> views,
    Map<GraphName, String> owners) {
  static Layout of(List<GraphRow> rows, GraphNames names) {
    Set<GraphName> asserted = named(rows, GraphRow::asserted);
    Map<Principal, View> views = new EnumMap<>(Principal.class);
    for (Principal principal : Principal.values()) {
      views.put(
          principal,
          new View(
              named(rows, r -> r.asked() && r.visibleTo(principal)),
              named(rows, r -> r.visibleTo(principal))));
    }
    Map<GraphName, String> owners =
        rows.stream()
            .filter(GraphRow::asserted)
            .collect(Collectors.toMap(GraphRow::name, GraphRow::owner));
    return new Layout(asserted, new View(and(asserted, names.meta()), Set.of()), views, owners);
  }

  View of(Principal principal) {
    return java.util.Objects.requireNonNull(views.get(principal));
  }

  /** What the principal of an update sees, and the graphs that the update itself has brought. */
  View of(Principal principal, Set<GraphName> brought) {
    View view = of(principal);
    return view.named().containsAll(brought)
        ? view
        : new View(and(view.union(), brought), and(view.named(), brought));
  }

  /** What a rule concludes from. */
  View known(List<GraphName> concluded) {
    return new View(and(asserted, Set.copyOf(concluded)), Set.of());
  }

  private static Set<GraphName> named(List<GraphRow> rows, Predicate<GraphRow> which) {
    return rows.stream().filter(which).map(GraphRow::name).collect(Collectors.toSet());
  }

  private static Set<GraphName> and(Set<GraphName> some, GraphName one) {
    return and(some, Set.of(one));
  }

  private static Set<GraphName> and(Set<GraphName> some, Set<GraphName> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }
}
