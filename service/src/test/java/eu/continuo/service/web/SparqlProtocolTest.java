package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPARQL 1.1 Protocol and Graph Store HTTP Protocol as a stranger's client speaks them. */
class SparqlProtocolTest {
  private static final String OPEN = "https://continuum.example/g/p/open/declared";
  private static final String CLOSED = "https://continuum.example/g/p/closed/declared";
  private static final String TURTLE =
      """
      @prefix : <https://w3id.org/icra/ns#> .
      @prefix dcterms: <http://purl.org/dc/terms/> .
      <party/%s> a :Party ; dcterms:title "title of %s" ;
        :subjectToJurisdiction <https://w3id.org/dpv/loc#DE> ; :ownerCount 0 .
      """;

  @Nullable private Opened opened;

  @BeforeEach
  void open() throws Exception {
    opened = new Opened();
    intake("p/open/declared", "open", "public");
    intake("p/closed/declared", "closed", "restricted");
  }

  @AfterEach
  void close() {
    doors().close();
  }

  @Test
  void aQueryComesInEveryWayOfTheProtocolAndAnswersInEveryLanguage() throws Exception {
    String query =
        "SELECT ?t { ?p a <https://w3id.org/icra/ns#Party> ; <http://purl.org/dc/terms/title> ?t }";
    assertThat(body("GET", "/sparql?query=" + Opened.encoded(query), null, null, "text/csv"))
        .isEqualTo("t\r\ntitle of open\r\n");
    assertThat(
            body(
                "POST",
                "/sparql",
                "application/x-www-form-urlencoded",
                "query=" + Opened.encoded(query),
                "text/tab-separated-values"))
        .isEqualTo("?t\n\"title of open\"\n");
    assertThat(
            body(
                "POST",
                "/sparql",
                "application/sparql-query",
                query,
                "application/sparql-results+xml"))
        .contains("<literal>title of open</literal>");
    assertThat(
            body(
                "POST",
                "/sparql",
                "application/sparql-query",
                query,
                "application/sparql-results+json"))
        .contains("\"value\": \"title of open\"");
    assertThat(
            body(
                "POST",
                "/sparql",
                "application/sparql-query",
                "CONSTRUCT WHERE { ?p <http://purl.org/dc/terms/title> ?t }",
                "application/n-triples"))
        .isEqualTo(
            "<https://continuum.example/id/party/open> <http://purl.org/dc/terms/title> \"title of"
                + " open\" .\n");
    assertThat(body("POST", "/sparql", "application/sparql-query", "ASK {}", "*/*"))
        .contains("true");
  }

  @Test
  void nobodySeesMoreByNamingIt() throws Exception {
    String all =
        "SELECT ?t { ?p <http://purl.org/dc/terms/title> ?t . ?p"
            + " <https://w3id.org/icra/ns#ownerCount> ?n }";
    for (String path :
        new String[] {
          "/sparql?query=" + Opened.encoded(all),
          "/sparql?default-graph-uri=" + Opened.encoded(CLOSED) + "&query=" + Opened.encoded(all),
          "/sparql?query="
              + Opened.encoded(
                  all.replace("{ ?p <http://p", "FROM <" + CLOSED + "> { ?p <http://p")),
          "/sparql?query=" + Opened.encoded("SELECT * { GRAPH <" + CLOSED + "> { ?s ?p ?o } }"),
          "/graphs?graph=" + Opened.encoded(CLOSED),
          "/graphs?default",
          "/graphs?graph=union",
          "/graphs"
        }) {
      assertThat(doors().get(path).body()).as(path).doesNotContain("title of closed");
    }
    assertThat(
            doors()
                .send("GET", "/graphs?graph=" + Opened.encoded(CLOSED), null, null, Opened.TOKEN)
                .body())
        .contains("title of closed");
    assertThat(doors().get("/graphs?graph=" + Opened.encoded(CLOSED)).statusCode()).isEqualTo(404);
  }

