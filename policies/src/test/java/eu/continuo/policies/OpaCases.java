package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * OPA's own test cases, each compiled to WebAssembly by the Rego tool.
 *
 * <p>They lie in OPA's Go module, {@code v1/test/cases/testdata}, which the tool's build has
 * downloaded.
 */
final class OpaCases {
  private static final Path TOOL = Path.of("tool");

  /** Which cases OPA excepts from what its own WebAssembly has to pass, seen from the cases. */
  private static final Path EXCEPTIONS =
      Path.of("../../../../internal/wasm/sdk/test/e2e/exceptions.yaml");

  private OpaCases() {}

  /** The folder of the cases: as told, or else where Go keeps OPA's module; empty without Go. */
  static Optional<Path> folder() {
    var told = System.getProperty("continuo.opa-cases");
    if (told != null) {
      return Optional.of(Path.of(told));
    }
    try {
      var go =
          new ProcessBuilder(
                  "go", "list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/opa")
              .directory(TOOL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var module = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      var cases = Path.of(module, "v1", "test", "cases", "testdata");
      return module.isEmpty() || !Files.isDirectory(cases) ? Optional.empty() : Optional.of(cases);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Judges case by case as the tool compiles them, since together they are hundreds of megabytes.
   *
   * @param perGroup how many of each group at most; 0 for all
   */
  static <T> List<T> judged(Path folder, int perGroup, Function<JsonNode, T> judge)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "target/rego",
                "cases",
                "--capabilities",
                "capabilities.json",
                "--per-group",
                String.valueOf(perGroup)));
    var exceptions = folder.resolve(EXCEPTIONS).normalize();
    if (Files.exists(exceptions)) {
      command.addAll(List.of("--exceptions", exceptions.toString()));
    }
    command.add(folder.resolve("v1").toString());
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var judged = new ArrayList<T>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        judged.add(judge.apply(Json.read(line.getBytes(StandardCharsets.UTF_8))));
      }
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("The Rego tool could not compile the cases.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      process.destroy();
    }
    return judged;
  }
}
