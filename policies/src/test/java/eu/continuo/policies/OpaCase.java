package eu.continuo.policies;

import com.dylibso.chicory.wasm.ChicoryException;
import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoSet;
import eu.continuo.policies.rego.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What became of one of OPA's cases.
 *
 * @param group the folder of the case
 * @param id its note, which OPA calls its identifier
 * @param outcome whether it passes, or how it does not
 */
record OpaCase(String group, String id, Outcome outcome) {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final byte[] NO_INPUT = {};

  /** What OPA says of an evaluation that two values contradict. */
  private static final List<String> CONFLICTS =
      List.of("var assignment conflict", "object insert conflict");

  /** Whether a case passes, or how it does not. */
  sealed interface Outcome {
    /** Our answer is the one that OPA wants. */
    record Passed() implements Outcome {}

    /** The case calls what the capabilities leave out, and is refused before it runs. */
    record Refused(String builtins) implements Outcome {}

    /** The case is about OPA's own tests, so that there is nothing to run. */
    record NotOffered(String why) implements Outcome {}

    /**
     * Our answer is another one, and OPA excepts the case from what its WebAssembly has to pass.
     */
    record Excepted(String answer, String reason) implements Outcome {}

    /** Our answer is another one. */
    record Failed(String reason) implements Outcome {}
  }

  /** Judges a case as the tool compiled it. */
  static OpaCase of(JsonNode compiled) {
    var outcome = judge(compiled);
    if (outcome instanceof Outcome.Failed(var answer) && compiled.has("excepted")) {
      outcome = new Outcome.Excepted(answer, compiled.path("excepted").asText());
    }
    return new OpaCase(compiled.path("group").asText(), compiled.path("note").asText(), outcome);
  }

  private static Outcome judge(JsonNode compiled) {
    if (!compiled.path("refused").isEmpty()) {
      return new Outcome.Refused(
          StreamSupport.stream(compiled.path("refused").spliterator(), false)
              .map(JsonNode::asText)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    if (compiled.path("error").asText().contains("undefined function test.")) {
      return new Outcome.NotOffered("a builtin that only the tests of OPA have");
    }
    if (compiled.has("error")) {
      return new Outcome.Failed("is not compiled: " + oneLine(compiled.path("error").asText()));
    }
    try {
      return switch (OpaModule.load(compiled.path("wasm").binaryValue())) {
        case OpaModule.Loading.Refused(var problems) ->
            new Outcome.Failed(String.join(" ", problems));
        case OpaModule.Loading.Loaded(var module) -> evaluate(compiled, module);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome evaluate(JsonNode compiled, OpaModule module) {
    RegoValue answer;
    try {
      answer =
          new EvaluationLimit(Duration.ofSeconds(20))
              .apply(
                  () -> {
                    var instance = module.instance();
                    instance.load(
                        Json.write(compiled.has("data") ? compiled.path("data") : Json.object()));
                    return instance.evaluateValue(0, input(compiled), NOW);
                  });
    } catch (RuntimeException | StackOverflowError e) {
      var said = String.valueOf(e.getMessage());
      return wantsConflict(compiled) && CONFLICTS.stream().anyMatch(said::contains)
          ? new Outcome.Passed()
          : new Outcome.Failed("breaks: " + oneLine(said));
    }
    return compare(compiled, answer);
  }

  private static boolean wantsConflict(JsonNode compiled) {
    return compiled.path("want_error_code").asText().equals("eval_conflict_error");
  }

  private static byte[] input(JsonNode compiled) {
    var term = compiled.path("input_term").asText();
    if (!term.isEmpty()) {
      return Utf8.encode(term);
    }
    return compiled.has("input") ? Json.write(compiled.path("input")) : NO_INPUT;
  }

  private static Outcome compare(JsonNode compiled, RegoValue answer) {
    var rows = ((RegoSet) answer).items();
    if (compiled.has("want_defined")) {
      var wanted = compiled.path("want_defined").asBoolean();
      return wanted == !rows.isEmpty()
          ? new Outcome.Passed()
          : new Outcome.Failed(wanted ? "is undefined" : "is defined");
    }
    if (compiled.has("want_result")) {
      var sorted = compiled.path("sort_bindings").asBoolean();
      var wanted = rows(value(compiled.path("want_result").toString()), sorted);
      var found = rows(value(RegoJson.text(answer)), sorted);
      return wanted.compareTo(found) == 0
          ? new Outcome.Passed()
          : new Outcome.Failed("gives %s instead of %s".formatted(shown(found), shown(wanted)));
    }
    // Compiled policies know no strict errors: what fails is undefined.
    return compiled.path("strict_error").asBoolean() && rows.isEmpty()
        ? new Outcome.Passed()
        : new Outcome.Failed(
            "gives %s instead of %s%s"
                .formatted(
                    shown(answer),
                    compiled.path("want_error_code").asText(),
                    compiled.path("strict_error").asBoolean() ? " (strict)" : ""));
  }

  /** The bindings as a set; where asked, arrays in them are sorted, for they come from sets. */
  private static RegoValue rows(RegoValue array, boolean sorted) {
    return new RegoSet(
        ((RegoArray) array).items().stream().map(row -> sorted ? sorted(row) : row).toList());
  }

  private static RegoValue sorted(RegoValue row) {
    var bindings = new TreeMap<RegoValue, RegoValue>();
    for (Map.Entry<RegoValue, RegoValue> binding : ((RegoObject) row).entries().entrySet()) {
      bindings.put(
          binding.getKey(),
          binding.getValue() instanceof RegoArray(var items)
              ? new RegoArray(new ArrayList<>(items.stream().sorted().toList()))
              : binding.getValue());
    }
    return RegoObject.of(bindings);
  }

  private static RegoValue value(String text) {
    try {
      return RegoText.read(text);
    } catch (RegoText.MalformedException e) {
      throw new ChicoryException("no value: " + e.getMessage());
    }
  }

  private static String shown(RegoValue value) {
    return oneLine(value.toString());
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("\\s+", " ");
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }
}
