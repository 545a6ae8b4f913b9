package eu.continuo.service.web;

import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An instance in memory behind real HTTP doors, and a client at them. */
final class Opened implements AutoCloseable {
  static final String TOKEN = "a-token-of-this-test";

  private static final Duration BODY_TIME = Duration.ofSeconds(3);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Instance instance;
  private final Server server;

  Opened() throws Instance.UnusableSettings {
    instance =
        Instance.open(
            Settings.inMemory(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC)));
    server = Server.open(instance, TOKEN, 0, BODY_TIME);
  }

  @Override
  public void close() {
    server.close();
    instance.close();
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null, null, null);
  }

  HttpResponse<String> query(String sparql) throws Exception {
    return get("/sparql?query=" + encoded(sparql));
  }

  HttpResponse<String> update(String sparql) throws Exception {
    return send("POST", "/update", "application/sparql-update", sparql, TOKEN);
  }

  HttpResponse<String> post(String path, String body, @Nullable String token) throws Exception {
    return send("POST", path, "application/ld+json", body, token);
  }

  HttpResponse<String> send(
      String method,
      String path,
      @Nullable String contentType,
      @Nullable String body,
      @Nullable String token,
      String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
