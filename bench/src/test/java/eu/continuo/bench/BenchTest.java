package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchTest {
  private record Called(int status, String out, String err) {
    static Called bench(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int status = Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
      return new Called(status, out.toString(), err.toString());
    }
  }

  @Test
  void walksAndWritesARowForEachStageAndNothingElse() {
    Called walk = Called.bench("walk", "--providers", "5", "--cold", "--format", "json");

    assertThat(walk.status).as(walk.err).isZero();
    JsonNode rows = new JsonMapper().readTree(walk.out);
    assertThat(rows.valueStream().map(r -> r.get("stage").asString()))
        .containsExactly("load", "allow", "place", "ask");
    assertThat(rows.valueStream())
        .allSatisfy(
            row -> {
              assertThat(row.propertyNames())
                  .containsExactly(
                      "stage", "providers", "sites", "triples", "elapsedMs", "cpuMs", "unanswered");
              assertThat(row.get("providers").asInt()).isEqualTo(5);
              assertThat(row.get("sites").asLong()).isBetween(5L, 25L);
              assertThat(row.get("triples").asLong()).isGreaterThan(500);
              assertThat(row.get("unanswered").asLong()).isZero();
              assertThat(row.get("elapsedMs").asDouble()).isPositive();
              assertThat(row.get("cpuMs").asDouble()).isPositive();
            });
    assertThat(walk.err.lines()).containsExactly("walking over 5 providers");
  }

  @Test
  void decidesByPolicyAndWritesARowForEachStage() {
    Called policy =
        Called.bench(
            "policy",
            "--components",
            "40",
            "--sites",
            "20",
            "--decisions",
            "100",
            "--format",
            "json");

    assertThat(policy.status).as(policy.err).isZero();
    JsonNode rows = new JsonMapper().readTree(policy.out);
    assertThat(rows.valueStream().map(r -> r.get("stage").asString()))
        .contains(
            "cold-start",
            "data-update",
            "single",
            "matrix-alike",
            "matrix-distinct",
            "one-site-changed");
    // 40 requirements of a location and one of sovereignty; each of 20 sites has two traits at
    // most.
    assertThat(rows.valueStream())
        .filteredOn(row -> row.get("stage").asString().equals("matrix-distinct"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.get("evaluatedPairs").asLong())
                    .isBetween(41L, 41 * 40L)
                    .satisfies(pairs -> assertThat(pairs % 41).isZero()));
  }

  @Test
  void decidesByPolicyAboutTheExampleOfEurope() {
    Called policy = Called.bench("policy", "--europe", "--decisions", "100", "--format", "json");

    assertThat(policy.status).as(policy.err).isZero();
    assertThat(new JsonMapper().readTree(policy.out).valueStream())
        .filteredOn(row -> row.get("stage").asString().equals("matrix-distinct"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("components").asInt()).isEqualTo(34);
              assertThat(row.get("pairs").asLong()).isEqualTo(34 * 62);
              assertThat(row.get("evaluatedPairs").asLong()).isBetween(1L, 34 * 62L);
            });
  }

  @Test
  void plansTheExampleOfEuropeWithinItsBound() {
    Called place = Called.bench("place", "--europe", "--seeds", "1", "--format", "json");

    assertThat(place.status).as(place.err).isZero();
    assertThat(new JsonMapper().readTree(place.out).valueStream())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("instance").asString()).isEqualTo("europe");
              assertThat(row.get("workloads").asInt()).isEqualTo(34);
              assertThat(row.get("unplaced").asInt()).isZero();
              assertThat(row.get("objectiveEuro").asDouble())
                  .isGreaterThanOrEqualTo(row.get("lowerBoundEuro").asDouble());
            });
  }

  @Test
  void repairsTheExampleOfEuropeWhenASiteIsLost() {
    Called repair = Called.bench("repair", "--europe", "--times", "1", "--format", "json");

    assertThat(repair.status).as(repair.err).isZero();
    assertThat(new JsonMapper().readTree(repair.out).valueStream())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("displaced").asInt()).isPositive();
              assertThat(row.get("moved").asInt() + row.get("unplaced").asInt())
                  .isGreaterThanOrEqualTo(row.get("displaced").asInt());
            });
  }

  @Test
  void shiftsTheJobsOfTheExampleOfEurope() {
    Called shift = Called.bench("shift", "--europe", "--format", "json");

    assertThat(shift.status).as(shift.err).isZero();
    assertThat(new JsonMapper().readTree(shift.out).valueStream())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("grid").asString()).isEqualTo("europe");
              assertThat(row.get("savedPercent").asDouble()).isBetween(0.0, 100.0);
            });
    assertThat(Called.bench("shift").status).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"load,judgeMs", "gate,gateCpuMs", "view,viewCpuMs"})
  void measuresTheStoreWithTheExampleOfEurope(String scenario, String figure) {
    assumeTrue(
        scenario.equals("load") || Boolean.getBoolean("continuo.bench-europe"),
        "It takes a minute: -Dcontinuo.bench-europe=true has it run.");
    Called called =
        scenario.equals("load")
            ? Called.bench(scenario, "--europe", "--format", "json")
            : Called.bench(scenario, "--europe", "--repeat", "1", "--format", "json");

    assertThat(called.status).as(called.err).isZero();
    assertThat(new JsonMapper().readTree(called.out).valueStream())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("triples").asLong()).isBetween(10_000L, 150_000L))
        .anySatisfy(row -> assertThat(row.get(figure).asDouble()).isPositive());
  }

  @Test
  void helpShowsExamples() {
    Called jmh = Called.bench("jmh", "--help");

    assertThat(jmh.status).isZero();
    assertThat(jmh.out).contains("Examples:", "continuo bench jmh");
  }

  @Test
  void wrongUseIsTwo() {
    assertThat(Called.bench("fly").status).isEqualTo(2);
    assertThat(Called.bench("walk", "--providers", "many").status).isEqualTo(2);
    assertThat(Called.bench("walk", "--providers", "0").status).isEqualTo(2);
    assertThat(Called.bench("jmh", "no-such-benchmark").status).isEqualTo(2);
  }
}
