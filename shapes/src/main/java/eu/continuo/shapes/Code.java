package eu.continuo.shapes;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;

/**
 * The code of a finding, made from the constraint component that found it: {@code
 * sh:MinCountConstraintComponent} gives {@code shape.min-count}. A rule and not a table, so that
 * every component has a code, those of later versions of SHACL included.
 */
final class Code {
  private static final Pattern WORD_STARTS = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private Code() {}

  /** The code for what this component finds. */
  static String of(Node component) {
    String name = component.getLocalName().replaceFirst("ConstraintComponent$", "");
    return "shape." + WORD_STARTS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
