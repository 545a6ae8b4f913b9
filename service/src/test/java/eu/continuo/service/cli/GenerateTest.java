package eu.continuo.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerateTest {
  private static final long TRIPLES = 100_000;

  @TempDir Path folder;

  @Test
  void whatIsGeneratedIsLoadedInBulkWithoutAFinding() {
    String data = folder.resolve("data").toString();
    JsonNode generated =
        json("generate", "--triples", "1e5", "--seed", "7", "--out", data, "--format", "json");
    long quads = generated.get("quads").asLong();
    assertThat(quads).isBetween(TRIPLES * 8 / 10, TRIPLES * 12 / 10);

    String file = generated.get("file").stringValue();
    JsonNode loaded = json("load", "--data", data, "--bulk", file, "--format", "json");
    assertThat(loaded.get("conforms").asBoolean()).isTrue();
    assertThat(loaded.get("added").asLong()).isEqualTo(quads);
    assertThat(loaded.get("findings")).isEmpty();
  }

  @Test
  void nothingCannotBeGenerated() {
    StringWriter out = new StringWriter();
    assertThat(run(out, "generate", "--triples", "0", "--out", folder.toString())).isEqualTo(2);
    assertThat(out.toString().strip())
        .isEqualTo("continuo: --triples is 0; it is more than 0, such as 1e6.");
  }

  private JsonNode json(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(run(out, arguments)).as(out.toString()).isZero();
    return new JsonMapper().readTree(out.toString());
  }

  private int run(StringWriter out, String... arguments) {
    PrintWriter terminal = new PrintWriter(out, true);
    return Continuo.run(folder, terminal, terminal, arguments);
  }
}
