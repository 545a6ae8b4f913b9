package eu.continuo.service.allow;

import eu.continuo.policies.UseDecision;
import eu.continuo.verdict.Finding;
import java.util.List;

/** What came of asking whether an asset may be used. */
public sealed interface Used {
  /**
   * The policies of the asset have decided.
   *
   * @param decisionId the name by which the decision log has it
   * @param allow whether every one of them that was asked allows the use
   * @param decisions what each says
   */
  record Decided(String decisionId, boolean allow, List<UseDecision> decisions) implements Used {
    public Decided {
      decisions = List.copyOf(decisions);
    }
  }

  /** Nobody can decide, so that the use is not allowed. */
  record NotDecided(List<Finding> findings) implements Used {
    public NotDecided {
      findings = List.copyOf(findings);
    }
  }
}
