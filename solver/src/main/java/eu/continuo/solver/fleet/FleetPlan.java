package eu.continuo.solver.fleet;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A plan: where each replica runs, what that amounts to, and how far it is from the best plan at
 * most.
 */
public final class FleetPlan {

  private final FleetProblem problem;
  private final int[] nodeOf;
  private final FleetEvaluation evaluation;
  private final BoundCertificate certificate;
  private final long moves;

  FleetPlan(FleetProblem problem, int[] nodeOf, BoundCertificate certificate, long moves) {
    this.problem = problem;
    this.nodeOf = nodeOf.clone();
    this.evaluation = FleetEvaluator.evaluate(problem, nodeOf);
    this.certificate = certificate;
    this.moves = moves;
    if (!evaluation.breaches().isEmpty()) {
      throw new IllegalStateException("The search broke rules: " + evaluation.breaches());
    }
  }

  /** What capacity is worth: what a unit more of it would save at the margin, in euro a month. */
  public record ShadowPrice(PoolId pool, ResourceKind resource, double euroPerUnit) {}

  /** The number of the node of each replica, or -1, as {@link FleetEvaluator} takes it. */
  public int[] nodeOf() {
    return nodeOf.clone();
  }

  /**
   * The GPU of its node that each replica has a share of, from 0; -1 for a replica that has none,
   * or whole ones, which are those with the highest numbers.
   */
  public int[] gpuOf() {
    return GpuDevices.assign(problem, nodeOf);
  }

  /** The nodes of a group, its leader's first; fewer than its replicas if some are not placed. */
  public List<NodeRef> nodes(GroupId group) {
    for (int number = 0; number < problem.groups; number++) {
      if (problem.fleet().groups().get(number).id().equals(group)) {
        int first = problem.leader(number);
        return IntStream.range(first, first + problem.size(number))
            .filter(replica -> nodeOf[replica] != FleetProblem.NONE)
            .mapToObj(replica -> problem.node(nodeOf[replica]))
            .toList();
      }
    }
    return List.of();
  }

  /** The normative count of this plan. */
  public FleetEvaluation evaluation() {
    return evaluation;
  }

  /** The proof of the lower bound, which {@link BoundChecker} has checked. */
  public BoundCertificate certificate() {
    return certificate;
  }

  /**
   * By how much this plan costs more than the best one at most, as a share of the bound; empty if a
   * replica is not placed, for the bound is about plans that place all, or if the bound is not
   * above nothing.
   */
  public OptionalDouble gap() {
    long bound = certificate.lowerBoundPoints();
    return evaluation.unplaced() > 0 || bound <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(evaluation.totalPoints() / (double) bound - 1);
  }

  /** What the capacities are worth, for those that are worth something, the dearest node first. */
  public List<ShadowPrice> shadowPrices() {
    return ShadowPrices.of(problem, certificate);
  }

  /** How many moves the search tried. */
  public long moves() {
    return moves;
  }
}
