package eu.continuo.solver;

import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_HARD;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_MEDIUM;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_SOFT;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.score.stream.tri.TriConstraintStream;
import eu.continuo.solver.model.AntiAffinity;
import eu.continuo.solver.model.Ceiling;
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
      antiAffinity(factory),
      maintenance(factory),
      ceiling(factory),
      moveBudget(factory),
      moveBudgetPerApplication(factory),
      unplaced(factory),
      cost(factory),
      carbon(factory),
      latency(factory),
      migration(factory),
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

  Constraint antiAffinity(ConstraintFactory factory) {
    return factory
        .forEach(AntiAffinity.class)
        .join(Placement.class, equal(AntiAffinity::first, Placement::componentId))
        .join(Placement.class, equal((pair, first) -> pair.second(), Placement::componentId))
        .filter((pair, first, second) -> pair.isBroken(first.site(), second.site()))
        .penalize(ONE_HARD)
        .justifyWith(
            (pair, first, second, score) ->
                new LostPoints.Together(pair, first.site(), second.site()))
        .asConstraint(Rule.ANTI_AFFINITY.key());
  }

  Constraint maintenance(ConstraintFactory factory) {
    return factory
        .forEach(Placement.class)
        .filter(placement -> placement.maintenance().isPresent())
        .penalize(ONE_HARD)
        .justifyWith(
            (placement, score) ->
                new LostPoints.Maintained(
                    placement.componentId(), placement.maintenance().orElseThrow()))
        .asConstraint(Rule.MAINTENANCE.key());
  }

  Constraint ceiling(ConstraintFactory factory) {
    return factory
        .forEach(Ceiling.class)
        .join(Placement.class)
        .map(
            (ceiling, placement) -> ceiling,
            (ceiling, placement) -> placement.units(ceiling.term()))
        .concat(travelled(factory))
        .concat(shared(factory))
        .groupBy((ceiling, units) -> ceiling, sumLong((ceiling, units) -> units))
        .filter((ceiling, units) -> units > ceiling.units())
        .penalizeLong(ONE_HARD, (ceiling, units) -> units - ceiling.units())
        .justifyWith(
            (ceiling, units, score) -> new LostPoints.OverCeiling(ceiling, units / Ceiling.UNITS))
        .asConstraint(Rule.CEILING.key());
  }

  /** What each placed chain adds to a ceiling of latencies. */
  private static BiConstraintStream<Ceiling, Long> travelled(ConstraintFactory factory) {
    return factory
        .forEach(Ceiling.class)
        .filter(ceiling -> ceiling.term() == Term.LATENCY_MS)
        .join(ChainLink.class)
        .join(Placement.class, equal((ceiling, link) -> link.from(), Placement::componentId))
        .join(Placement.class, equal((ceiling, link, from) -> link.to(), Placement::componentId))
        .map(
            (ceiling, link, from, to) -> ceiling,
            (ceiling, link, from, to) ->
                Ceiling.units(link.roundTripMs(from.site(), to.site()).orElse(0)));
  }

  /** What each pair in one failure domain adds to a ceiling of those. */
  private static BiConstraintStream<Ceiling, Long> shared(ConstraintFactory factory) {
    return factory
        .forEach(Ceiling.class)
        .filter(ceiling -> ceiling.term() == Term.RISK_SPREAD)
        .join(SpreadPair.class)
        .join(Placement.class, equal((ceiling, pair) -> pair.first(), Placement::componentId))
        .join(
            Placement.class, equal((ceiling, pair, first) -> pair.second(), Placement::componentId))
        .filter((ceiling, pair, first, second) -> first.sharesDomain(second))
        .map(
            (ceiling, pair, first, second) -> ceiling,
            (ceiling, pair, first, second) -> Ceiling.units(1));
  }

  Constraint moveBudget(ConstraintFactory factory) {
    return factory
        .forEach(Placement.class)
        .filter(Placement::isDisturbed)
        .groupBy(Placement::budget, count())
        .filter((budget, moves) -> moves > budget.moves())
        .penalizeLong(ONE_HARD, (budget, moves) -> moves - budget.moves())
        .justifyWith((budget, moves, score) -> new LostPoints.OverBudget(moves, budget.moves()))
        .asConstraint(Rule.MOVE_BUDGET.key());
  }

  Constraint moveBudgetPerApplication(ConstraintFactory factory) {
    return factory
        .forEach(Placement.class)
        .filter(Placement::isDisturbed)
        .groupBy(Placement::budget, Placement::application, count())
        .filter((budget, application, moves) -> moves > budget.movesPerApplication())
        .penalizeLong(
            ONE_HARD, (budget, application, moves) -> moves - budget.movesPerApplication())
        .justifyWith(
            (budget, application, moves, score) ->
                new LostPoints.OverBudgetOf(application, moves, budget.movesPerApplication()))
        .asConstraint(Rule.MOVE_BUDGET_PER_APPLICATION.key());
  }

  Constraint unplaced(ConstraintFactory factory) {
    return factory
        .forEachIncludingUnassigned(Placement.class)
        .filter(placement -> placement.target() == null)
        .penalizeLong(ONE_MEDIUM, Placement::urgency)
        .justifyWith((placement, score) -> new LostPoints.NotPlaced(placement.componentId()))
        .asConstraint(UNPLACED);
  }

  Constraint cost(ConstraintFactory factory) {
    return spent(factory, Term.COST_EURO);
  }

  Constraint carbon(ConstraintFactory factory) {
    return spent(factory, Term.CARBON_GRAMS);
  }

  Constraint migration(ConstraintFactory factory) {
    return spent(factory, Term.MIGRATION_EURO);
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
        .filter((pair, first, second) -> first.sharesDomain(second))
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
