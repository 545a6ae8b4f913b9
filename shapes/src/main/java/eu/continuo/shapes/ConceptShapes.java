package eu.continuo.shapes;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of one concept as they are written and served, and the form that is made from them.
 *
 * @param concept the name of its folder, such as {@code capacity}
 * @param turtle the text of its file, complete in itself except that {@code sh:node} may name a
 *     shape of another concept
 * @param form what the shapes say of one property, as JSON Schema 2020-12, for whoever fills in a
 *     document; null where the shapes target no class, so that there is nothing to fill in
 */
public record ConceptShapes(String concept, String turtle, @Nullable String form) {}
