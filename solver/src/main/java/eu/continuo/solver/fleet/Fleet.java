package eu.continuo.solver.fleet;

import java.util.List;

/** What a caller wants planned, as it came: nothing in it has been checked. */
public record Fleet(
    List<FleetSite> sites,
    List<NodePool> pools,
    List<ReplicaGroup> groups,
    RoundTrips roundTrips,
    FleetWeights weights) {

  public Fleet {
    sites = List.copyOf(sites);
    pools = List.copyOf(pools);
    groups = List.copyOf(groups);
  }

  /** Checks everything at once: never throws, and lists all that is wrong. */
  public FleetCheck check() {
    var violations = new FleetReview(this).violations();
    return violations.isEmpty()
        ? new FleetCheck.Accepted(new FleetProblem(this))
        : new FleetCheck.Refused(violations);
  }
}
