package eu.continuo.policies.odrl;

import eu.continuo.verdict.Finding;
import java.util.List;

/** What came of reading a policy. */
public sealed interface OdrlReading {
  /** The profile knows everything that the policy says. */
  record Read(OdrlPolicy policy) implements OdrlReading {}

  /**
   * The policy says something that would not be decided as it is meant.
   *
   * @param findings all of it
   */
  record Refused(List<Finding> findings) implements OdrlReading {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
