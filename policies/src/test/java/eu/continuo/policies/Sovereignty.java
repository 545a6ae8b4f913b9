package eu.continuo.policies;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The policy {@code sovereignty} in both engines, asked with raw JSON, which may be malformed. */
final class Sovereignty {
  static final RegoTool TOOL = RegoTool.find(Path.of("target", "rego"), "");

  private static final OpaModule MODULE = module();
  private static final int DECISIONS = entrypoint();

  private Sovereignty() {}

  /** Skips a test of what only the tool that Go compiles can do. */
  static void assumeOwnTool() {
    assumeTrue(
        TOOL.run("version", List.of()) instanceof RegoAnswer.Passed(var output, _)
            && output.startsWith("rego on OPA "),
        "Needs Go: an opa gives the same verdicts, not the same reports.");
  }

  static JsonNode inWasm(JsonNode data, JsonNode input) {
    return new PolicyRevision(MODULE, PolicyData.of(Json.write(data)))
        .evaluate(DECISIONS, Json.write(input), RandomContinuum.NOW)
        .path(0)
        .path("result");
  }

  static JsonNode inNativeOpa(Path scratch, JsonNode data, JsonNode input) throws IOException {
    var dataFile = Files.write(scratch.resolve("data.json"), Json.write(data));
    var inputFile = Files.write(scratch.resolve("input.json"), Json.write(input));
    var answer =
        TOOL.run(
            "eval",
            List.of(
                "--format",
                "json",
                "-d",
                "sovereignty/sovereignty.rego",
                "-d",
                dataFile.toString(),
                "-i",
                inputFile.toString(),
                "data.icra.sovereignty.decisions"));
    return switch (answer) {
      case RegoAnswer.Passed(var output, _) ->
          Json.read(output.getBytes(StandardCharsets.UTF_8)).at("/result/0/expressions/0/value");
      default -> throw new AssertionError(answer.toString());
    };
  }

  private static OpaModule module() {
    return switch (OpaModule.load(Policies.resource("sovereignty/policy.wasm"))) {
      case OpaModule.Loading.Loaded(var module) -> module;
      case OpaModule.Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private static int entrypoint() {
    var id = MODULE.entrypoints().get("icra/sovereignty/decisions");
    if (id == null) {
      throw new AssertionError(MODULE.entrypoints().toString());
    }
    return id;
  }
}
