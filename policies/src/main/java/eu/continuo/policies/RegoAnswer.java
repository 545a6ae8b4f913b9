package eu.continuo.policies;

/** What came of running the Rego tool. */
public sealed interface RegoAnswer {

  /**
   * The tool did what was asked, and its answer is positive.
   *
   * @param output the answer
   * @param notes what was said beside it, such as the trace of an explained evaluation
   */
  record Passed(String output, String notes) implements RegoAnswer {}

  /**
   * The tool did what was asked, and its answer is negative: refused, failed, undefined, formatted
   * differently.
   *
   * @param output the answer, such as the report of the tests
   * @param notes what is wrong, with file, line, message and source line
   */
  record Failed(String output, String notes) implements RegoAnswer {}

  /**
   * The tool was called wrongly, or something it needs is broken.
   *
   * @param message what it said
   */
  record Broken(String message) implements RegoAnswer {}

  /**
   * There is no tool on this machine.
   *
   * @param hint what to install
   */
  record Missing(String hint) implements RegoAnswer {}
}
