package eu.continuo.verdict;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a judge has to say, with all that a person needs to mend it. Shapes, policies,
 * readers and peers use the same record, so that a refusal reads the same at every door.
 *
 * @param code what kind of thing it is, dotted and stable, such as {@code shape.min-count}; it
 *     names a section of {@code docs/reference/problems.md}
 * @param severity how much it weighs
 * @param focus the IRI of the resource that is spoken about, or null where a whole document is
 * @param path the property, as SPARQL writes a path, or null
 * @param value the offending value as a person reads it, or null where a value is missing
 * @param source the IRI or name of the shape, rule or limit that says so, or null
 * @param message one sentence with the values in it
 * @param hint how to mend it, or null
 */
public record Finding(
    String code,
    Severity severity,
    @Nullable String focus,
    @Nullable String path,
    @Nullable String value,
    @Nullable String source,
    String message,
    @Nullable String hint) {

  /**
   * Worst first, then by focus, path, code and value, so that a report reads the same each time.
   */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparing(f -> text(f.focus))
          .thenComparing(f -> text(f.path))
          .thenComparing(Finding::code)
          .thenComparing(f -> text(f.value))
          .thenComparing(Finding::message);

  /** A violation about a whole document or request. */
  public static Finding violation(String code, String message, @Nullable String hint) {
    return new Finding(code, Severity.VIOLATION, null, null, null, null, message, hint);
  }

  /** The page that explains this code, relative to the documentation's root. */
  public String page() {
    return "reference/problems.md#" + code.replace(".", "");
  }

  private static String text(@Nullable String s) {
    return s == null ? "" : s;
  }
}
