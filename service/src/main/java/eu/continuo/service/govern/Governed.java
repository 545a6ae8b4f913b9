package eu.continuo.service.govern;

import eu.continuo.verdict.Finding;
import java.util.List;

/** What came of a change of the book of policies. */
public sealed interface Governed {
  /**
   * It is done.
   *
   * @param did in words
   */
  record Done(String did) implements Governed {}

  /**
   * It was noted, and more people have to approve.
   *
   * @param approvals how many did
   * @param needed how many have to
   */
  record Waiting(int approvals, int needed) implements Governed {}

  /** Nothing was changed: what was in force stays in force. */
  record Refused(List<Finding> findings) implements Governed {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
