package eu.continuo.solver.model;

/**
 * One thing that is wrong with a request.
 *
 * @param code what kind of mistake it is
 * @param subject what it is about: {@code site <id>}, {@code component <id>}, {@code chain <a> →
 *     <b>} …
 * @param message what is wrong, with the values
 * @param hint how to mend it
 */
public record Violation(Code code, String subject, String message, String hint) {

  /** The kinds of mistakes. */
  public enum Code {
    /** A list that must have members has too few. */
    EMPTY,
    /** An identifier is blank. */
    BLANK_ID,
    /** Two things have the same identifier. */
    DUPLICATE_ID,
    /** An identifier names nothing in the request. */
    UNKNOWN_ID,
    /** A quantity is negative, not a number, or out of its range. */
    BAD_QUANTITY,
    /** Two statements of the request exclude each other. */
    CONTRADICTION
  }
}
