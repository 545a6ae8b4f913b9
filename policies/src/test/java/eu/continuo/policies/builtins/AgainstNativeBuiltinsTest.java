package eu.continuo.policies.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every supplied builtin beside OPA's own. {@code -Dcontinuo.calls=10000} compares so many calls of
 * each, {@code -Dcontinuo.seed=2} others.
 */
class AgainstNativeBuiltinsTest {
  private static final int CALLS = Integer.getInteger("continuo.calls", 60);
  private static final int DRAWS_MOST = 10_000;
  private static final long SEED = Long.getLong("continuo.seed", 1);
  private static final Instant NOW = Instant.ofEpochSecond(TokenOffice.NOW_S);

  /** Where OPA walks over objects by chance, which may change its order and its message. */
  private static final Set<String> VARYING = Set.of("json.match_schema", "json.verify_schema");

  private static final int VARYING_CALLS_LEAST = 200;
  private static final int REPEATS = 64;

  @TempDir private Path scratch;

  private record Call(String name, List<RegoValue> operands) {
    @Override
    public String toString() {
      return name + new RegoArray(operands);
    }
  }

  @Test
  void givesWhatNativeOpaGives() throws Exception {
    assumeFalse(isScript(Path.of("target", "rego")), "Needs Go: an opa calls no single builtins.");
    var operands = new BuiltinOperands(new Random(SEED), new TokenOffice());
    var calls = new ArrayList<Call>();
    var here = new ArrayList<String>();
    for (var name : Builtins.names()) {
      var count = VARYING.contains(name) ? Math.max(CALLS, VARYING_CALLS_LEAST) : CALLS;
      var hasValue = false;
      // Two undefined answers agree about nothing: some are drawn until one has a value.
      for (var i = 0; i < count || (!hasValue && i < DRAWS_MOST); i++) {
        var call = new Call(name, operands.draw(name));
        var answer = here(call);
        if (answer != null) {
          hasValue |= !answer.equals("undefined");
          calls.add(call);
          here.add(answer);
        }
      }
    }
    var wanted = inNativeOpa(calls);
    var differences = new TreeMap<String, List<String>>();
    var defined = new TreeMap<String, Integer>();
    for (var i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      var got = here.get(i);
      if (!got.equals("undefined")) {
        defined.merge(call.name(), 1, Integer::sum);
      }
      if (!got.equals(wanted.get(i)) && !isOneOfItsAnswers(call, got)) {
        differences
            .computeIfAbsent(call.name(), _ -> new ArrayList<>())
            .add("%s%n  here   %s%n  native %s".formatted(call, got, wanted.get(i)));
      }
    }
    assertThat(differences.values().stream().flatMap(list -> list.stream().limit(4)).toList())
        .isEmpty();
    assertThat(defined.keySet()).isEqualTo(Builtins.names());
  }

  private boolean isOneOfItsAnswers(Call call, String answer) throws Exception {
    return VARYING.contains(call.name())
        && inNativeOpa(Collections.nCopies(REPEATS, call)).contains(answer);
  }

  private static boolean isScript(Path program) throws IOException {
    try (var start = Files.newInputStream(program)) {
      return new String(start.readNBytes(2), StandardCharsets.US_ASCII).equals("#!");
    }
  }

  /** Null for a corner that is not supplied, which denies. */
  private static @Nullable String here(Call call) {
    try {
      return switch (Builtins.call(call.name(), call.operands(), NOW)) {
        // JSON cannot say what is not UTF-8; native OPA's answer came through it.
        case Builtins.Answer.Defined(var value) ->
            value.toString().replaceAll("[\\x{dc00}-\\x{dcff}]", "\ufffd");
        case Builtins.Answer.Undefined _ -> "undefined";
      };
    } catch (UnsuppliedException _) {
      return null;
    }
  }

  private List<String> inNativeOpa(List<Call> calls) throws Exception {
    var input = scratch.resolve("calls");
    var output = scratch.resolve("answers");
    var lines = calls.stream().map(call -> call.name() + "\t" + new RegoArray(call.operands()));
    Files.write(input, lines.toList());
    var process =
        new ProcessBuilder("target/rego", "call", "--now", TokenOffice.NOW_S + "000000000")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("native OPA ended").isTrue();
    assertThat(process.exitValue()).isZero();
    var answers = new ArrayList<String>();
    for (var line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
      answers.add(line.equals("undefined") ? line : RegoText.read(line).toString());
    }
    return answers;
  }
}
