package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import eu.continuo.policies.DecisionRequest.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OpaModuleTest {
  private static final DecisionRequest REQUEST =
      new DecisionRequest(
          List.of(new Component("urn:component:shop", List.of())), List.of("urn:site:paris"));
  private static final PolicyData NO_DATA = PolicyData.of("{}".getBytes(StandardCharsets.UTF_8));
  private static final Policy.Entrypoints ENTRYPOINTS =
      new Policy.Entrypoints(
          Decides.PAIRS,
          0,
          Optional.of(
              new Policy.Entrypoints.Batch(
                  0, OptionalInt.empty(), OptionalInt.empty(), Reads.of(Json.object()))));
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  @TempDir private Path scratch;

  @Test
  void refusesBytesThatAreNoModule() {
    var loading = OpaModule.load("no module".getBytes(StandardCharsets.UTF_8));
    assertThat(loading).isInstanceOf(OpaModule.Loading.Refused.class);
  }

  @Test
  void hasTheBytecodeOfPackagedModulesFromTheBuildAndOfNoOther() throws Exception {
    for (var policy : Policies.packaged().names()) {
      assertThat(bytecode(Policies.resource(policy + "/policy.wasm"))).as(policy).isNotNull();
    }
    assertThat(bytecode(Policies.resource("odrl/policy.wasm"))).isNotNull();
    assertThat(bytecode(compile("decisions := {}"))).isNull();
  }

  private static byte @Nullable [] bytecode(byte[] wasm) throws IOException {
    return PackagedBytecode.OF_THIS_BUILD.get(Parser.parse(wasm).digest());
  }

  @Test
  void refusesEveryMissingBuiltinByNameWhenLoading() throws Exception {
    var loading = OpaModule.load(compile("decisions := [opa.runtime(), rand.intn(\"seed\", 2)]"));
    assertThat(loading)
        .isEqualTo(
            new OpaModule.Loading.Refused(
                List.of(
                    "The policy calls the builtin opa.runtime, which is refused here.",
                    "The policy calls the builtin rand.intn, which is refused here.")));
  }

  @Test
  void needsNoBuiltinThatTheCapabilitiesAllow() throws Exception {
    var capabilities = Json.read(Policies.resource("capabilities.json"));
    var calls =
        StreamSupport.stream(capabilities.path("builtins").spliterator(), false)
            .filter(
                builtin ->
                    !builtin
                        .path("name")
                        .asText()
                        .matches("assign|eq|print|internal\\..*|rego\\.metadata\\..*"))
            .map(
                builtin -> {
                  var arguments =
                      IntStream.range(0, builtin.path("decl").path("args").size())
                          .mapToObj(i -> "input.a" + i)
                          .collect(Collectors.joining(", "));
                  var name = builtin.path("name").asText();
                  return "decisions contains \"%s\" if %s(%s)".formatted(name, name, arguments);
                })
            .toList();
    assertThat(calls).hasSizeGreaterThan(150);
    assertThat(OpaModule.load(compile(String.join("\n", calls))))
        .isInstanceOf(OpaModule.Loading.Loaded.class);
  }

  @Test
  @Timeout(60)
  void endsABuiltinThatTakesForever() throws Exception {
    var policy =
        policy(
            """
            edges := {n: numbers.range(1, 30) | some n in numbers.range(1, 30)}
            decisions := count(graph.reachable_paths(edges, [1]))
            """,
            Duration.ofMillis(500));
    assertThat(policy.decide(NO_DATA, REQUEST, NOW).all())
        .containsExactly(
            denied(
                "policy.failed",
                "The policy trial could not be evaluated: it took longer than 500 ms and was"
                    + " ended."));
  }

  @Test
  void deniesWhereABuiltinHasAValueThatIsNotSupplied() throws Exception {
    var policy = policy("decisions := time.format([0, \"Local\"])", Duration.ofSeconds(10));
    assertThat(policy.decide(NO_DATA, REQUEST, NOW).all())
        .containsExactly(
            denied(
                "policy.failed",
                "The policy trial could not be evaluated: the time zone of a machine, which a"
                    + " replay would not know."));
  }

  @Test
  void hasNoClockButTheTimeOfTheDecision() throws Exception {
    var policy =
        policy(
            """
            decisions := {"urn:component:shop": {"urn:site:paris": {"allow": true, "reasons": []}}} if {
              time.now_ns() == time.parse_rfc3339_ns("2026-11-30T00:00:00Z")
            }
            """,
            Duration.ofSeconds(10));
    var decided = policy.decide(NO_DATA, REQUEST, NOW);
    assertThat(decided.allows("urn:component:shop", "urn:site:paris")).isTrue();
    var later = policy.decide(NO_DATA, REQUEST, NOW.plusSeconds(1));
    assertThat(later.allows("urn:component:shop", "urn:site:paris")).isFalse();
  }

  @Test
  @Timeout(60)
  void endsAnEndlessEvaluationAndDenies() throws Exception {
    var policy =
        policy(
            """
            decisions := count([1 |
              some i in numbers.range(1, 100000)
              some j in numbers.range(1, 100000)
              i * j == -1
            ])
            """,
            Duration.ofMillis(500));
    assertThat(policy.decide(NO_DATA, REQUEST, NOW).all())
        .containsExactly(
            denied(
                "policy.failed",
                "The policy trial could not be evaluated: it took longer than 500 ms and was"
                    + " ended."));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void deniesWhenTheEvaluationAborts() throws Exception {
    var policy =
        policy(
            """
            decisions := {"urn:component:shop": 1} if true
            decisions := {"urn:component:shop": 2} if true
            """,
            Duration.ofSeconds(10));
    assertThat(policy.decide(NO_DATA, REQUEST, NOW).all())
        .containsExactly(
            denied(
                "policy.failed",
                "The policy trial could not be evaluated: the policy aborted: trial.rego:4:1: var"
                    + " assignment conflict."));
  }

  @Test
  void deniesWhatThePolicyDoesNotAnswer() throws Exception {
    for (var silent :
        List.of("decisions := {}", "decisions := 1 if false", "decisions := \"allow\"")) {
      assertThat(policy(silent, Duration.ofSeconds(10)).decide(NO_DATA, REQUEST, NOW).all())
          .containsExactly(
              denied(
                  "policy.unanswered",
                  "The policy trial gives no answer about urn:component:shop at urn:site:paris."));
    }
  }

  private static Decision denied(String code, String message) {
    return new Decision(
        "urn:component:shop",
        "urn:site:paris",
        false,
        List.of(new Reason(code, "", Map.of("policy", "trial"), message, "trial")));
  }

  private Policy policy(String rules, Duration limit) throws IOException, InterruptedException {
    return switch (OpaModule.load(compile(rules))) {
      case OpaModule.Loading.Loaded(var module) ->
          new Policy("trial", module, "", ENTRYPOINTS, limit);
      case OpaModule.Loading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  /** Compiles without our capabilities, as a stranger's tool would. */
  private byte[] compile(String rules) throws IOException, InterruptedException {
    var source = scratch.resolve("trial.rego");
    Files.writeString(source, "package trial\n\n" + rules + "\n");
    run(
        Path.of("target", "rego").toAbsolutePath().toString(),
        "build",
        "-t",
        "wasm",
        "-e",
        "trial/decisions",
        "-o",
        "bundle.tar.gz",
        "trial.rego");
    run("tar", "-xzf", "bundle.tar.gz", "/policy.wasm");
    return Files.readAllBytes(scratch.resolve("policy.wasm"));
  }

  private void run(String... line) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(line).directory(scratch.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