  @Test
  void anUpdateIsKeptOrRefusedWholeWithEverythingThatIsWrong() throws Exception {
    HttpResponse<String> kept =
        doors()
            .update(
                "INSERT DATA { GRAPH <"
                    + OPEN
                    + "> { <https://continuum.example/id/party/open>"
                    + " <http://purl.org/dc/terms/description> \"ours\" } }");
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.body()).contains("\"kept\":true", "\"added\":1");
    HttpResponse<String> refused =
        doors()
            .update(
                "PREFIX : <https://w3id.org/icra/ns#> INSERT DATA { GRAPH <"
                    + OPEN
                    + "> { <urn:a> a :Party . <urn:b> a :Site } }");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("\"focus\":\"urn:a\"", "\"focus\":\"urn:b\"");
    assertThat(doors().query("ASK { <urn:a> ?p ?o }").body()).contains("false");
    assertThat(doors().update("INSERT NONSENSE").body()).contains("update.unreadable");
    HttpResponse<String> form =
        doors()
            .send(
                "POST",
                "/update",
                "application/x-www-form-urlencoded",
                "update="
                    + Opened.encoded(
                        "INSERT { GRAPH <"
                            + OPEN
                            + "> { ?s <http://purl.org/dc/terms/description> \"from the other\" } }"
                            + " WHERE { ?s a <https://w3id.org/icra/ns#Party> }")
                    + "&using-graph-uri="
                    + Opened.encoded(OPEN),
                Opened.TOKEN);
    assertThat(form.body()).contains("\"added\":1");
    assertThat(doors().send("POST", "/update", "text/plain", "x", Opened.TOKEN).statusCode())
        .isEqualTo(415);
    assertThat(doors().send("POST", "/update", "application/sparql-update", "x", null).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aGraphIsPutGotAddedToAndDeleted() throws Exception {
    String graph = "/graphs?graph=" + Opened.encoded("https://continuum.example/g/p/new/declared");
    assertThat(put(graph, TURTLE.formatted("new", "new")).body()).contains("\"added\":4");
    assertThat(put(graph, TURTLE.formatted("new", "new")).body()).contains("\"kept\":false");
    assertThat(body("GET", graph, null, null, "text/turtle")).contains("title of new");
    assertThat(doors().send("HEAD", graph, null, null, Opened.TOKEN).statusCode()).isEqualTo(200);
    HttpResponse<String> added =
        doors()
            .send(
                "POST",
                graph,
                "application/n-triples",
                "<https://continuum.example/id/party/new> <http://purl.org/dc/terms/description>"
                    + " \"x\" .",
                Opened.TOKEN);
    assertThat(added.body()).contains("\"added\":1");
    assertThat(put(graph, "<party/new> a <https://w3id.org/icra/ns#Party> .").statusCode())
        .isEqualTo(422);
    assertThat(put(graph, "<party/new> a ").body()).contains("rdf.syntax");
    assertThat(
            doors()
                .send(
                    "PUT",
                    graph,
                    "application/ld+json",
                    "{\"@context\": \"http://127.0.0.1:1/evil\", \"@id\": \"x\", \"a\": 1}",
                    Opened.TOKEN)
                .body())
        .contains("json-ld.context");
    assertThat(doors().send("DELETE", graph, null, null, Opened.TOKEN).statusCode()).isEqualTo(200);
    assertThat(doors().send("DELETE", graph, null, null, Opened.TOKEN).statusCode()).isEqualTo(404);
    assertThat(doors().send("GET", graph, null, null, Opened.TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoNamedGraphIsNotWritten() throws Exception {
    for (String path : new String[] {"/graphs?default", "/graphs?graph=union", "/graphs"}) {
      assertThat(put(path, TURTLE.formatted("x", "x")).body()).as(path).contains("graph.unnamed");
    }
    assertThat(put("/graphs?graph=relative", TURTLE.formatted("x", "x")).body())
        .contains("request.parameter");
    assertThat(
            put(
                    "/graphs?graph=" + Opened.encoded("urn:x-arq:UnionGraph"),
                    TURTLE.formatted("x", "x"))
                .body())
        .contains("graph.reserved");
    assertThat(
            put(
                    "/graphs?graph=" + Opened.encoded("https://continuum.example/g/meta"),
                    TURTLE.formatted("x", "x"))
                .body())
        .contains("graph.reserved");
  }

  @Test
  void anAnswerIsWholeOrRefused() throws Exception {
    HttpResponse<String> many =
        doors().query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }");
    assertThat(many.statusCode()).isEqualTo(422);
    assertThat(many.body()).contains("query.too-many-rows");
    assertThat(doors().query("CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }").body())
        .contains("query.too-many-rows");
    assertThat(doors().query("SELECT * {").body()).contains("query.unreadable");
    assertThat(doors().get("/sparql").statusCode()).isEqualTo(404);
    assertThat(doors().query("SELECT * { ?s <java:java.lang.Runtime> ?o }").body())
        .doesNotContain("Runtime@");
  }

  private HttpResponse<String> put(String path, String turtle) throws Exception {
    return doors().send("PUT", path, "text/turtle", turtle, Opened.TOKEN);
  }

  private String body(
      String method,
      String path,
      @Nullable String contentType,
      @Nullable String body,
      String accept)
      throws Exception {
    HttpResponse<String> response =
        doors()
            .send(
                method,
                path,
                contentType,
                body,
                path.startsWith("/graphs") ? Opened.TOKEN : null,
                "Accept",
                accept);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private void intake(String graph, String party, String visibility) throws Exception {
    HttpResponse<String> taken =
        doors()
            .send(
                "POST",
                "/intake?graph=" + graph + "&visibility=" + visibility,
                "text/turtle",
                TURTLE.formatted(party, party),
                Opened.TOKEN);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
