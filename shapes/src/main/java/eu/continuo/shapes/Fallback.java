package eu.continuo.shapes;

/**
 * A shape of which a change can reach every target, because it reads something that no path of
 * bounded cost joins to its focus node. It is judged right, and it costs what the graph has.
 *
 * @param shape the IRI of the shape
 * @param reason why, one sentence
 */
public record Fallback(String shape, String reason) {}
