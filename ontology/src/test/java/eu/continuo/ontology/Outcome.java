package eu.continuo.ontology;

/** What became of a test of a suite. */
sealed interface Outcome {
  /** As the suite expects. */
  record Pass() implements Outcome {}

  /** Not as the suite expects, and we refuse by intent what the standard drops or allows. */
  record Stricter(String reason) implements Outcome {}

  /** The test asks for something that is not offered, so that there is nothing to run. */
  record NotOffered(String reason) implements Outcome {}

  /** Not as the suite expects. */
  record Fail(String reason) implements Outcome {}

  /** As one cell of a table. */
  default String cell() {
    return switch (this) {
      case Pass() -> "pass";
      case Stricter(String reason) -> "stricter: " + line(reason);
      case NotOffered(String reason) -> "not offered: " + line(reason);
      case Fail(String reason) -> "**fail**: " + line(reason);
    };
  }

  private static String line(String text) {
    String line = text.replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }
}
