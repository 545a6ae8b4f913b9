package eu.continuo.solver.fleet;

import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_HARD;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_MEDIUM;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_SOFT;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules and terms of a fleet as the engine's streams: the readable twin of {@link
 * FleetEvaluator}, which is normative.
 *
 * <p>Public only because the engine calls its constructor.
 */
public final class FleetConstraints implements ConstraintProvider {

  @Override
  public Constraint[] defineConstraints(ConstraintFactory factory) {
    return Stream.concat(
            Stream.of(ResourceKind.values()).map(kind -> capacity(factory, kind)),
            Stream.of(
                devices(factory),
                excluded(factory),
                separation(factory),
                linkBound(factory),
                unplaced(factory),
                running(factory),
                open(factory),
                migration(factory),
                riskSpread(factory),
                linkLatency(factory)))
        .toArray(Constraint[]::new);
  }

  private static Constraint capacity(ConstraintFactory factory, ResourceKind kind) {
    return factory
        .forEach(ReplicaPlacement.class)
        .groupBy(
            ReplicaPlacement::placedOn,
            ReplicaPlacement::problem,
            sumLong(replica -> replica.demand(kind)))
        .filter((node, problem, need) -> need > problem.allocatable[node.pool()][kind.column()])
        .penalizeLong(
            ONE_HARD,
            (node, problem, need) -> need - problem.allocatable[node.pool()][kind.column()])
        .asConstraint("capacity" + kind);
  }

  /** Shares of GPUs go on the devices that whole demands leave. */
  private static Constraint devices(ConstraintFactory factory) {
    return factory
        .forEach(ReplicaPlacement.class)
        .filter(replica -> replica.demand(ResourceKind.GPU_MILLI) > 0)
        .groupBy(
            ReplicaPlacement::placedOn,
            ReplicaPlacement::problem,
            toList((ReplicaPlacement replica) -> replica.demand(ResourceKind.GPU_MILLI)))
        .filter((node, problem, milli) -> !goOnDevices(milli, problem.devices(node.number())))
        .penalize(ONE_HARD)
        .asConstraint("devices");
  }

  private static boolean goOnDevices(List<Long> milli, int devices) {
    long wholes =
        milli.stream()
            .filter(each -> !GpuDevices.isShare(each))
            .mapToLong(each -> each / GpuDevices.WHOLE)
            .sum();
    long[] shares = milli.stream().filter(GpuDevices::isShare).mapToLong(Long::longValue).toArray();
    return GpuDevices.pack(shares, (int) Math.max(0, devices - wholes)) != null;
  }

  /** Not eligible, too large for an empty node, or too far from its users. */
  private static Constraint excluded(ConstraintFactory factory) {
    return factory
        .forEach(ReplicaPlacement.class)
        .filter(replica -> replica.placePoints() >= FleetProblem.EXCLUDED)
        .penalize(ONE_HARD)
        .asConstraint("excluded");
  }

  private static Constraint separation(ConstraintFactory factory) {
    return factory
        .forEachUniquePair(ReplicaPlacement.class, equal(ReplicaPlacement::group))
        .filter((a, b) -> !areApart(a, b))
        .penalize(ONE_HARD)
        .asConstraint("separation");
  }

  private static boolean areApart(ReplicaPlacement a, ReplicaPlacement b) {
    return switch (a.problem().separation[a.group()]) {
      case NODE -> a.placedOn().number() != b.placedOn().number();
      case SITE -> a.placedOn().site() != b.placedOn().site();
      case FAILURE_DOMAIN -> a.placedOn().domain() != b.placedOn().domain();
    };
  }

  private static Constraint linkBound(ConstraintFactory factory) {
    return links(factory)
        .filter((caller, called) -> linkPoints(caller, called) >= FleetProblem.EXCLUDED)
        .penalize(ONE_HARD)
        .asConstraint("linkBound");
  }

  private static Constraint unplaced(ConstraintFactory factory) {
    return factory
        .forEachIncludingUnassigned(ReplicaPlacement.class)
        .filter(replica -> replica.node() == null)
        .penalize(ONE_MEDIUM)
        .asConstraint("unplaced");
  }

  /** Cost, carbon and latency of what runs. */
  private static Constraint running(ConstraintFactory factory) {
    return factory
        .forEach(ReplicaPlacement.class)
        .filter(replica -> replica.placePoints() < FleetProblem.EXCLUDED)
        .penalizeLong(ONE_SOFT, ReplicaPlacement::placePoints)
        .asConstraint("running");
  }

  /** Cost and carbon of nodes that are open. */
  private static Constraint open(ConstraintFactory factory) {
    return factory
        .forEach(ReplicaPlacement.class)
        .groupBy(ReplicaPlacement::placedOn, ReplicaPlacement::problem)
        .penalizeLong(ONE_SOFT, (node, problem) -> problem.openPoints[node.pool()])
        .asConstraint("open");
  }

  private static Constraint migration(ConstraintFactory factory) {
    return factory
        .forEach(FleetSolution.Home.class)
        .ifNotExists(
            ReplicaPlacement.class,
            equal(FleetSolution.Home::group, ReplicaPlacement::group),
            equal(FleetSolution.Home::node, replica -> replica.placedOn().number()))
        .penalizeLong(ONE_SOFT, FleetSolution.Home::movePoints)
        .asConstraint(FleetTerm.MIGRATION_EURO.key());
  }

  private static Constraint riskSpread(ConstraintFactory factory) {
    return factory
        .forEachUniquePair(
            ReplicaPlacement.class,
            equal(ReplicaPlacement::group),
            equal(replica -> replica.placedOn().domain()))
        .penalizeLong(ONE_SOFT, (a, b) -> a.problem().pairPoints)
        .asConstraint(FleetTerm.RISK_SPREAD.key());
  }

  private static Constraint linkLatency(ConstraintFactory factory) {
    return links(factory)
        .filter((caller, called) -> linkPoints(caller, called) < FleetProblem.EXCLUDED)
        .penalizeLong(ONE_SOFT, FleetConstraints::linkPoints)
        .asConstraint("linkLatency");
  }

  private static BiConstraintStream<ReplicaPlacement, ReplicaPlacement> links(
      ConstraintFactory factory) {
    return factory
        .forEach(ReplicaPlacement.class)
        .filter(ReplicaPlacement::isLeader)
        .filter(leader -> leader.problem().linkTo[leader.group()] != FleetProblem.NONE)
        .join(
            factory.forEach(ReplicaPlacement.class).filter(ReplicaPlacement::isLeader),
            equal(leader -> leader.problem().linkTo[leader.group()], ReplicaPlacement::group));
  }

  private static long linkPoints(ReplicaPlacement caller, ReplicaPlacement called) {
    return caller
        .problem()
        .linkPoints(caller.group(), caller.placedOn().site(), called.placedOn().site());
  }
}
