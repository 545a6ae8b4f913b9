package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DCAT-AP 3.0.1, "Quick Reference of Classes and Properties": what is mandatory is there, what has
 * a class as its range says that it is of it, and what may be there once is. The profile's own
 * shapes judge it too, as {@code docs/reference/conformance.md} tells.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DcatApTest {
  private static final String PREFIXES =
      """
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      """;

  @Nullable private Opened opened;

  @BeforeAll
  void open() throws Exception {
    opened = new Opened();
    doors().party("one", "public");
    doors().party("secret", "restricted");
  }

  @AfterAll
  void close() {
    doors().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dcat:Catalog ; dct:title ?a ; dct:description ?b ; dct:publisher ?c",
        "dcat:Catalog ; dcat:dataset ?a ; dcat:service ?b ; foaf:homepage ?c ; dct:language ?d",
        "dcat:Dataset ; dct:title ?a ; dct:description ?b ; dct:publisher ?c ; dct:accessRights ?d",
        "dcat:Dataset ; dcat:distribution ?a",
        "dcat:Distribution ; dcat:accessURL ?a ; dct:format ?b",
        "dcat:DataService ; dct:title ?a ; dcat:endpointURL ?b ; dcat:servesDataset ?c",
        "foaf:Agent ; foaf:name ?a",
        "dcat:Catalog ; dct:publisher [ a foaf:Agent ] ; dct:language [ a dct:LinguisticSystem ]",
        "dcat:Catalog ; foaf:homepage [ a foaf:Document ] ; dct:modified ?a",
        "dcat:Catalog ; dcat:themeTaxonomy [ a skos:ConceptScheme ; dct:title ?a ]",
        "dcat:Dataset ; dct:publisher [ a foaf:Agent ] ; dct:accessRights [ a dct:RightsStatement"
            + " ]",
        "dcat:Dataset ; dcat:theme [ a skos:Concept ; skos:prefLabel ?a ] ; dct:modified ?b",
        "dcat:Distribution ; dct:format [ a dct:MediaTypeOrExtent ] ; dct:description ?a",
        "dcat:DataService ; dct:conformsTo [ a dct:Standard ]"
      })
  void everyNodeOfAClassHasItsProperties(String pattern) throws Exception {
    Graph catalogue = catalogue(Opened.TOKEN);
    String type = pattern.substring(0, pattern.indexOf(' '));
    assertThat(ask(catalogue, "ASK { ?x a " + pattern + " }")).isTrue();
    assertThat(
            ask(catalogue, "ASK { ?x a " + type + " FILTER NOT EXISTS { ?x a " + pattern + " } }"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dct:publisher",
        "dct:accessRights",
        "foaf:homepage",
        "dct:modified",
        "dct:format",
        "dcat:accessService"
      })
  void whatMayBeThereOnceIs(String property) throws Exception {
    assertThat(
            ask(
                catalogue(Opened.TOKEN),
                "ASK { ?x %s ?a, ?b FILTER(?a != ?b) }".formatted(property)))
        .isFalse();
  }

  @Test
  void itTellsNoMoreThanTheAskerSees() throws Exception {
    assertThat(triples(null)).anyMatch(t -> t.contains("p/one/")).noneMatch(DcatApTest::secret);
    assertThat(triples(Opened.TOKEN)).anyMatch(DcatApTest::secret);
  }

  private List<String> triples(@Nullable String token) throws Exception {
    return catalogue(token).stream().map(Triple::toString).toList();
  }

  private static boolean secret(String triple) {
    return triple.contains("secret");
  }

  private Graph catalogue(@Nullable String token) throws Exception {
    HttpResponse<String> answer =
        doors().send("GET", "/catalogue/dcat-ap", null, null, token, "Accept", "text/turtle");
    assertThat(answer.statusCode()).isEqualTo(200);
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(answer.body(), Lang.TURTLE).parse(graph);
    return graph;
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }

  private static boolean ask(Graph graph, String query) {
    try (QueryExec exec =
        QueryExec.dataset(DatasetGraphFactory.wrap(graph)).query(PREFIXES + query).build()) {
      return exec.ask();
    }
  }
}
