package eu.continuo.shapes;

import java.util.Set;
import org.apache.jena.graph.Node;

/** The predicates that a triple may have to matter at one place of a shape. */
sealed interface Predicates {
  /** Whatever the predicate is. */
  static Predicates any() {
    return new AllBut(Set.of());
  }

  /** Whether a triple with this predicate matters. */
  boolean contains(Node predicate);

  /** One predicate, as nearly every place has it. */
  record Only(Node predicate) implements Predicates {
    @Override
    public boolean contains(Node other) {
      return predicate.equals(other);
    }
  }

  /** All predicates but these: negated property sets, {@code sh:closed}, variables. */
  record AllBut(Set<Node> excluded) implements Predicates {
    public AllBut {
      excluded = Set.copyOf(excluded);
    }

    @Override
    public boolean contains(Node other) {
      return !excluded.contains(other);
    }
  }
}
