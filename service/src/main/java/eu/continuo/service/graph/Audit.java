package eu.continuo.service.graph;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.List;

/**
 * What came of looking at everything that is kept, from the beginning: whether the graph is what
 * its log says, what follows from it is up to date, and it is well formed.
 *
 * @param commits how many commits were read from the log
 * @param quads how many statements the graph holds
 * @param graphs in how many graphs
 * @param head the digest of the last commit: whoever keeps it elsewhere can prove that the history
 *     before it was not rewritten; empty where there is no commit
 * @param checks what was looked at, in order
 */
public record Audit(long commits, long quads, long graphs, String head, List<Check> checks) {
  public Audit {
    checks = List.copyOf(checks);
  }

  /** Whether nothing is wrong; warnings are not. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }

  /**
   * One thing that was looked at.
   *
   * @param name log, graph, rows, rules, shapes or judges
   * @param findings all that was found
   */
  public record Check(String name, List<Finding> findings) {
    public Check {
      findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong here. */
    public boolean holds() {
      return findings.stream().noneMatch(f -> f.severity() == Severity.VIOLATION);
    }
  }
}
