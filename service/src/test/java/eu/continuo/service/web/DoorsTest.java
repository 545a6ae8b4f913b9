package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {
  private static final String TOKEN = "a-token-of-this-test";
  private static final String PARTY =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "party/me", "type": "Party",
       "title": "Me", "subjectToJurisdiction": "DE", "ownerCount": 0}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  @Nullable private Instance instance;
  @Nullable private Server server;

  @BeforeAll
  void open() throws Exception {
    Instance opened =
        Instance.open(
            Settings.inMemory(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC)));
    instance = opened;
    server = Server.open(opened, TOKEN, 0);
  }

  @AfterAll
  void close() {
    java.util.Objects.requireNonNull(server).close();
    java.util.Objects.requireNonNull(instance).close();
  }

  @Test
  void takesADocumentJudgesItAndGivesItBack() throws Exception {
    assertThat(post("/intake?graph=p/me/declared", PARTY, null).statusCode()).isEqualTo(401);
    assertThat(post("/intake?graph=p/me/declared", PARTY, "wrong").statusCode()).isEqualTo(401);
    HttpResponse<String> refused =
        post(
            "/intake?graph=p/me/declared",
            PARTY.replace("ownerCount\": 0", "ownerCount\": -1"),
            TOKEN);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("shape.", "ownerCount");
    assertThat(post("/intake?graph=p/me/declared&visibility=public", PARTY, TOKEN).statusCode())
        .isEqualTo(200);
    assertThat(get("/id/party/me").body()).contains("\"title\": \"Me\"");
    assertThat(
            new JsonMapper()
                .readTree(post("/intake?graph=p/me/declared", PARTY, TOKEN).body())
                .get("kept")
                .asBoolean())
        .isFalse();
  }

  @Test
  void sparqlReachesNoOtherServiceHoweverItIsWritten() throws Exception {
    for (String pattern :
        new String[] {
          "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
          "SELECT * { ?x ?p ?v FILTER(?v < 1) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
          "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
          "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
          "SELECT (EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } AS ?x) {}"
        }) {
      HttpResponse<String> answer = query(pattern);
      assertThat(answer.statusCode()).as(pattern).isEqualTo(400);
      assertThat(answer.body()).contains("query.service");
    }
    assertThat(
            post(
                    "/update",
                    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE"
                        + " <http://127.0.0.1:1/> { ?s ?p ?o } } }",
                    TOKEN)
                .body())
        .contains("query.service");
    assertThat(post("/update", "LOAD <file:///etc/hostname>", TOKEN).body())
        .contains("update.load");
  }

  @Test
  void anUpdateIsJudgedAndNeverAnsweredAsDoneWhenItIsNot() throws Exception {
    assertThat(post("/update", "INSERT DATA { <urn:s> <urn:p> 1 }", TOKEN).statusCode())
        .isEqualTo(422);
    assertThat(
            post(
                    "/update",
                    "INSERT DATA { GRAPH <urn:g> { <urn:s> a <https://w3id.org/icra/ns#Site> } }",
                    TOKEN)
                .statusCode())
        .isEqualTo(422);
    assertThat(query("ASK { GRAPH ?g { <urn:s> ?p ?o } }").body()).contains("false");
  }

  @Test
  void everyProblemHasItsPage() throws Exception {
    assertThat(get("/nowhere").body()).contains("request.not-found");
    assertThat(get("/problems/graph.derived-term").body()).startsWith("## graph.derived-term");
  }

  private HttpResponse<String> query(String sparql) throws Exception {
    return get("/sparql?query=" + URLEncoder.encode(sparql, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + java.util.Objects.requireNonNull(server).port() + path);
  }
}
