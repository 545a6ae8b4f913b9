package eu.continuo.solver;

import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_HARD;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_MEDIUM;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_SOFT;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.tri.TriConstraintStream;
import eu.continuo.solver.model.Term;

/**
 * The rules and terms as the engine's streams: the readable twin of {@link Evaluator}, which is
 * normative. Soft points are weighed amounts in thousandths of a cent a month.
 *
 * <p>Public only because the engine calls its constructor; callers go through {@link Placer}.
 */
public final class PlacementConstraints implements ConstraintProvider {

  static final String UNPLACED = "unplaced";

  @Override
  public Constraint[] defineConstraints(ConstraintFactory factory) {
    return new Constraint[] {
      eligibility(factory),
      capacityVcpu(factory),
      capacityMemory(factory),
      capacityGpu(factory),
      latencyBound(factory),
      unplaced(factory),
      cost(factory),
      carbon(factory),
      latency(factory),
      spread(factory)
    };
  }

  Constraint eligibility(ConstraintFactory factory) {
    return factory
        .forEach(Placement.class)
        .filter(placement -> !placement.isEligible())
        .penalize(ONE_HARD)
        .justifyWith(
            (placement, score) ->
                new LostPoints.Refused(
                    placement.componentId(), placement.site().id(), placement.refusalReasons()))
        .asConstraint(Rule.ELIGIBILITY.key());
  }

  Constraint capacityVcpu(ConstraintFactory factory) {
    return capacity(factory, Resource.VCPU);
  }

  Constraint capacityMemory(ConstraintFactory factory) {
    return capacity(factory, Resource.MEMORY);
  }

  Constraint capacityGpu(ConstraintFactory factory) {
    return capacity(factory, Resource.GPU);
  }

  private static Constraint capacity(ConstraintFactory factory, Resource resource) {
    return factory
        .forEach(Placement.class)
        .filter(placement -> placement.needed(resource) > 0)
        .groupBy(Placement::target, sumLong(placement -> placement.needed(resource)))
        .filter((target, needed) -> needed > target.free(resource))
        .penalizeLong(ONE_HARD, (target, needed) -> needed - target.free(resource))
        .justifyWith(
            (target, needed, score) ->
                new LostPoints.Overfull(
                    target.site().id(), resource, needed, target.free(resource)))
        .asConstraint(resource.rule().key());
  }

  Constraint latencyBound(ConstraintFactory factory) {
    return placedChains(factory)
        .filter((link, from, to) -> link.isBroken(from.site(), to.site()))
        .penalize(ONE_HARD)
        .justifyWith(
            (link, from, to, score) ->
                new LostPoints.TooFar(
                    link.chain(),
                    from.site().id(),
                    to.site().id(),
                    link.roundTripMs(from.site(), to.site())))
        .asConstraint(Rule.LATENCY_BOUND.key());
  }

  Constraint unplaced(ConstraintFactory factory) {
    return factory
        .forEachIncludingUnassigned(Placement.class)
        .filter(placement -> placement.target() == null)
        .penalize(ONE_MEDIUM)
        .justifyWith((placement, score) -> new LostPoints.NotPlaced(placement.componentId()))
        .asConstraint(UNPLACED);
  }

  Constraint cost(ConstraintFactory factory) {
    return spent(factory, Term.COST_EURO);
  }

  Constraint carbon(ConstraintFactory factory) {
    return spent(factory, Term.CARBON_GRAMS);
  }

  private static Constraint spent(ConstraintFactory factory, Term term) {
    return factory
        .forEach(Placement.class)
        .penalizeLong(ONE_SOFT, placement -> placement.points(term))
        .justifyWith(
            (placement, score) ->
                new LostPoints.Spent(
                    placement.componentId(), placement.site().id(), term, placement.amount(term)))
        .asConstraint(term.key());
  }

  Constraint latency(ConstraintFactory factory) {
    return placedChains(factory)
        .filter((link, from, to) -> link.roundTripMs(from.site(), to.site()).isPresent())
        .penalizeLong(ONE_SOFT, (link, from, to) -> link.points(from.site(), to.site()))
        .justifyWith(
            (link, from, to, score) ->
                new LostPoints.Travelled(
                    link.chain(),
                    from.site().id(),
                    to.site().id(),
                    link.roundTripMs(from.site(), to.site()).orElseThrow()))
        .asConstraint(Term.LATENCY_MS.key());
  }

  Constraint spread(ConstraintFactory factory) {
    return factory
        .forEach(SpreadPair.class)
        .join(Placement.class, equal(SpreadPair::first, Placement::componentId))
        .join(Placement.class, equal((pair, first) -> pair.second(), Placement::componentId))
        .filter(
            (pair, first, second) ->
                first.site().failureDomain().equals(second.site().failureDomain()))
        .penalizeLong(ONE_SOFT, (pair, first, second) -> pair.points())
        .justifyWith(
            (pair, first, second, score) ->
                new LostPoints.SharedDomain(
                    pair.group(), pair.first(), pair.second(), first.site().failureDomain()))
        .asConstraint(Term.RISK_SPREAD.key());
  }

  /** The chains whose two ends are placed: an end without a site breaks nothing. */
  private static TriConstraintStream<ChainLink, Placement, Placement> placedChains(
      ConstraintFactory factory) {
    return factory
        .forEach(ChainLink.class)
        .join(Placement.class, equal(ChainLink::from, Placement::componentId))
        .join(Placement.class, equal((link, from) -> link.to(), Placement::componentId));
  }
}
