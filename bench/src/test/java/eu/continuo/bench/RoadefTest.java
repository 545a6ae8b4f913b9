package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up instance in the files of the challenge: three processes on two machines. */
final class RoadefTest {
  private static final String MODEL =
      """
      2
      1 10
      0 1
      2
      0 0 10 20 4 20 0 3
      0 1 10 20 8 20 3 0
      2
      0 0
      1 1 0
      3
      0 4 1 2
      0 3 1 2
      1 2 5 1
      1
      0 1 2
      5
      1 10 100
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("model_made_up.txt"), MODEL);
    Files.writeString(folder.resolve("assignment_made_up.txt"), "0 1 0\n");
    // (4 + 2 - 4) × 10 is load; 2 × (10 - 6) < 20 - 6 and 2 × (10 - 3) < 20 - 1 are balanced
    Files.writeString(folder.resolve("lower_bounds.txt"), "made_up 5 20\n");
  }

  private int bench(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "roadef";
    arguments[1] = "--set=" + folder;
    arguments[2] = "--seconds=0.3";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void countsAsPublishedAndNobodyIsWorseThanGiven() {
    assertThat(bench("--format=json")).as(err.toString()).isZero();

    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows.valueStream().map(row -> row.get("method").asString()))
        .containsExactly("given", "continuo", "timefold-stock");
    assertThat(rows.get(0).get("cost").asLong()).isEqualTo(20);
    assertThat(rows.valueStream())
        .allSatisfy(row -> assertThat(row.get("cost").asLong()).isLessThanOrEqualTo(20));
  }

  @Test
  void saysWhereTheGivenPlanCostsSomethingElse() throws IOException {
    Files.writeString(folder.resolve("lower_bounds.txt"), "made_up 5 21\n");

    assertThat(bench("--alone")).isEqualTo(1);
    assertThat(err.toString()).contains("the given plan costs 20, published is 21");
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("assignment_made_up.txt"), "0 1\n");
    assertThat(bench()).isEqualTo(2);
    assertThat(err.toString()).contains("assignment_made_up.txt ends too early");

    Files.writeString(folder.resolve("assignment_made_up.txt"), "0 1 many\n");
    assertThat(bench()).isEqualTo(2);
    assertThat(err.toString()).contains("'many' is no whole number");

    assertThat(bench("--instances=other")).isEqualTo(2);
    assertThat(err.toString()).contains("Nothing was published about other");
  }
}
