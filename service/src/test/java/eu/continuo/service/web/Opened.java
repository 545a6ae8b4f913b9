package eu.continuo.service.web;

import eu.continuo.service.notify.Webhooks;
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
    this(
        Instance.open(
            Settings.inMemory(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC))));
  }

  /** Opens the doors of an instance and closes both. */
  Opened(Instance instance) {
    this(instance, new Webhooks(null, false));
  }

  /** As the other one, with subscribers told in this way. */
  Opened(Instance instance, Webhooks webhooks) {
    this.instance = instance;
    this.server = Server.open(instance, TOKEN, 0, webhooks, BODY_TIME);
  }

  @Override
  public void close() {
    server.close();
    instance.close();
  }

  /** The routes of the doors that are ours, each as {@code METHOD /path}. */
  java.util.Set<String> routes() {
    return server.routes();
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
    return post(path, body, token, "application/ld+json");
  }

  HttpResponse<String> post(String path, String body, @Nullable String token, String contentType)
      throws Exception {
    return send("POST", path, contentType, body, token);
  }

  /** Takes in a party, in a graph of its own. */
  void party(String name, String visibility) throws Exception {
    HttpResponse<String> taken =
        post(
            "/intake?graph=p/" + name + "/declared&visibility=" + visibility,
            """
            {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "party/%s",
             "type": "Party", "title": "%s", "subjectToJurisdiction": "DE", "ownerCount": 0}
            """
                .formatted(name, name),
            TOKEN);
    if (taken.statusCode() != 200) {
      throw new IllegalStateException(taken.body());
    }
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
