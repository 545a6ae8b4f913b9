package eu.continuo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up cluster in the files of the trace. */
final class OpenbTest {
  private static final String NODES =
      """
      sn,cpu_milli,memory_mib,gpu,model
      a,8000,8000,3,T4
      b,8000,8000,2,G2
      c,8000,8000,0,
      """;

  /** Two pods of 600 do not go on one device, so that four are needed, and one pod wants a T4. */
  private static final String PODS =
      """
      name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
      p1,1000,1000,1,600,,LS,Running,3,9,3
      p2,1000,1000,1,600,,LS,Running,1,9,1
      p3,1000,1000,1,600,T4|P100,LS,Running,2,9,2
      p4,1000,1000,1,1000,,LS,Running,4,9,4
      p5,1000,1000,1,300,,LS,Running,5,9,5
      p6,1000,1000,0,0,,BE,Running,6,9,6
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String pods) throws IOException {
    Files.writeString(folder.resolve("openb_node_list_all_node.csv"), NODES);
    Files.writeString(folder.resolve("openb_pod_list_default.csv"), pods);
    return Bench.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        "openb",
        "--trace=" + folder,
        "--shares=1",
        "--seconds=1",
        "--format=json");
  }

  @Test
  void everyMethodIsCountedAndOursPlacesAllOnTheFewestNodes() throws IOException {
    assertThat(bench(PODS)).as(err.toString()).isZero();

    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows.valueStream().map(row -> row.get("method").asString()))
        .containsExactly("continuo", "best-fit", "dot-product", "fragmentation-gradient");
    JsonNode ours = rows.get(0);
    assertThat(ours.get("unplaced").asInt()).isZero();
    assertThat(ours.get("nodesUsed").asInt()).isEqualTo(2);
    assertThat(ours.get("wantedGpus").asDouble()).isEqualTo(3.1);
    assertThat(rows.valueStream())
        .allSatisfy(
            row ->
                assertThat(row.get("idleGpus").asDouble() + row.get("wantedGpus").asDouble())
                    .isCloseTo(5 + row.get("unplacedGpus").asDouble(), within(0.01)));
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    assertThat(bench("name,cpu_milli\np1,1,2\n")).isEqualTo(2);
    assertThat(err.toString()).contains("openb_pod_list_default.csv: 3 cells");
  }
}
