package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryFormsTest {
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
  void rowsWithAPlaceAreGeoJson() throws Exception {
    JsonNode points =
        geoJson(
            "?site ?wkt ?vcpu",
            "(<urn:a> \"POINT(9.99 53.55)\"^^<http://www.opengis.net/ont/geosparql#wktLiteral> 4.5)"
                + " (<urn:b> UNDEF 2)");
    assertThat(points.get("type").asString()).isEqualTo("FeatureCollection");
    assertThat(points.at("/features/0").toString())
        .isEqualTo(
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[9.99,53.55]},"
                + "\"properties\":{\"site\":\"urn:a\",\"vcpu\":4.5}}");
    assertThat(points.at("/features/1/geometry").isNull()).isTrue();
    assertThat(geoJson("?name ?lat ?long", "(\"x\" 53.55 9.99)").at("/features/0").toString())
        .contains("\"coordinates\":[9.99,53.55]", "\"properties\":{\"name\":\"x\"}");
    assertThat(
            geoJson(
                    "?w",
                    "(\"POLYGON((0 0, 1 0, 1 1, 0 0), (0 0, 2 0, 2 2, 0 0))\""
                        + "^^<http://www.opengis.net/ont/geosparql#wktLiteral>)")
                .at("/features/0/geometry")
                .toString())
        .isEqualTo(
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]],"
                + "[[0,0],[2,0],[2,2],[0,0]]]}");
    for (String noPlace :
        new String[] {
          "POINT(1",
          "POINT()",
          "POINT(a b)",
          "EVIL(1 2)",
          "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(53 9)",
          "POINT(1 2) POINT(3 4)"
        }) {
      assertThat(
              geoJson(
                      "?w",
                      "(\"" + noPlace + "\"^^<http://www.opengis.net/ont/geosparql#wktLiteral>)")
                  .at("/features/0/geometry")
                  .isNull())
          .as(noPlace)
          .isTrue();
    }
    assertThat(query("SELECT ?x { VALUES ?x { 1 } }", "application/geo+json").statusCode())
        .isEqualTo(406);
  }

  @Test
  void everyOtherFormIsThatOfItsStandard() throws Exception {
    String select = "SELECT ?x { VALUES ?x { 1 } }";
    assertThat(query(select, "*/*").headers().firstValue("Content-Type"))
        .hasValue("application/sparql-results+json");
    assertThat(query(select, "application/json").body()).contains("\"value\": \"1\"");
    assertThat(query(select, "text/csv").body()).isEqualTo("x\r\n1\r\n");
    assertThat(query(select, "text/tab-separated-values").body()).isEqualTo("?x\n1\n");
    assertThat(query("ASK {}", "application/sparql-results+xml").body())
        .contains("<boolean>true</boolean>");
    String construct = "CONSTRUCT { <urn:a> <urn:b> 1 } {}";
    assertThat(query(construct, "application/n-quads").body())
        .isEqualTo("<urn:a> <urn:b> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
    assertThat(query(construct, "text/turtle").body()).contains("<urn:a>");
    assertThat(query(construct, "application/ld+json").body()).contains("\"id\": \"urn:a\"");
    HttpResponse<String> none = query(construct, "text/csv");
    assertThat(none.statusCode()).isEqualTo(406);
    assertThat(none.body()).contains("application/n-quads").doesNotContain("text/csv");
  }

  @Test
  void aPlanIsToldOnRequestAndReadsNothing() throws Exception {
    String query =
        "SELECT ?s { GRAPH <urn:hidden> { ?s <urn:p> ?o } ?s <urn:q> ?v FILTER(?v > 1) }";
    HttpResponse<String> anyone =
        doors().get("/sparql?explain=true&query=" + Opened.encoded(query));
    JsonNode plan = new JsonMapper().readTree(anyone.body());
    assertThat(plan.get("algebra").asString()).contains("(project (?s)", "(filter (> ?v 1)");
    assertThat(plan.get("optimised").asString()).contains("(sequence");
    assertThat(plan.get("timeMaxMs").asLong()).isEqualTo(30_000);
    assertThat(plan.get("rowsMax").asInt()).isEqualTo(100_000);
    assertThat(
            doors()
                .send(
                    "GET",
                    "/sparql?explain=true&query=" + Opened.encoded(query),
                    null,
                    null,
                    Opened.TOKEN)
                .body())
        .isEqualTo(anyone.body());
  }

  private JsonNode geoJson(String columns, String rows) throws Exception {
    HttpResponse<String> answer =
        query("SELECT * { VALUES (%s) { %s } }".formatted(columns, rows), "application/geo+json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  private HttpResponse<String> query(String query, String accept) throws Exception {
    return doors()
        .send("POST", "/sparql", "application/sparql-query", query, null, "Accept", accept);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
