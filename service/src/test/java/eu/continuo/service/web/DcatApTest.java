package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DCAT-AP 3.0, "Quick Reference of Classes and Properties": what is mandatory is there. */
class DcatApTest {
  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dcat:Catalog ; dct:title ?a ; dct:description ?b ; dct:publisher ?c",
        "dcat:Catalog ; dcat:dataset ?a ; dcat:service ?b ; foaf:homepage ?c ; dct:language ?d",
        "dcat:Dataset ; dct:title ?a ; dct:description ?b ; dct:publisher ?c ; dct:accessRights ?d",
        "dcat:Dataset ; dcat:distribution ?a",
        "dcat:Distribution ; dcat:accessURL ?a ; dct:format ?b",
        "dcat:DataService ; dct:title ?a ; dcat:endpointURL ?b ; dcat:servesDataset ?c",
        "foaf:Agent ; foaf:name ?a"
      })
  void everyNodeOfAClassHasItsProperties(String pattern) throws Exception {
    try (Opened doors = opened()) {
      Graph catalogue = catalogue(doors, Opened.TOKEN);
      String type = pattern.substring(0, pattern.indexOf(' '));
      assertThat(ask(catalogue, "ASK { ?x a " + pattern + " }")).isTrue();
      assertThat(
              ask(
                  catalogue,
                  "ASK { ?x a " + type + " FILTER NOT EXISTS { ?x a " + pattern + " } }"))
          .isFalse();
    }
  }

  @Test
  void itTellsNoMoreThanTheAskerSees() throws Exception {
    try (Opened doors = opened()) {
      assertThat(catalogue(doors, null).toString()).contains("p/one/").doesNotContain("secret");
      assertThat(catalogue(doors, Opened.TOKEN).toString()).contains("p/secret/");
    }
  }

  private static Opened opened() throws Exception {
    Opened doors = new Opened();
    doors.party("one", "public");
    doors.party("secret", "restricted");
    return doors;
  }

  private static Graph catalogue(Opened doors, @Nullable String token) throws Exception {
    HttpResponse<String> answer =
        doors.send("GET", "/catalogue/dcat-ap", null, null, token, "Accept", "text/turtle");
    assertThat(answer.statusCode()).isEqualTo(200);
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(answer.body(), Lang.TURTLE).parse(graph);
    return graph;
  }

  private static boolean ask(Graph graph, String query) {
    try (QueryExec exec =
        QueryExec.dataset(DatasetGraphFactory.wrap(graph)).query(PREFIXES + query).build()) {
      return exec.ask();
    }
  }
}
