package eu.continuo.service.docs;

import eu.continuo.service.cli.Continuo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shell in a folder, in which {@code ./continuo} runs in this process: a script of that name
 * notes its arguments, as the shell has read them, and the command line is then called with them.
 */
final class Terminal implements AutoCloseable {
  private static final String SHOWN_ADDRESS = "127.0.0.1:8080";
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SCRIPT =
      """
      #!/bin/sh
      # One command of a document calls it once.
      [ ! -e arguments ] || exit 3
      printf '%s\\0' "$@" > arguments
      """;

  private final Path folder;
  private @Nullable Thread server;
  private String address = SHOWN_ADDRESS;

  /** What became of a command. */
  record Ended(int status, String printed) {}

  Terminal(Path folder) throws IOException {
    this.folder = folder;
    Path script = Files.writeString(folder.resolve("continuo"), SCRIPT);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  /** Whether the shell knows a command of this name. */
  boolean has(String command) throws IOException, InterruptedException {
    return shell("command -v " + command).status == 0;
  }

  /** Runs a step; a server goes on in the background once it has printed what the step shows. */
  Ended run(Step step) throws IOException, InterruptedException {
    Ended shell = shell(step.command().replace(SHOWN_ADDRESS, address));
    Path noted = folder.resolve("arguments");
    if (!Files.exists(noted)) {
      return shell;
    }
    List<String> arguments = new ArrayList<>(List.of(Files.readString(noted).split("\0")));
    Files.delete(noted);
    return arguments.getFirst().equals("serve")
        ? serve(arguments, step.shown().lines().count())
        : continuo(arguments);
  }

  private Ended shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-e", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), printed);
  }

  private Ended continuo(List<String> arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter screen = new PrintWriter(printed, true);
    int status = Continuo.run(folder, screen, screen, arguments.toArray(String[]::new));
    return new Ended(status, asShown(printed.toString()));
  }

  private Ended serve(List<String> arguments, long lines) throws IOException {
    arguments.addAll(List.of("--port", "0"));
    PipedReader pipe = new PipedReader();
    PrintWriter screen = new PrintWriter(new PipedWriter(pipe), true);
    server =
        Thread.ofPlatform()
            .start(() -> Continuo.run(folder, screen, screen, arguments.toArray(String[]::new)));
    StringBuilder printed = new StringBuilder();
    BufferedReader reader = new BufferedReader(pipe);
    for (long i = 0; i < lines; i++) {
      printed.append(reader.readLine()).append('\n');
    }
    Matcher listens = ADDRESS.matcher(printed);
    if (listens.find()) {
      address = listens.group();
    }
    return new Ended(0, asShown(printed.toString()));
  }

  private String asShown(String printed) {
    return printed.replace(folder + "/", "").replace(address, SHOWN_ADDRESS);
  }

  /** Stops the server, as Ctrl-C does. */
  @Override
  public void close() {
    @Nullable Thread running = server;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      if (!running.join(PATIENCE)) {
        throw new IllegalStateException("The server did not stop.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
