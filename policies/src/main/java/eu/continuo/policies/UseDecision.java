package eu.continuo.policies;

import java.util.List;

/**
 * What a policy of ODRL says of a use.
 *
 * @param policy its IRI
 * @param type {@code set}, {@code offer} or {@code agreement}; what an offer allows is allowed once
 *     it is agreed
 * @param allow whether it allows the use as it stands
 * @param obligations what has to be done by those whom it allows or obliges
 * @param reasons everything that stands against the use; empty where it is allowed
 */
public record UseDecision(
    String policy, String type, boolean allow, List<Obligation> obligations, List<Reason> reasons) {
  public UseDecision {
    obligations = List.copyOf(obligations);
    reasons = List.copyOf(reasons);
  }

  /**
   * Something to be done.
   *
   * @param kind {@code duty} of a permission, {@code remedy} of a prohibition, or {@code
   *     obligation} of the policy
   * @param rule the IRI of the rule or policy that says so
   * @param duty its IRI, by which a request says that it is done
   * @param actions the names of what is to be done
   * @param text what is to be done, for people
   * @param state {@code open}, {@code fulfilled} or {@code not-due}
   * @param consequences what is to be done where it was not done
   */
  public record Obligation(
      String kind,
      String rule,
      String duty,
      List<String> actions,
      String text,
      String state,
      List<String> consequences) {
    public Obligation {
      actions = List.copyOf(actions);
      consequences = List.copyOf(consequences);
    }
  }
}
