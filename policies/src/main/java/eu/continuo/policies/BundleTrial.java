package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries a bundle before it counts: its author's tests run in OPA itself, from the sources that it
 * carries, and each case is decided by OPA and by the compiled module, which have to give the
 * answer that is wanted.
 */
public final class BundleTrial {
  private static final String CASES = "cases/";

  private final PolicyBundle bundle;
  private final RegoTool tool;
  private final List<Finding> findings = new ArrayList<>();

  private BundleTrial(PolicyBundle bundle, RegoTool tool) {
    this.bundle = bundle;
    this.tool = tool;
  }

  /**
   * Tries a bundle.
   *
   * @param now the clock of the cases that are decided here; a case states its own time
   * @return everything that is wrong; empty where it may count
   */
  public static List<Finding> run(PolicyBundle bundle, RegoTool tool, Instant now) {
    var trial = new BundleTrial(bundle, tool);
    try {
      var scratch = Files.createTempDirectory("bundle");
      try {
        trial.run(scratch.resolve(bundle.name()), now);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(trial.findings);
  }

  private void run(Path folder, Instant now) throws IOException {
    var cases = cases();
    if (cases.isEmpty()) {
      wrong("bundle.untested", "The bundle has no case.", "Add one for each thing it decides.");
    }
    write(folder, bundle.sources());
    write(folder, bundle.tests());
    passes("check", List.of(folder.toString()));
    passes("test", List.of(folder.toString()));
    if (findings.isEmpty()) {
      compare(folder, cases, now);
    }
  }

  private Map<String, JsonNode> cases() {
    var cases = new TreeMap<String, JsonNode>();
    bundle
        .tests()
        .forEach(
            (path, text) -> {
              if (path.startsWith(CASES) && path.endsWith(".json")) {
                var name = path.substring(CASES.length(), path.length() - ".json".length());
                try {
                  cases.put(name, Json.read(text.getBytes(StandardCharsets.UTF_8)));
                } catch (IllegalArgumentException e) {
                  wrong("bundle.test-failed", "The case %s is not JSON.".formatted(name), null);
                }
              }
            });
    return cases;
  }

  private void compare(Path folder, Map<String, JsonNode> cases, Instant now) {
    var withData =
        switch (bundle.policy().decides()) {
          case PAIRS, USES -> true;
          case COMMITS, READS -> false;
        };
    var query =
        "some name, case in data.cases; answer := data.icra.%s.decisions with input as case.input"
                .formatted(bundle.name())
            + (withData ? " with data.continuum as case.data.continuum" : "");
    var evaluated = tool.run("eval", List.of("--format", "json", "-d", folder.toString(), query));
    if (!(evaluated instanceof RegoAnswer.Passed(var output, var _))) {
      wrong("bundle.test-failed", "OPA cannot decide the cases: " + evaluated, null);
      return;
    }
    var natively = Json.object();
    for (var result : Json.read(output.getBytes(StandardCharsets.UTF_8)).path("result")) {
      var bindings = result.path("bindings");
      natively.set(bindings.path("name").asText(), bindings.path("answer"));
    }
    cases.forEach(
        (name, one) -> {
          var compiled = compiled(one, now);
          if (!compiled.equals(natively.path(name))) {
            wrong(
                "bundle.engines-differ",
                "The case %s is decided as %s by OPA and as %s by the compiled module."
                    .formatted(name, natively.path(name), compiled),
                "The sources are not what was compiled, or an engine errs; build it again.");
          } else if (!compiled.equals(one.path("want_result"))) {
            wrong(
                "bundle.test-failed",
                "The case %s is decided as %s.".formatted(name, compiled),
                "It wants " + one.path("want_result") + ".");
          }
        });
  }

  private JsonNode compiled(JsonNode one, Instant now) {
    try {
      var data = one.has("data") ? one.path("data") : Json.object();
      return bundle.policy().answer(data, one.path("input"), now);
    } catch (PolicyFailedException e) {
      return Json.object().put("failed", e.reason().message());
    }
  }

  private void passes(String command, List<String> arguments) {
    switch (tool.run(command, arguments)) {
      case RegoAnswer.Passed passed -> {}
      case RegoAnswer.Failed(var output, var notes) ->
          wrong(
              "bundle.test-failed",
              "rego %s: %s".formatted(command, (notes + output).strip()),
              null);
      case RegoAnswer.Broken(var message) ->
          wrong("bundle.test-failed", "rego %s: %s".formatted(command, message.strip()), null);
      case RegoAnswer.Missing(var hint) ->
          wrong("bundle.no-tool", "There is no tool to try the policy with.", hint);
    }
  }

  /** Paths were checked when the bundle was read; those of tests are names in its manifest. */
  private void write(Path folder, Map<String, String> files) throws IOException {
    for (var file : files.entrySet()) {
      var to = folder.resolve(file.getKey()).normalize();
      if (!to.startsWith(folder)) {
        wrong("bundle.path", "The test %s leads out of the bundle.".formatted(file.getKey()), null);
        continue;
      }
      Files.createDirectories(to.getParent());
      Files.writeString(to, file.getValue());
    }
  }

  private static void delete(Path scratch) throws IOException {
    try (var files = Files.walk(scratch)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void wrong(String code, String message, @org.jspecify.annotations.Nullable String hint) {
    findings.add(Finding.violation(code, message, hint));
  }
}
