package eu.continuo.shapes;

/**
 * The shapes of one concept as they are written and served.
 *
 * @param concept the name of its folder, such as {@code capacity}
 * @param turtle the text of its file, complete in itself except that {@code sh:node} may name a
 *     shape of another concept
 */
public record ConceptShapes(String concept, String turtle) {}
