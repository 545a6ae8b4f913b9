package eu.continuo.policies;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One policy of the library in both engines, asked with raw JSON, which may be malformed. */
final class LibraryPolicy {
  static final RegoTool TOOL = RegoTool.find(Path.of("target", "rego"), "");

  /** What stands for an answer where the evaluation failed, which denies. */
  static final JsonNode FAILED = Json.object().put("failed", true);

  private static final Map<String, LibraryPolicy> LOADED = new ConcurrentHashMap<>();

  private final String name;
  private final OpaModule module;
  private final int decisions;

  /** Loaded once for all tests. */
  static LibraryPolicy of(String name) {
    return LOADED.computeIfAbsent(name, LibraryPolicy::new);
  }

  private LibraryPolicy(String name) {
    this.name = name;
    this.module =
        switch (OpaModule.load(Policies.resource(name + "/policy.wasm"))) {
          case OpaModule.Loading.Loaded(var loaded) -> loaded;
          case OpaModule.Loading.Refused(var problems) -> throw new AssertionError(problems);
        };
    var entrypoint = module.entrypoints().get("icra/" + rego(name) + "/decisions");
    if (entrypoint == null) {
      throw new AssertionError(module.entrypoints().toString());
    }
    this.decisions = entrypoint;
  }

  static List<String> names() {
    return List.copyOf(Policies.packaged().names());
  }

  /** Skips a test of what only the tool that Go compiles can do. */
  static void assumeOwnTool() {
    assumeTrue(
        TOOL.run("version", List.of()) instanceof RegoAnswer.Passed(var output, _)
            && output.startsWith("rego on OPA "),
        "Needs Go: an opa gives the same verdicts, not the same reports.");
  }

  String name() {
    return name;
  }

  /** The policy's name as Rego can have it. */
  private static String rego(String name) {
    return name.replace('-', '_');
  }

  /** Missing where no rule gives an answer. */
  JsonNode inWasm(JsonNode data, JsonNode input) {
    return new PolicyRevision(module, PolicyData.of(Json.write(data)))
        .evaluate(decisions, Json.write(input), RandomContinuum.NOW)
        .path(0)
        .path("result");
  }

  /** As the service has it: whatever the engine throws is no answer. */
  JsonNode inWasmOrFailed(JsonNode data, JsonNode input) {
    try {
      return inWasm(data, input);
    } catch (RuntimeException _) {
      return FAILED;
    }
  }

  /**
   * The answers of native OPA, in one process.
   *
   * @param questions each with {@code data} and {@code input}
   */
  List<JsonNode> inNativeOpa(Path scratch, List<? extends JsonNode> questions) throws IOException {
    var lines =
        Files.writeString(
            scratch.resolve("questions"),
            questions.stream().map(each -> each + "\n").collect(Collectors.joining()));
    var query = "data.icra." + rego(name) + ".decisions";
    var arguments = List.of("-d", name, "-i", lines.toString(), query);
    return switch (TOOL.run("answers", arguments)) {
      case RegoAnswer.Passed(var output, _) -> output.lines().map(LibraryPolicy::answer).toList();
      case RegoAnswer other -> throw new AssertionError(other.toString());
    };
  }

  private static JsonNode answer(String line) {
    var answer = Json.read(line.getBytes(StandardCharsets.UTF_8));
    return answer.has("error") ? FAILED : answer.path("result");
  }

  /** Whether each subject of an answer is allowed: a pair by both its names, or what has one. */
  static Map<String, Boolean> verdicts(JsonNode answer) {
    var verdicts = new TreeMap<String, Boolean>();
    answer
        .properties()
        .forEach(
            subject -> {
              if (subject.getValue().has("allow")) {
                verdicts.put(subject.getKey(), allows(subject.getValue()));
              } else {
                verdicts(subject.getValue())
                    .forEach((more, allow) -> verdicts.put(subject.getKey() + " " + more, allow));
              }
            });
    return verdicts;
  }

  private static boolean allows(JsonNode decision) {
    return decision.path("allow").isBoolean() && decision.path("allow").booleanValue();
  }
}
