package eu.continuo.shapes;

/**
 * A part of a shape that only one engine is trusted with, so that no second judge looks at it.
 *
 * @param shape the IRI of the shape, or the label of its blank node
 * @param construct the property of SHACL that says it, such as {@code sh:xone}
 * @param reason why the second engine is not trusted with it, one sentence
 */
public record Unproved(String shape, String construct, String reason) {}
