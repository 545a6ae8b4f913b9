package eu.continuo.shapes;

import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/** What a second judge is trusted with. */
@FunctionalInterface
interface Trust {
  /** Why it may judge wrong what is said here, one sentence; empty where it judges right. */
  Optional<String> reasonAgainst(Said said);

  /**
   * Where a shape is judged.
   *
   * @param inside whether its verdict is only a part of the verdict of another shape
   * @param literals whether nodes that are judged there may be literals
   */
  record Place(boolean inside, boolean literals) {}

  /** One triple of a shape, with what stands around it. */
  record Said(Graph shapes, Triple triple, Place place) {
    Node shape() {
      return triple.getSubject();
    }

    Node property() {
      return triple.getPredicate();
    }

    Node value() {
      return triple.getObject();
    }

    /** Whether the shape says anything by this property. */
    boolean says(Node other) {
      return shapes.contains(shape(), other, Node.ANY);
    }

    /** Whether the shape is of this type. */
    boolean is(Node type) {
      return shapes.contains(shape(), RDF.type.asNode(), type);
    }

    /** Whether the shape says the same property of another value, too. */
    boolean again() {
      return shapes.stream(shape(), property(), Node.ANY).limit(2).count() == 2;
    }
  }
}
