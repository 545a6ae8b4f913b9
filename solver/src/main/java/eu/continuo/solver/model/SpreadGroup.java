package eu.continuo.solver.model;

import java.util.List;

/**
 * Components that should be in different failure domains. Each pair of members that shares one
 * counts once in the term {@link Term#RISK_SPREAD}: a wish that is weighed, not a rule.
 */
public record SpreadGroup(String name, List<ComponentId> members) {

  public SpreadGroup {
    members = List.copyOf(members);
  }
}
