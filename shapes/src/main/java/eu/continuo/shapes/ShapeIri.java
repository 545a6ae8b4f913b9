package eu.continuo.shapes;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** The IRIs of our shapes, and of the constraint components that SHACL has no word for. */
final class ShapeIri {
  static final String NS = "https://w3id.org/icra/shapes/";

  static final Node KNOWN_TERM = shape("KnownTerm");
  static final Node TYPED_NODE = shape("TypedNode");
  static final Node VOCABULARY_INTACT = shape("VocabularyIntact");

  static final Node UNKNOWN_TERM = shape("UnknownTermConstraintComponent");
  static final Node UNTYPED = shape("UntypedConstraintComponent");
  static final Node VOCABULARY_CHANGED = shape("VocabularyChangedConstraintComponent");

  private ShapeIri() {}

  private static Node shape(String name) {
    return NodeFactory.createURI(NS + name);
  }
}
