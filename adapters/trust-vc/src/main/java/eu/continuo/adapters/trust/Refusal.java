package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import org.jspecify.annotations.Nullable;

/** How this package says no: a finding about one member of a document that a stranger wrote. */
final class Refusal {
  /** As much of a stranger's text as a message repeats. */
  private static final int EXCERPT_CHARS_MAX = 120;

  private Refusal() {}

  /**
   * A violation.
   *
   * @param code its code
   * @param path the member that is spoken about, in dotted form
   * @param value what stands there; only its beginning is kept. Null where it is missing
   * @param message one sentence
   * @param hint how to mend it, or null
   */
  static Finding of(
      String code, String path, @Nullable Object value, String message, @Nullable String hint) {
    return new Finding(
        code,
        Severity.VIOLATION,
        null,
        path,
        value == null ? null : excerpt(value.toString()),
        null,
        message,
        hint);
  }

  /** The beginning of a text, on one line. */
  static String excerpt(String text) {
    String start =
        text.length() <= EXCERPT_CHARS_MAX ? text : text.substring(0, EXCERPT_CHARS_MAX) + "…";
    return start.replaceAll("\\p{Cntrl}", "�");
  }
}
