package eu.continuo.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {
  @Test
  void theWholeWalkEndsWellAndBeatsCheapestFirstOnCarbonWithoutBreakingARule() throws Exception {
    StringWriter out = new StringWriter();
    assertThat(run(out, "demo", "--once", "--format", "json")).as(out.toString()).isZero();
    JsonNode answer = new JsonMapper().readTree(out.toString());
    assertThat(answer.at("/placements/placed").asInt())
        .isEqualTo(answer.at("/placements/requested").asInt())
        .isEqualTo(answer.at("/plan").size())
        .isEqualTo(34);
    assertThat(answer.at("/questions/answered").asInt())
        .isEqualTo(answer.at("/questions/asked").asInt())
        .isEqualTo(answer.at("/questions/withRows").asInt() + 8);
    assertThat(answer.at("/exchange/verified").asBoolean()).isTrue();
    assertThat(answer.at("/exchange/offers").asInt()).isEqualTo(73);
    assertThat(answer.at("/naive/rulesBroken").asInt()).isPositive();
    assertThat(answer.at("/totals/carbonGrams").asDouble())
        .isLessThan(answer.at("/naive/carbonGramsPerHour").asDouble());
    assertThat(answer.at("/bound/gap").asDouble()).isBetween(0.0, 0.005);
    assertThat(answer.at("/rules").size()).isEqualTo(7);
    for (JsonNode rule : answer.at("/rules").values()) {
      double saved = -rule.at("/weighedEuroPerMonth").asDouble();
      assertThat(saved)
          .as(rule.at("/words").stringValue())
          .isBetween(-1e-6, rule.at("/savesAtMostEuroPerMonth").asDouble());
    }
    assertThat(-answer.at("/rules/1/weighedEuroPerMonth").asDouble()).isGreaterThan(1);
    assertThat(answer.at("/whatIf").size()).isEqualTo(1);
    assertThat(answer.at("/whatIf/0/weighedEuroPerMonth").asDouble()).isPositive();
    assertThat(answer.at("/whatIf/0/changes").size()).isPositive();
    assertThat(answer.at("/decisions/allowed").asInt() + answer.at("/decisions/denied").asInt())
        .isEqualTo(34 * 62);
    PlacementPage.holds(answer);
  }

  @Test
  void wrongUseIsTwoAndHelpShowsExamples() {
    StringWriter out = new StringWriter();
    assertThat(run(out, "fly")).isEqualTo(2);
    assertThat(run(out, "query", "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "offers-under-price");
  }

  @Test
  void aFileThatIsMissingOrNoManifestIsNamed(@TempDir Path folder) throws Exception {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"base\": \"a:b/\"}");
    String data = folder.resolve("data").toString();
    StringWriter out = new StringWriter();
    assertThat(run(out, "validate", "--data", data, "nowhere.jsonld")).isEqualTo(2);
    assertThat(run(out, "load", "--data", data, "--manifest", other.toString())).isEqualTo(2);
    assertThat(out.toString().lines())
        .containsExactly(
            "continuo: There is no file nowhere.jsonld.",
            "continuo: other.json is no manifest: one has base, now, trustList and graphs, and each"
                + " of these graph, file, owner and visibility.");
  }

  private static int run(StringWriter out, String... arguments) {
    PrintWriter terminal = new PrintWriter(out, true);
    return Continuo.run(Path.of(""), terminal, terminal, arguments);
  }
}
