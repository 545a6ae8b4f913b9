package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResourceDoorTest {
  private static final String PARTY =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "party/%s", "type": "Party",
       "title": "%s", "subjectToJurisdiction": "DE", "ownerCount": %d%s}
      """;

  @Nullable private Opened opened;

  @BeforeEach
  void open() throws Exception {
    opened = new Opened();
    intake("holding", "restricted", PARTY.formatted("holding", "The secret holding", 0, ""));
    intake("owner", "public", PARTY.formatted("owner", "<b>Owner & Sons</b>", 0, ""));
    intake(
        "owned",
        "public",
        PARTY.formatted("owned", "Owned", 1, ", \"controlledBy\": \"party/owner\""));
    intake(
        "hidden",
        "restricted",
        PARTY.formatted("hidden", "Hidden", 1, ", \"controlledBy\": \"party/owner\""));
  }

  @AfterEach
  void close() {
    doors().close();
  }

  @Test
  void aProgramGetsTheFormThatItWouldHave() throws Exception {
    assertThat(accepting("application/ld+json", null).body()).contains("\"title\": \"<b>Owner");
    assertThat(accepting("text/turtle", null).body()).contains("dcterms:title", "icra:Party");
    assertThat(accepting("application/n-quads", null).body())
        .contains(
            "<https://continuum.example/id/party/owner> <http://purl.org/dc/terms/title>"
                + " \"<b>Owner & Sons</b>\" <https://continuum.example/g/p/owner/declared> .");
    assertThat(type(accepting("text/turtle;q=0.4, application/n-quads;q=0.7, */*;q=0.1", null)))
        .isEqualTo("application/n-quads");
    assertThat(type(accepting("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", null)))
        .isEqualTo("text/html;charset=UTF-8");
    assertThat(type(accepting("text/*, text/turtle;q=0", null)))
        .isEqualTo("text/html;charset=UTF-8");
    HttpResponse<String> none = accepting("image/png", null);
    assertThat(none.statusCode()).isEqualTo(406);
    assertThat(none.body()).contains("request.not-acceptable", "application/n-quads", "text/html");
  }

  /** JSON-LD 1.1 Framing: one thing is one document, and what bears no name stands inside it. */
  @Test
  void oneThingIsOneFramedDocumentThatMeansTheSame() throws Exception {
    String site =
        """
        {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "site/here", "type": "Site",
         "title": "Here", "tier": "edge", "operatedBy": "party/owner", "country": "DE",
         "hasGeometry": {"type": "Geometry", "asWKT": "POINT(11.5 48.1)"}}
        """;
    intake("here", "public", site);
    String framed =
        doors()
            .send("GET", "/id/site/here", null, null, null, "Accept", "application/ld+json")
            .body();
    JsonNode json = new JsonMapper().readTree(framed);
    assertThat(json.has("@graph")).isFalse();
    assertThat(json.get("id").asString()).isEqualTo("site/here");
    assertThat(json.get("operatedBy").asString()).isEqualTo("party/owner");
    assertThat(json.at("/hasGeometry/asWKT").asString()).isEqualTo("POINT(11.5 48.1)");
    HttpResponse<String> again =
        doors().post("/intake?graph=p/here/declared&visibility=public", framed, Opened.TOKEN);
    assertThat(again.body()).contains("\"conforms\":true,\"kept\":false");
  }

  @Test
  void aPersonSeesNeighboursAndProvenanceAndNoMarkupOfAStranger() throws Exception {
    HttpResponse<String> page = accepting("text/html", null);
    assertThat(page.body())
        .contains(
            "<h1>&lt;b&gt;Owner &amp; Sons&lt;/b&gt;</h1>",
            "<a href=\"/id/party/owned\">Owned</a>",
            "p/owner/declared",
            "commit 3, 2026-11-24T10:00:00Z, by party/operator",
            "accepted by the shapes")
        .doesNotContain("<b>", "Hidden", "party/hidden", "p/hidden", "secret");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(accepting("text/html", Opened.TOKEN).body())
        .contains("<a href=\"/id/party/hidden\">Hidden</a>");
  }

  @Test
  void whoHasItAlreadyIsToldSoUntilTheNextCommit() throws Exception {
    String mark = accepting("text/turtle", null).headers().firstValue("ETag").orElseThrow();
    assertThat(ifNoneMatch("text/turtle", mark).statusCode()).isEqualTo(304);
    assertThat(ifNoneMatch("text/turtle", mark).body()).isEmpty();
    assertThat(ifNoneMatch("text/html", mark).statusCode()).isEqualTo(200);
    HttpResponse<String> head =
        doors().send("HEAD", "/id/party/owner", null, null, null, "Accept", "text/turtle");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("ETag")).hasValue(mark);
    intake("new", "public", PARTY.formatted("new", "New", 0, ""));
    assertThat(ifNoneMatch("text/turtle", mark).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotSeenIsNotThere() throws Exception {
    assertThat(doors().get("/id/party/hidden").statusCode()).isEqualTo(404);
    assertThat(doors().get("/id/party/nowhere").body())
        .contains("request.not-found")
        .doesNotContain("declared");
    assertThat(doors().send("GET", "/id/party/hidden", null, null, Opened.TOKEN).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> accepting(String accept, @Nullable String token) throws Exception {
    return doors().send("GET", "/id/party/owner", null, null, token, "Accept", accept);
  }

  private HttpResponse<String> ifNoneMatch(String accept, String mark) throws Exception {
    return doors()
        .send("GET", "/id/party/owner", null, null, null, "Accept", accept, "If-None-Match", mark);
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElseThrow();
  }

  private void intake(String name, String visibility, String document) throws Exception {
    HttpResponse<String> taken =
        doors()
            .post(
                "/intake?graph=p/" + name + "/declared&visibility=" + visibility,
                document,
                Opened.TOKEN);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
