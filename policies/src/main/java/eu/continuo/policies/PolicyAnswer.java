package eu.continuo.policies;

/** What came of asking for a document of the policies. */
public sealed interface PolicyAnswer {

  /**
   * The document has a value.
   *
   * @param json the value, as OPA's server gives it; equal values are equal texts
   */
  record Defined(String json) implements PolicyAnswer {}

  /** There is no such document, or no rule gives it a value. */
  record Undefined() implements PolicyAnswer {}

  /**
   * The evaluation broke or took too long, and nothing is decided.
   *
   * @param reason why, in a sentence
   */
  record Failed(String reason) implements PolicyAnswer {}
}
