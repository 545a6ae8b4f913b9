package eu.continuo.shapes;

import org.jspecify.annotations.Nullable;

/**
 * A result that one engine found and the other did not.
 *
 * @param foundBy who found it
 * @param focusNode the node, an IRI, the text of a literal or the label of a blank node
 * @param path the property path of the shape, where it has one
 * @param code what is wrong, such as {@code shape.min-count}
 * @param value the value that is wrong, where there is one
 */
public record Difference(
    Engine foundBy, String focusNode, @Nullable String path, String code, @Nullable String value) {
  /** The engines that judge. */
  public enum Engine {
    /** jena-shacl, which judges commits. */
    JENA,
    /** RDF4J SHACL, which judges again. */
    RDF4J
  }
}
