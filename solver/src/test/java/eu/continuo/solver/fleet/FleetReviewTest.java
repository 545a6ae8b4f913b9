package eu.continuo.solver.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Violation.Code;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hostile fleets are refused with everything that is wrong, and nothing is thrown. */
final class FleetReviewTest {

  private static final Resources LITTLE = new Resources(100, 100, 0, 0);

  private static ReplicaGroup group(
      String id, int replicas, Resources demand, @Nullable Link link, NodeRef... running) {
    BitSet all = new BitSet();
    all.set(0);
    return new ReplicaGroup(
        new GroupId(id),
        replicas,
        demand,
        EligiblePools.of(all),
        Separation.NODE,
        null,
        link,
        1,
        List.of(running));
  }

  private static Link linkTo(String id) {
    return new Link(new GroupId(id), 1, Double.POSITIVE_INFINITY);
  }

  private static Fleet fleet(double euroPerOpenHour, ReplicaGroup... groups) {
    return new Fleet(
        List.of(new FleetSite(new SiteId("here"), new FailureDomainId("d"), 1.2, 100)),
        List.of(
            new NodePool(
                new PoolId("pool"),
                new SiteId("here"),
                2,
                new Resources(1_000, 1_000, 0, 0),
                new NodePool.Price(euroPerOpenHour, 0.1, 0.1, 0),
                new NodePool.Power(100, 5, 0.4, 0))),
        List.of(groups),
        RoundTrips.of(new double[][] {{0}}, List.of(), new double[0][]),
        FleetWeights.DEFAULT);
  }

  private static List<Violation> violations(Fleet fleet) {
    return switch (fleet.check()) {
      case FleetCheck.Accepted(FleetProblem problem) -> List.of();
      case FleetCheck.Refused(List<Violation> violations) -> violations;
    };
  }

  @Test
  void aSoundFleetIsAccepted() {
    assertThat(violations(fleet(1, group("a", 2, LITTLE, null)))).isEmpty();
  }

  @Test
  void everythingWrongIsListedAtOnce() {
    Fleet fleet =
        fleet(
            Double.NaN,
            group("a", 0, new Resources(-1, 0, 0, 0), linkTo("b")),
            group("b", 1_000_000, LITTLE, linkTo("a")),
            group("b", 1, LITTLE, linkTo("nobody"), new NodeRef(new PoolId("pool"), 7)));

    assertThat(violations(fleet))
        .extracting(Violation::code, Violation::subject)
        .containsExactlyInAnyOrder(
            tuple(Code.BAD_QUANTITY, "pool pool"),
            tuple(Code.DUPLICATE_ID, "group b"),
            tuple(Code.BAD_QUANTITY, "group a"),
            tuple(Code.BAD_QUANTITY, "group a"),
            tuple(Code.UNKNOWN_ID, "group b"),
            tuple(Code.UNKNOWN_ID, "group b"),
            tuple(Code.BAD_QUANTITY, "fleet"));
  }

  @Test
  void aCircleOfLinksIsNotedOnce() {
    assertThat(
            violations(
                fleet(
                    1,
                    group("a", 1, LITTLE, linkTo("b")),
                    group("b", 1, LITTLE, linkTo("a")),
                    group("c", 1, LITTLE, linkTo("c")))))
        .extracting(Violation::code, Violation::subject)
        .containsExactly(
            tuple(Code.CONTRADICTION, "group a"), tuple(Code.CONTRADICTION, "group c"));
  }

  @Test
  void amountsThatCannotBeAddedExactlyAreRefused() {
    assertThat(violations(fleet(1e9, group("a", 1, LITTLE, null))))
        .extracting(Violation::code)
        .containsExactly(Code.BAD_QUANTITY);
  }

  @Test
  void unknownAreasAndPositionsAreNamed() {
    BitSet beyond = new BitSet();
    beyond.set(5);
    ReplicaGroup stray =
        new ReplicaGroup(
            new GroupId("a"),
            1,
            LITTLE,
            EligiblePools.of(beyond),
            Separation.NODE,
            new Traffic(new AreaId("nowhere"), 1, Double.NaN),
            null,
            1,
            List.of());

    assertThat(violations(fleet(1, stray)))
        .extracting(Violation::code)
        .containsExactly(Code.UNKNOWN_ID, Code.UNKNOWN_ID, Code.BAD_QUANTITY);
  }
}
