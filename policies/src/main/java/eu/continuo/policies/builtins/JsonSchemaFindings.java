package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of a value does not match, and how much of it does: of several schemas none of which
 * matches, OPA tells what is wrong by the one that fits best.
 */
final class JsonSchemaFindings {
  /** The path of a whole document. */
  static final String ROOT = "(Root)";

  /**
   * One finding.
   *
   * @param type OPA's word for what was found
   * @param path names from the root on, with points
   * @param description for people
   */
  private record Finding(String type, String path, String description) {
    RegoValue value() {
      var field = field(path);
      return RegoObject.of(
          Map.of(
              RegoValue.of("error"), RegoValue.of(field + ": " + description),
              RegoValue.of("type"), RegoValue.of(type),
              RegoValue.of("field"), RegoValue.of(field),
              RegoValue.of("desc"), RegoValue.of(description)));
    }
  }

  private final List<Finding> findings = new ArrayList<>();
  private int score;

  static String field(String path) {
    return path.startsWith(ROOT + ".") ? path.substring(ROOT.length() + 1) : path;
  }

  void add(String type, String path, String description) {
    findings.add(new Finding(type, path, description));
    score -= 2;
  }

  /** To be called after each check, whatever it found. */
  void checked() {
    score++;
  }

  void addAll(JsonSchemaFindings others) {
    findings.addAll(others.findings);
    score += others.score;
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  int score() {
    return score;
  }

  RegoValue value() {
    return new RegoArray(findings.stream().map(Finding::value).toList());
  }
}
