package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.solver.fleet.FleetCheck;
import eu.continuo.solver.fleet.FleetLimits;
import eu.continuo.solver.fleet.FleetPlan;
import eu.continuo.solver.fleet.FleetPlanner;
import eu.continuo.solver.fleet.FleetProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlaceTest {
  private static final PlaceSize SMALL = new PlaceSize(200, 30, 0.5);

  /** Frozen: figures of different days are about the same fleets. */
  @ParameterizedTest
  @EnumSource
  void theSameSeedMakesTheSameFleet(PlaceGenerator generator) {
    FleetProblem problem = problem(generator, 7);
    FleetLimits limits = new FleetLimits.Counted(1, 30, 50);
    FleetPlan plan = new FleetPlanner().plan(problem, limits);

    assertThat(problem.replicas()).isEqualTo(200);
    assertThat(problem.nodes()).isEqualTo(30);
    assertThat(new FleetPlanner().plan(problem(generator, 7), limits).nodeOf())
        .isEqualTo(plan.nodeOf());
    assertThat(new FleetPlanner().plan(problem(generator, 8), limits).nodeOf())
        .isNotEqualTo(plan.nodeOf());
    assertThat(plan.gap()).isPresent();
  }

  private static FleetProblem problem(PlaceGenerator generator, long seed) {
    return switch (generator.fleet(SMALL, seed).check()) {
      case FleetCheck.Accepted(FleetProblem problem) -> problem;
      case FleetCheck.Refused(var violations) -> throw new AssertionError(violations.toString());
    };
  }

  @Test
  void writesARowForEachMethodAndNobodyIsBelowTheBound() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Bench.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "place",
            "--sizes=200x30",
            "--seconds=1",
            "--seeds=1",
            "--loads=0.5",
            "--generators=regions",
            "--format=json");

    assertThat(status).as(err.toString()).isZero();
    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows.valueStream().map(row -> row.get("method").asString()))
        .containsExactly("continuo", "filter-and-score", "cost-greedy", "timefold-stock");
    assertThat(rows.valueStream())
        .allSatisfy(
            row ->
                assertThat(row.get("objectiveEuro").asDouble())
                    .isGreaterThanOrEqualTo(row.get("lowerBoundEuro").asDouble()));
  }

  @Test
  void wrongSizesAreWrongUse() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(Bench.run(nowhere, nowhere, "place", "--sizes", "many")).isEqualTo(2);
    assertThat(Bench.run(nowhere, nowhere, "place", "--sizes", "10x1")).isEqualTo(2);
    assertThat(Bench.run(nowhere, nowhere, "place", "--loads", "2")).isEqualTo(2);
  }
}
