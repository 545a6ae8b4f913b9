package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentsTest {
  private static final PolicyDocuments DOCUMENTS = Policies.documents();
  private static final List<String> CASES =
      List.of("denies-with-every-reason.json", "allows-any-listed-place.json");

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "continuum",
        "continuum/places",
        "continuum/nothing",
        "icra/sovereignty/decisions",
        "icra/sovereignty/eligible",
        "icra/sovereignty/met",
        "icra/sovereignty/traits",
        "icra/sovereignty/nothing",
        "icra/nothing"
      })
  void answersEveryPathAsOpaDoes(String path) throws IOException {
    var keys = path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1));
    for (var each : cases()) {
      assertThat(answer(keys, each)).as(each.name()).isEqualTo(inOpa(keys, each));
    }
  }

  @Test
  void gathersTheEntrypointsAboveThem() throws IOException {
    for (var each : cases()) {
      var rules = new java.util.TreeMap<String, String>();
      for (var rule : List.of("decisions", "eligible", "met", "traits")) {
        if (inOpa(List.of("icra", "sovereignty", rule), each)
            instanceof PolicyAnswer.Defined(var json)) {
          rules.put(rule, "\"" + rule + "\":" + json);
        }
      }
      var policy = "{" + String.join(",", rules.values()) + "}";
      assertThat(answer(List.of("icra", "sovereignty"), each))
          .isEqualTo(new PolicyAnswer.Defined(policy));
      var whole = Json.read(json(answer(List.of(), each)).getBytes(StandardCharsets.UTF_8));
      assertThat(whole.path("icra").path("sovereignty").toString()).isEqualTo(policy);
      assertThat(whole.path("continuum").toString())
          .isEqualTo(json(inOpa(List.of("continuum"), each)));
    }
  }

  private static String json(PolicyAnswer answer) {
    return ((PolicyAnswer.Defined) answer).json();
  }

  @Test
  void findsWhatLiesInTheValueOfARule() throws IOException {
    for (var each : cases()) {
      var component = each.wanted().properties().iterator().next();
      var site = component.getValue().properties().iterator().next();
      var keys =
          List.of("icra", "sovereignty", "decisions", component.getKey(), site.getKey(), "allow");
      assertThat(answer(keys, each))
          .isEqualTo(new PolicyAnswer.Defined(site.getValue().path("allow").toString()));
    }
  }

  @Test
  void saysWhyAModuleCannotBeUsed() {
    var loading =
        PolicyDocuments.load(
            Map.of("broken", "no module".getBytes(StandardCharsets.UTF_8)),
            java.time.Duration.ofSeconds(1));
    assertThat(loading)
        .isInstanceOfSatisfying(
            PolicyDocuments.Loading.Refused.class,
            refused ->
                assertThat(refused.problems()).singleElement().asString().contains("broken"));
  }

  private static List<PolicyCase> cases() throws IOException {
    return PolicyCase.of("sovereignty").stream()
        .filter(each -> CASES.contains(each.name()))
        .toList();
  }

  private static PolicyAnswer answer(List<String> keys, PolicyCase each) {
    return DOCUMENTS.answer(
        keys,
        Json.write(each.input()),
        PolicyData.of(Json.write(each.data())),
        RandomContinuum.NOW);
  }

  private PolicyAnswer inOpa(List<String> keys, PolicyCase each) throws IOException {
    var data = Files.write(scratch.resolve("data.json"), Json.write(each.data()));
    var input = Files.write(scratch.resolve("input.json"), Json.write(each.input()));
    var query =
        keys.stream().map(key -> "[\"" + key + "\"]").collect(Collectors.joining("", "data", ""));
    var answer =
        LibraryPolicy.TOOL.run(
            "eval",
            List.of(
                "--format",
                "json",
                "-d",
                "sovereignty/sovereignty.rego",
                "-d",
                data.toString(),
                "-i",
                input.toString(),
                query));
    return switch (answer) {
      case RegoAnswer.Passed(var output, _) -> {
        JsonNode value =
            Json.read(output.getBytes(StandardCharsets.UTF_8)).at("/result/0/expressions/0/value");
        yield new PolicyAnswer.Defined(value.toString());
      }
      case RegoAnswer.Failed _ -> new PolicyAnswer.Undefined();
      default -> throw new AssertionError(answer.toString());
    };
  }
}
