package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Distinct;
import org.apache.jena.sparql.path.P_FixedLength;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Mod;
import org.apache.jena.sparql.path.P_Multi;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_Shortest;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;

/**
 * A property path as a set of pairs of nodes (SPARQL 1.1, section 9; SHACL, section 2.3.1). Every
 * path is monotone: more triples never take a pair away. That is why a path that is followed over
 * the triples of both states, before a change and after it, finds the pairs of either.
 */
sealed interface PropertyPath {
  /** The path of no step, from each node to itself. */
  record Here() implements PropertyPath {}

  /**
   * One triple.
   *
   * @param inverse whether the path goes from the object to the subject
   */
  record Step(Predicates predicates, boolean inverse) implements PropertyPath {}

  /** One path and then another; neither is {@link Here}. */
  record Sequence(PropertyPath first, PropertyPath second) implements PropertyPath {}

  /** Either path. */
  record Alternative(PropertyPath one, PropertyPath other) implements PropertyPath {}

  /** A path any number of times, and never. */
  record ZeroOrMore(PropertyPath path) implements PropertyPath {}

  /** A path of which nobody can say here which triples it reads, such as a property function. */
  record Unknown() implements PropertyPath {}

  /**
   * A step within a path, with what leads to it and from it: a triple at the step makes or breaks
   * just the pairs that reach its ends by {@code before} and {@code after}.
   */
  record Link(PropertyPath before, Step step, PropertyPath after) {
    private Link within(PropertyPath first, PropertyPath last) {
      return new Link(sequence(first, before), step, sequence(after, last));
    }
  }

  /** The path of SPARQL or SHACL; counts such as {@code {2,3}} are widened to any number. */
  static PropertyPath of(Path path) {
    return switch (path) {
      case P_Link link -> step(link.getNode());
      case P_ReverseLink link -> step(link.getNode()).reversed();
      case P_Inverse inverse -> of(inverse.getSubPath()).reversed();
      case P_NegPropSet set -> negated(set);
      case P_Seq seq -> sequence(of(seq.getLeft()), of(seq.getRight()));
      case P_Alt alt -> alternative(of(alt.getLeft()), of(alt.getRight()));
      case P_ZeroOrOne maybe -> alternative(new Here(), of(maybe.getSubPath()));
      case P_OneOrMore1 more -> oneOrMore(more);
      case P_OneOrMoreN more -> oneOrMore(more);
      case P_ZeroOrMore1 more -> zeroOrMore(of(more.getSubPath()));
      case P_ZeroOrMoreN more -> zeroOrMore(of(more.getSubPath()));
      case P_Mod counted -> zeroOrMore(of(counted.getSubPath()));
      case P_FixedLength counted -> zeroOrMore(of(counted.getSubPath()));
      case P_Distinct mode -> of(mode.getSubPath());
      case P_Multi mode -> of(mode.getSubPath());
      case P_Shortest mode -> of(mode.getSubPath());
      default -> new Unknown();
    };
  }

  /** Whether it is one triple long at most, so that to look along it costs little. */
  default boolean isShort() {
    return switch (this) {
      case Here here -> true;
      case Step step -> true;
      case Alternative(PropertyPath one, PropertyPath other) -> one.isShort() && other.isShort();
      default -> false;
    };
  }

  /** The path of one predicate. */
  static PropertyPath step(Node predicate) {
    // Jena computes the values of these from other triples.
    return predicate.isURI() && PropertyFunctionRegistry.get().manages(predicate.getURI())
        ? new Unknown()
        : new Step(new Predicates.Only(predicate), false);
  }

  /** Any triple, from its subject to its object. */
  static PropertyPath anyStep() {
    return new Step(Predicates.any(), false);
  }

  /** One path and then another. */
  static PropertyPath sequence(PropertyPath first, PropertyPath second) {
    if (first instanceof Here || second instanceof Unknown) {
      return second;
    }
    return second instanceof Here || first instanceof Unknown ? first : new Sequence(first, second);
  }

  /** Any number of times, and never. */
  static PropertyPath zeroOrMore(PropertyPath path) {
    return path instanceof Unknown ? path : new ZeroOrMore(path);
  }

  /** Either path. */
  static PropertyPath alternative(PropertyPath one, PropertyPath other) {
    if (one instanceof Unknown) {
      return one;
    }
    return other instanceof Unknown ? other : new Alternative(one, other);
  }

  private static PropertyPath oneOrMore(P_Path1 more) {
    PropertyPath once = of(more.getSubPath());
    return sequence(once, zeroOrMore(once));
  }

  private static PropertyPath negated(P_NegPropSet set) {
    PropertyPath ahead = new Step(new Predicates.AllBut(Set.copyOf(set.getFwdNodes())), false);
    PropertyPath back = new Step(new Predicates.AllBut(Set.copyOf(set.getBwdNodes())), true);
    if (set.getBwdNodes().isEmpty()) {
      return ahead;
    }
    return set.getFwdNodes().isEmpty() ? back : new Alternative(ahead, back);
  }

  /** The same pairs, the other way round. */
  default PropertyPath reversed() {
    return switch (this) {
      case Step step -> new Step(step.predicates(), !step.inverse());
      case Sequence seq -> new Sequence(seq.second().reversed(), seq.first().reversed());
      case Alternative alt -> new Alternative(alt.one().reversed(), alt.other().reversed());
      case ZeroOrMore more -> new ZeroOrMore(more.path().reversed());
      case Here here -> here;
      case Unknown unknown -> unknown;
    };
  }

  /** Whether the path leads from each node to itself without any triple. */
  default boolean nullable() {
    return switch (this) {
      case Step step -> false;
      case Sequence seq -> seq.first().nullable() && seq.second().nullable();
      case Alternative alt -> alt.one().nullable() || alt.other().nullable();
      case ZeroOrMore more -> true;
      case Here here -> true;
      case Unknown unknown -> true;
    };
  }

  /** Every place of the path at which a triple can stand. */
  default List<Link> links() {
    return switch (this) {
      case Step step -> List.of(new Link(new Here(), step, new Here()));
      case Sequence seq ->
          Stream.concat(
                  seq.first().links().stream().map(link -> link.within(new Here(), seq.second())),
                  seq.second().links().stream().map(link -> link.within(seq.first(), new Here())))
              .toList();
      case Alternative alt -> {
        List<Link> links = new ArrayList<>(alt.one().links());
        links.addAll(alt.other().links());
        yield links;
      }
      case ZeroOrMore more ->
          more.path().links().stream().map(link -> link.within(more, more)).toList();
      case Here here -> List.of();
      case Unknown unknown -> List.of();
    };
  }
}
