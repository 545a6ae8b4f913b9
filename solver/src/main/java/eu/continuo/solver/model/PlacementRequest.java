package eu.continuo.solver.model;

import java.util.List;

/** What a caller wants placed, as it came: nothing in it has been checked. */
public record PlacementRequest(
    List<Site> sites,
    List<Component> components,
    Eligibility eligibility,
    List<Chain> chains,
    Latencies latencies,
    List<SpreadGroup> spreadGroups,
    Weights weights) {

  public PlacementRequest {
    sites = List.copyOf(sites);
    components = List.copyOf(components);
    chains = List.copyOf(chains);
    spreadGroups = List.copyOf(spreadGroups);
  }

  /** Checks everything at once: never throws, and lists all that is wrong. */
  public ProblemCheck check() {
    List<Violation> violations = new RequestReview(this).violations();
    return violations.isEmpty()
        ? new ProblemCheck.Accepted(new PlacementProblem(this))
        : new ProblemCheck.Refused(violations);
  }
}
