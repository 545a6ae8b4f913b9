package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that somebody could make in the gate, each of which the random comparison must find. */
class FaultsTest {
  private static final int SEEDS = 400;

  static Stream<Fault> faults() {
    return Stream.of(
        inChange(
            "an added triple changes nothing",
            change -> new NetChange(change.after(), List.of(), change.removed())),
        inChange(
            "a removed triple changes nothing",
            change -> new NetChange(change.after(), change.added(), List.of())),
        inChange(
            "what was removed is not walked over",
            change ->
                new NetChange(
                    change.after(),
                    Stream.concat(change.added().stream(), change.removed().stream()).toList(),
                    List.of())),
        inTriggers(
            "no inverse step",
            trigger -> leadsOn(trigger, trigger.subject()) || !leadsOn(trigger, trigger.object())),
        inTriggers(
            "no change of a superclass",
            trigger -> !trigger.predicates().equals(new Predicates.Only(RDFS.subClassOf.asNode()))),
        inTriggers(
            "no place for any predicate",
            trigger -> trigger.predicates() instanceof Predicates.Only),
        inTriggers("no fallback", trigger -> trigger.reach() instanceof Trigger.Reach.Bounded),
        new Fault(
            "a closure is one step",
            UnaryOperator.identity(),
            trigger -> List.of(withoutClosures(trigger)),
            UnaryOperator.identity()),
        inShapes("pairs are not read", "sh:(equals|disjoint|lessThan\\w*) ", "ex:nothing "),
        inShapes("a class is not read", "sh:class ", "ex:nothing "),
        inShapes("objects are no targets", "sh:targetObjectsOf", "sh:targetNode"),
        inShapes("EXISTS is not read", "FILTER (NOT )?EXISTS \\{", "SERVICE ex:none {"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isFoundAtRandom(Fault fault) {
    assertThat(LongStream.rangeClosed(1, SEEDS))
        .anyMatch(seed -> FocusFuzz.difference(seed, fault).isPresent());
  }

  private static Fault inChange(String name, UnaryOperator<NetChange> change) {
    return new Fault(name, UnaryOperator.identity(), List::of, change);
  }

  private static Fault inTriggers(String name, Predicate<Trigger> kept) {
    Function<Trigger, List<Trigger>> triggers =
        trigger -> kept.test(trigger) ? List.of(trigger) : List.of();
    return new Fault(name, UnaryOperator.identity(), triggers, UnaryOperator.identity());
  }

  /** The text in which the gate looks for triggers, not the one that it judges by. */
  private static Fault inShapes(String name, String written, String read) {
    return new Fault(
        name, turtle -> turtle.replaceAll(written, read), List::of, UnaryOperator.identity());
  }

  private static boolean leadsOn(Trigger trigger, Node end) {
    return switch (trigger.reach()) {
      case Trigger.Reach.Bounded(List<Edge> edges) ->
          end.equals(Trigger.FOCUS)
              || edges.stream().anyMatch(edge -> edge.joins() && edge.touches(end));
      case Trigger.Reach.Unbounded every -> true;
    };
  }

  private static Trigger withoutClosures(Trigger trigger) {
    if (!(trigger.reach() instanceof Trigger.Reach.Bounded(List<Edge> edges))) {
      return trigger;
    }
    List<Edge> steps =
        edges.stream()
            .map(edge -> new Edge(edge.from(), withoutClosures(edge.path()), edge.to()))
            .toList();
    return new Trigger(
        trigger.predicates(),
        trigger.subject(),
        trigger.object(),
        new Trigger.Reach.Bounded(steps));
  }

  private static PropertyPath withoutClosures(PropertyPath path) {
    return switch (path) {
      case PropertyPath.ZeroOrMore more ->
          PropertyPath.alternative(new PropertyPath.Here(), withoutClosures(more.path()));
      case PropertyPath.Sequence(PropertyPath first, PropertyPath second) ->
          PropertyPath.sequence(withoutClosures(first), withoutClosures(second));
      case PropertyPath.Alternative(PropertyPath one, PropertyPath other) ->
          PropertyPath.alternative(withoutClosures(one), withoutClosures(other));
      default -> path;
    };
  }
}
