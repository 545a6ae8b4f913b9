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
 * @param views what the visibility of the graphs shows to each principal
 * @param shown of these, what others say
 * @param owners the party that answers for each asserted graph
 */
record Layout(
    Set<GraphName> asserted,
    View judged,
    Map<Principal, View> views,
    Map<Principal, Set<Disclosure.Shown>> shown,
    Map<GraphName, String> owners) {
  static Layout of(List<GraphRow> rows, GraphNames names) {
    Set<GraphName> asserted = named(rows, GraphRow::asserted);
    Map<Principal, View> views = new EnumMap<>(Principal.class);
    Map<Principal, Set<Disclosure.Shown>> shown = new EnumMap<>(Principal.class);
    for (Principal principal : Principal.values()) {
      views.put(
          principal,
          new View(
              named(rows, r -> r.asked() && r.visibleTo(principal)),
              named(rows, r -> r.visibleTo(principal))));
      shown.put(
          principal,
          rows.stream()
              .filter(r -> r.asserted() && r.visibleTo(principal) && names.fromOutside(r.name()))
              .map(r -> new Disclosure.Shown(r.name(), r.owner(), r.visibility()))
              .collect(Collectors.toUnmodifiableSet()));
    }
    Map<GraphName, String> owners =
        rows.stream()
            .filter(GraphRow::asserted)
            .collect(Collectors.toMap(GraphRow::name, GraphRow::owner));
    return new Layout(
        asserted, new View(and(asserted, names.meta()), Set.of()), views, shown, owners);
  }

  View of(Principal principal) {
    return java.util.Objects.requireNonNull(views.get(principal));
  }

  /** The graphs that hold what others say and that the principal sees. */
  Set<Disclosure.Shown> shown(Principal principal) {
    return java.util.Objects.requireNonNull(shown.get(principal));
  }

  /** A view and some graphs more. */
  static View with(View view, Set<GraphName> brought) {
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
