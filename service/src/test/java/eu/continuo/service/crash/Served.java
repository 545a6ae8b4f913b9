package eu.continuo.service.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service in a process of its own, which can be killed like one. */
final class Served implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("serves (http://127\\.0\\.0\\.1:\\d+)/");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final String address;
  private final String token;

  private Served(Process process, String address, String token) {
    this.process = process;
    this.address = address;
    this.token = token;
  }

  /**
   * Serves a data folder.
   *
   * @param before words to put before the command, such as a limit
   * @throws IllegalStateException with what it printed, where it does not serve
   */
  static Served start(Path data, String now, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "eu.continuo.service.cli.Continuo",
            "serve",
            "--data",
            data.toString(),
            "--now",
            now,
            "--port",
            "0"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder printed = new StringBuilder();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread.ofVirtual().start(() -> out.lines().forEach(more -> {}));
        return new Served(
            process, address.group(1), Files.readString(data.resolve("token")).strip());
      }
    }
    throw new IllegalStateException(printed.toString());
  }

  /** Sends a request as the operator. */
  HttpResponse<String> send(
      String method, String path, @Nullable String mediaType, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + token)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** SIGKILL, whatever it is doing. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
