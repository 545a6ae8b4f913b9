package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespaceDoorTest {
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
  void theVocabularyIsServedByVersionAndInEachForm() throws Exception {
    for (String path : new String[] {"/ns", "/ns/v1", "/ns/0.1.0"}) {
      assertThat(get(path, "text/turtle").body()).as(path).contains("icra:Site", "skos:definition");
    }
    HttpResponse<String> unknown = get("/ns/v9", "text/turtle");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is: 0.1.0, v1.");
    assertThat(get("/ns/v9/shapes/site", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/ns/v9/terms/Site", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void eachTermHasAPage() throws Exception {
    assertThat(get("/ns", "text/html").body())
        .contains("<tr id=\"Site\"><th scope=\"row\"><a href=\"/ns/v1/terms/Site\">Site</a>");
    assertThat(get("/ns/v1/terms/Site", "text/html").body())
        .contains(
            "<h1>Site</h1>",
            "A place with resources, operated by one party.",
            "Properties of it",
            "<a href=\"/ns/v1/terms/operatedBy\">operatedBy</a>");
    assertThat(get("/ns/v1/terms/Site", "application/ld+json").body())
        .contains("\"id\": \"icra:Site\"");
    assertThat(get("/ns/v1/terms/Sight", "text/html").statusCode()).isEqualTo(404);
  }

  @Test
  void eachConceptIsServedAtThePathOfItsIri() throws Exception {
    for (Node concept : concepts().toList()) {
      String path = "/vocab/" + concept.getURI().substring(Icra.SCHEMES.length());
      HttpResponse<String> turtle = get(path, "text/turtle");
      assertThat(turtle.statusCode()).as(path).isEqualTo(200);
      Graph said = GraphFactory.createDefaultGraph();
      RDFParser.fromString(turtle.body(), Lang.TURTLE).parse(said);
      assertThat(said.contains(concept, SKOS.prefLabel.asNode(), Node.ANY)).as(path).isTrue();
    }
    assertThat(get("/vocab/tiers/edge", "application/ld+json").body())
        .contains("vocab/tiers/edge", "prefLabel");
    assertThat(get("/vocab/icra-2.0/P8", "text/html").body())
        .contains(
            "<h1>Cloud-Edge Access Control</h1>",
            "<a href=\"/vocab/components\">components</a>",
            "<a href=\"/ns/v1/terms/modeOfService\">modeOfService</a>",
            "<a href=\"/vocab/service-modes/decided\">decided</a>");
  }

  @Test
  void aSchemeIsServedWithItsConcepts() throws Exception {
    assertThat(get("/vocab/tiers", "text/turtle").body())
        .contains("skos:ConceptScheme", "vocab/tiers/edge>");
    assertThat(get("/vocab/jurisdictions", "text/html").body())
        .contains("<a href=\"https://w3id.org/dpv/loc#DE\">", "Germany");
    assertThat(get("/vocab", "text/html").body())
        .contains("<a href=\"/vocab/csf-topics\">csf-topics</a>");
    assertThat(get("/ns", "text/html").body()).contains("<a href=\"/vocab\">");
    assertThat(get("/vocab/tears", "text/html").statusCode()).isEqualTo(404);
    assertThat(get("/vocab/tiers/Edge", "*/*").body())
        .contains("The scheme tiers has no concept Edge.");
  }

  private static Stream<Node> concepts() {
    return Words.schemes().stream(Node.ANY, SKOS.inScheme.asNode(), Node.ANY)
        .map(Triple::getSubject)
        .filter(concept -> concept.getURI().startsWith(Icra.SCHEMES))
        .distinct();
  }

  @Test
  void eachConceptThatCanBeWrittenHasAForm() throws Exception {
    String concepts = get("/ns/v1/forms", "*/*").body();
    assertThat(concepts).contains("\"site\"", "\"link\"").doesNotContain("\"concept\"");
    HttpResponse<String> form = get("/ns/v1/forms/link", "*/*");
    assertThat(form.headers().firstValue("Content-Type")).hasValue("application/schema+json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(form.body());
    String link =
        """
        {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "type": "NetworkLink",
         "fromSite": "site/a", "toSite": "site/b", "figureBasis": "measured", "latencyMs": %s}
        """;
    assertThat(schema.validate(link.formatted("3.5"), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(link.formatted("-1"), InputFormat.JSON)).isNotEmpty();
    assertThat(get("/ns/v1/forms/lynk", "*/*").body()).contains("There are forms of: agreement,");
    assertThat(get("/ns/v9/forms", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void whatPoliciesCanReadIsPublished() throws Exception {
    HttpResponse<String> served = get("/ns/v1/policies", "*/*");
    assertThat(served.headers().firstValue("Content-Type")).hasValue("application/schema+json");
    Schema site =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                served.body().replace("\"$defs\":", "\"$ref\": \"#/$defs/data\", \"$defs\":"));
    String data = "{\"continuum\": {\"sites\": {\"urn:site:1\": {\"%s\": \"urn:place:FR\"}}}}";
    assertThat(site.validate(data.formatted("country"), InputFormat.JSON)).isEmpty();
    assertThat(site.validate(data.formatted("contry"), InputFormat.JSON)).isNotEmpty();
    assertThat(get("/ns/v9/policies", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void whatChangesWithAReleaseOnlyMayBeKept() throws Exception {
    for (String path :
        new String[] {
          "/contexts/v1.jsonld",
          "/ns/contexts/v1.jsonld",
          "/ns/shapes/site",
          "/ns/v1/shapes/site",
          "/ns/v1/forms/site",
          "/vocab/tiers",
          "/ns/v1/policies"
        }) {
      HttpResponse<String> served = get(path, "*/*");
      assertThat(served.statusCode()).as(path).isEqualTo(200);
      assertThat(served.headers().firstValue("Cache-Control")).hasValue("max-age=3600, public");
      String mark = served.headers().firstValue("ETag").orElseThrow();
      assertThat(doors().send("GET", path, null, null, null, "If-None-Match", mark).statusCode())
          .as(path)
          .isEqualTo(304);
    }
    assertThat(get("/ns/v1/shapes", "*/*").body()).contains("\"site\"");
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return doors().send("GET", path, null, null, null, "Accept", accept);
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
