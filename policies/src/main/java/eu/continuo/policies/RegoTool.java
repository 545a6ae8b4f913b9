package eu.continuo.policies;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The tool by which policies are checked, tested, formatted, compiled and explained, in a process
 * of its own.
 *
 * <p>WebAssembly cannot trace and Java has no Rego compiler, so authors need the tool; the running
 * service does not. It is the program that the build makes from {@code policies/tool}, or else an
 * {@code opa} that is told the same.
 */
public final class RegoTool {
  private static final String HINT =
      "Policies cannot be checked, tested or compiled here: install Go 1.26 or newer and build, or"
          + " put opa 1.22 or newer on the path.";

  /** Tests of a policy take seconds; a rule that tries every combination never ends. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final int PASSED = 0;
  private static final int NEGATIVE = 1;

  /** How the tool is started; empty when there is none. */
  private final List<String> start;

  private final Map<String, String> environment;

  /** Where relative names of files begin. */
  private final Path folder;

  private RegoTool(List<String> start, Map<String, String> environment, Path folder) {
    this.start = List.copyOf(start);
    this.environment = Map.copyOf(environment);
    this.folder = folder;
  }

  /** The same tool, for which relative names of files begin in this folder. */
  public RegoTool in(Path other) {
    return new RegoTool(start, environment, other);
  }

  /**
   * Looks for the tool.
   *
   * @param built where the build puts it, {@code policies/target/rego} in a source tree
   * @param searchPath folders in which an {@code opa} may lie, separated as in the variable {@code
   *     PATH}
   */
  public static RegoTool find(Path built, String searchPath) {
    if (Files.isExecutable(built)) {
      return new RegoTool(List.of(built.toAbsolutePath().toString()), Map.of(), HERE);
    }
    for (var folder : searchPath.split(Pattern.quote(File.pathSeparator), -1)) {
      var opa = Path.of(folder, "opa");
      if (!folder.isEmpty() && Files.isExecutable(opa)) {
        var script = new String(Policies.resource("opa-as-rego"), StandardCharsets.UTF_8);
        return new RegoTool(
            List.of("sh", "-c", script, "rego"), Map.of("OPA", opa.toString()), HERE);
      }
    }
    return new RegoTool(List.of(), Map.of(), HERE);
  }

  /**
   * Checks as {@code check} does, and that policies read nothing that the service never shows.
   *
   * @throws UncheckedIOException when the process cannot be started or read
   */
  public RegoAnswer checkFields(List<String> arguments) {
    return run("check", arguments, Map.of("schemas", PolicySchemas.json()));
  }

  /**
   * Runs one command. {@code check} is strict and refuses, as {@code build} does, every builtin
   * that the service does not run.
   *
   * @param command {@code check}, {@code test}, {@code fmt}, {@code build}, {@code bundle}, {@code
   *     eval} or {@code version}
   * @param arguments flags, files and folders, as {@code rego help} lists them
   * @throws UncheckedIOException when the process cannot be started or read
   */
  public RegoAnswer run(String command, List<String> arguments) {
    return run(command, arguments, Map.of());
  }

  /**
   * @param files what the command is given beside, by the flag that names it
   */
  private RegoAnswer run(String command, List<String> arguments, Map<String, byte[]> files) {
    if (start.isEmpty()) {
      return new RegoAnswer.Missing(HINT);
    }
    try {
      var scratch = Files.createTempDirectory("rego");
      var capabilities = scratch.resolve("capabilities.json");
      try {
        Files.write(capabilities, Policies.resource("capabilities.json"));
        var line = line(command, arguments, capabilities);
        for (var file : files.entrySet()) {
          var there = Files.write(scratch.resolve(file.getKey() + ".json"), file.getValue());
          line.addAll(List.of("--" + file.getKey(), there.toString()));
        }
        return run(scratch, line);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> line(String command, List<String> arguments, Path capabilities) {
    var line = new ArrayList<>(start);
    line.add(command);
    if (command.equals("check")) {
      line.add("--strict");
    }
    if (List.of("check", "build", "bundle").contains(command)) {
      line.addAll(List.of("--capabilities", capabilities.toString()));
    }
    line.addAll(arguments);
    return line;
  }

  private RegoAnswer run(Path scratch, List<String> line) throws IOException {
    // Files, not pipes: a process that writes to both never waits for a reader.
    var out = scratch.resolve("out");
    var err = scratch.resolve("err");
    var builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return new RegoAnswer.Broken(
            "it took longer than %d s and was ended".formatted(LIMIT.toSeconds()));
      }
      var status = process.exitValue();
      var output = Files.readString(out);
      var notes = Files.readString(err);
      return switch (status) {
        case PASSED -> new RegoAnswer.Passed(output, notes);
        case NEGATIVE -> new RegoAnswer.Failed(output, notes);
        default -> new RegoAnswer.Broken(notes.isEmpty() ? output : notes);
      };
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return new RegoAnswer.Broken("interrupted while waiting for the Rego tool");
    }
  }

  private static void delete(Path scratch) throws IOException {
    try (var files = Files.list(scratch)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(scratch);
  }
}
