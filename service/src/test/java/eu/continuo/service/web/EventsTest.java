package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {
  @Nullable private Opened opened;

  @BeforeEach
  void open() throws Exception {
    opened = new Opened();
    doors().party("one", "public");
    doors().party("secret", "restricted");
    doors().party("two", "public");
  }

  @AfterEach
  void close() {
    doors().close();
  }

  @Test
  void eachSeesTheCommitsOfTheirViewInOrder() throws Exception {
    List<JsonNode> anyone = events("/events?from=2&limit=2", null, null);
    assertThat(anyone).extracting(e -> e.get("id").asString()).containsExactly("2", "4");
    JsonNode first = anyone.getFirst();
    assertThat(first.get("specversion").asString()).isEqualTo("1.0");
    assertThat(first.get("source").asString()).isEqualTo("https://continuum.example/");
    assertThat(first.get("type").asString()).isEqualTo("eu.continuo.committed.v1");
    assertThat(first.get("time").asString()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(first.at("/data/graphs/0/graph").asString())
        .isEqualTo("https://continuum.example/g/p/one/declared");
    assertThat(first.at("/data/graphs/0/added").asLong()).isEqualTo(4);
    assertThat(first.at("/data/resources/0").asString())
        .isEqualTo("https://continuum.example/id/party/one");
    assertThat(anyone.toString()).doesNotContain("secret");
    assertThat(events("/events?from=2&limit=3", null, Opened.TOKEN))
        .extracting(e -> e.get("id").asString())
        .containsExactly("2", "3", "4");
  }

  @Test
  void whoWasCutOffGoesOnAfterTheLastEvent() throws Exception {
    assertThat(events("/events?from=1&limit=1", "2", null))
        .extracting(e -> e.get("id").asString())
        .containsExactly("4");
  }

  @Test
  void aCommitIsToldWhenItComes() throws Exception {
    CompletableFuture<List<JsonNode>> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return events("/events?from=5&limit=1", null, null);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    doors().party("three", "restricted");
    doors().party("four", "public");
    assertThat(waiting.get(20, TimeUnit.SECONDS))
        .extracting(e -> e.get("id").asString())
        .containsExactly("6");
  }

  @Test
  void thatAPublicGraphIsGoneIsToldToEveryone() throws Exception {
    String graph = "https://continuum.example/g/p/two/declared";
    assertThat(
            doors()
                .send("DELETE", "/graphs?graph=" + Opened.encoded(graph), null, null, Opened.TOKEN)
                .statusCode())
        .isEqualTo(200);
    JsonNode gone = events("/events?from=5&limit=1", null, null).getFirst();
    assertThat(gone.at("/data/graphs/0/graph").asString()).isEqualTo(graph);
    assertThat(gone.at("/data/graphs/0/removed").asLong()).isEqualTo(4);
  }

  @Test
  void aStrangerCannotTakeAllPlaces() throws Exception {
    try (HttpClient stranger = HttpClient.newHttpClient()) {
      HttpRequest listen =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + doors().port() + "/events"))
              .build();
      List<HttpResponse<InputStream>> taken = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        taken.add(stranger.send(listen, HttpResponse.BodyHandlers.ofInputStream()));
      }
      assertThat(taken).allMatch(stream -> stream.statusCode() == 200);
      HttpResponse<String> refused = doors().get("/events");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("8 clients listen already from your address.");
      assertThat(events("/events?from=2&limit=1", null, Opened.TOKEN)).hasSize(1);
      stranger.shutdownNow();
    }
  }

  private List<JsonNode> events(String path, @Nullable String last, @Nullable String token)
      throws Exception {
    HttpResponse<String> stream =
        last == null
            ? doors().send("GET", path, null, null, token)
            : doors().send("GET", path, null, null, token, "Last-Event-ID", last);
    assertThat(stream.statusCode()).as(stream.body()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    List<JsonNode> events = new ArrayList<>();
    for (String line : stream.body().lines().toList()) {
      if (line.startsWith("data:")) {
        events.add(new JsonMapper().readTree(line.substring("data:".length())));
      }
    }
    return events;
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
