package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {
  private static final String PARTY =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "party/me", "type": "Party",
       "title": "Me", "subjectToJurisdiction": "DE", "ownerCount": 0}
      """;

  @Nullable private Opened opened;

  @BeforeAll
  void open() throws Exception {
    opened = new Opened();
  }

  @AfterAll
  void close() {
    doors().close();
  }

  @Test
  void takesADocumentJudgesItAndGivesItBack() throws Exception {
    assertThat(doors().post("/intake?graph=p/me/declared", PARTY, null).statusCode())
        .isEqualTo(401);
    assertThat(doors().post("/intake?graph=p/me/declared", PARTY, "wrong").statusCode())
        .isEqualTo(401);
    HttpResponse<String> refused =
        doors()
            .post(
                "/intake?graph=p/me/declared",
                PARTY.replace("ownerCount\": 0", "ownerCount\": -1"),
                Opened.TOKEN);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("shape.", "ownerCount");
    assertThat(
            doors()
                .post("/intake?graph=p/me/declared&visibility=public", PARTY, Opened.TOKEN)
                .statusCode())
        .isEqualTo(200);
    assertThat(doors().get("/id/party/me").body()).contains("\"title\": \"Me\"");
    assertThat(
            new JsonMapper()
                .readTree(doors().post("/intake?graph=p/me/declared", PARTY, Opened.TOKEN).body())
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
      HttpResponse<String> answer = doors().query(pattern);
      assertThat(answer.statusCode()).as(pattern).isEqualTo(400);
      assertThat(answer.body()).contains("query.service");
    }
    assertThat(
            doors()
                .update(
                    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE"
                        + " <http://127.0.0.1:1/> { ?s ?p ?o } } }")
                .body())
        .contains("query.service");
    assertThat(doors().update("LOAD <file:///etc/hostname>").body()).contains("update.load");
  }

  @Test
  void anUpdateIsJudgedAndNeverAnsweredAsDoneWhenItIsNot() throws Exception {
    assertThat(doors().update("INSERT DATA { <urn:s> <urn:p> 1 }").statusCode()).isEqualTo(422);
    assertThat(
            doors()
                .update(
                    "INSERT DATA { GRAPH <urn:g> { <urn:s> a <https://w3id.org/icra/ns#Site> } }")
                .statusCode())
        .isEqualTo(422);
    assertThat(doors().query("ASK { GRAPH ?g { <urn:s> ?p ?o } }").body()).contains("false");
  }

  @Test
  void commitsAreHandedOutInOrderToOperatorsAlone() throws Exception {
    for (String name : List.of("one", "two")) {
      doors()
          .post(
              "/intake?graph=p/" + name + "/declared",
              PARTY.replace("party/me", "party/" + name),
              Opened.TOKEN);
    }
    assertThat(doors().get("/commits").statusCode()).isEqualTo(401);
    JsonNode commits =
        new JsonMapper().readTree(commits("/commits?from=1&limit=1000", "application/json"));
    int last = commits.size();
    assertThat(commits.valueStream().map(c -> c.get("number").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList());
    assertThat(commits.get(last - 1).get("source").asString())
        .isEqualTo("replaces https://continuum.example/g/p/two/declared");
    assertThat(commits("/commits?from=" + last + "&limit=1", "application/rdf-patch"))
        .startsWith("H commit \"" + last + "\" .")
        .contains("A <https://continuum.example/id/party/two>", "TC .\n# sha256 ");
    assertThat(commits("/commits?from=1000&waitSeconds=1", "application/json")).isEqualTo("[]");
  }

  private String commits(String path, String accept) throws Exception {
    return doors().send("GET", path, null, null, Opened.TOKEN, "Accept", accept).body();
  }

  @Test
  void everyProblemHasItsPage() throws Exception {
    assertThat(doors().get("/nowhere").body()).contains("request.not-found");
    assertThat(doors().get("/problems/graph.derived-term").body())
        .startsWith("## graph.derived-term");
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
