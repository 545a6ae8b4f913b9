package eu.continuo.verdict;

import java.util.List;

/**
 * The answer of a judge: accepted or refused, with every finding. A refusal is a normal outcome and
 * therefore a value; exceptions are kept for broken things.
 */
public sealed interface Verdict {

  /** Everything found, worst first; empty when nothing is to be said. */
  List<Finding> findings();

  /** Whether nothing forbids what was judged. */
  default boolean accepted() {
    return this instanceof Accepted;
  }

  /** Accepted or refused, as the severities of the findings say: one violation refuses. */
  static Verdict of(List<Finding> findings) {
    List<Finding> sorted = findings.stream().sorted(Finding.WORST_FIRST).toList();
    boolean violated = sorted.stream().anyMatch(f -> f.severity() == Severity.VIOLATION);
    return violated ? new Refused(sorted) : new Accepted(sorted);
  }

  /** Nothing forbids it; the findings are warnings and notes. */
  record Accepted(List<Finding> findings) implements Verdict {
    public Accepted {
      findings = List.copyOf(findings);
    }
  }

  /** At least one finding forbids it. */
  record Refused(List<Finding> findings) implements Verdict {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
