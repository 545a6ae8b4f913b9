package eu.continuo.shapes;

/**
 * A shape of which a small change can make many nodes be judged again.
 *
 * @param shape the IRI of the shape
 * @param kind what makes it so
 * @param reason which change, and which nodes it reaches, one sentence
 */
public record Costly(String shape, Kind kind, String reason) {
  /** What makes a shape costly. */
  public enum Kind {
    /** Every target is judged again, as {@link Fallback} says. */
    FALLBACK,
    /** All the nodes are judged again that share a value with the change. */
    FAN_IN
  }
}
