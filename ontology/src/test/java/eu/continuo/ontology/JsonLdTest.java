package eu.continuo.ontology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLdTest {
  private static final String BASE = "https://continuum.example/";
  private static final JsonLd JSON_LD = new JsonLd(BASE);

  @Test
  void readsNumbersAsDecimalsAndConceptsByTheirNotation() {
    Graph graph =
        read(
            """
            {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "site/x", "type": "Site",
             "tier": "edge", "country": "DE", "title": "X"}
            """);
    Node site = NodeFactory.createURI(BASE + "id/site/x");
    assertThat(graph.contains(site, Icra.TIER, Icra.concept("tiers", "edge"))).isTrue();
    assertThat(
            graph.contains(
                site, Icra.COUNTRY, NodeFactory.createURI("https://w3id.org/dpv/loc#DE")))
        .isTrue();

    Graph energy =
        read(
            """
            {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "e", "type": "EnergyProfile", "pue": 1.15}
            """);
    assertThat(energy.stream(Node.ANY, Icra.PUE, Node.ANY).map(Triple::getObject).toList())
        .extracting(Node::getLiteralLexicalForm)
        .containsExactly("1.15");
  }

  @Test
  void readingTwiceGivesTheSameNamesToBlankNodes() {
    String document =
        """
        {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "a", "type": "ApplicationComponent",
         "requires": {"type": "Requirement", "requirementKind": "location", "requiredPlace": ["FR", "DE"]}}
        """;
    Graph once = read(document);
    Graph again = read(document.replace("\"FR\", \"DE\"", "\"DE\", \"FR\""));
    assertThat(again.isIsomorphicWith(once)).isTrue();
    assertThat(again.stream().toList()).containsExactlyInAnyOrderElementsOf(once.stream().toList());
    assertThat(once.stream().noneMatch(t -> t.getSubject().isBlank())).isTrue();
  }

  @Test
  void whatIsWrittenIsReadAgainAsTheSameGraph() {
    Graph graph =
        read(
            """
            {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
              {"id": "site/x", "type": "Site", "tier": "edge", "country": "DE", "title": "X",
               "hasGeometry": {"id": "site/x/geometry", "type": "Geometry", "asWKT": "POINT(8.6 50.1)"}},
              {"id": "o", "type": "GridObservation", "hour": "2026-11-24T10:00:00Z",
               "carbonIntensityGramsPerKWh": 217.82, "figureBasis": "modelled"}]}
            """);
    String written = JSON_LD.write(graph, null);
    assertThat(read(written).isIsomorphicWith(graph)).as(written).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { 'a' : | json-ld.syntax
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "x", "type": "Site", "contry": "DE" } | json-ld.unknown-term
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "x", "type": "Sit" } | json-ld.unknown-type
          { "@context": "https://elsewhere.example/context.jsonld", "id": "x" } | json-ld.context
          { "@context": "file:///etc/hostname", "id": "x" } | json-ld.context
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld" } | json-ld.empty
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [{"id": "x", "type": "Site"}, {"id": "http://[x", "type": "Site"}] } | json-ld.iri
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "x", "type": "Site", "operatedBy": "http://a.example/a b" } | json-ld.iri
          { "@id": "http://a.example/x", "http://a.example/p": {"@value": "x", "@type": "http://a.example/{t}"} } | json-ld.invalid
          { "@id": "http://a.example/x", "@reverse": {"http://a.example/p": {"@id": "http://[x"}} } | json-ld.iri
          { "@context": "https://w3id.org/icra/contexts/v1.jsonld", "@id": "g:x", "@graph": [{"id": "x", "type": "Site"}] } | json-ld.named-graph
          { "@id": "http://a.example/x", "_:b": "1" } | json-ld.blank-property
          { "@id": "http://a.example/x", "http://a.example/p": {"@value": "x", "@direction": "rtl"} } | json-ld.text-direction
          """)
  void saysWhatADocumentCannotMean(String document, String code) {
    assertThat(codes(document.getBytes(UTF_8))).containsExactly(code);
  }

  @Test
  void namesTheNearestTermOfAMisspelledOne() {
    assertThat(
            findings(
                """
                {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "id": "x", "type": "Site", "contry": "DE"}
                """
                    .getBytes(UTF_8)))
        .containsExactly(
            Finding.violation(
                "json-ld.unknown-term",
                "The term \"contry\" is not in the context.",
                "Did you mean country?"));
  }

  @Test
  void refusesDepthAndBytesThatAreNoText() {
    assertThat(codes(("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)).getBytes(UTF_8)))
        .hasSize(1)
        .allMatch(c -> c.startsWith("json-ld."));
    assertThat(codes(new byte[] {'{', (byte) 0xff, '}'})).containsExactly("json-ld.encoding");
  }

  private static Graph read(String document) {
    return switch (JSON_LD.read(document.getBytes(UTF_8))) {
      case Reading.Read(Graph graph, String digest) -> graph;
      case Reading.Unreadable(List<Finding> findings) ->
          throw new AssertionError(findings.toString());
    };
  }

  private static List<String> codes(byte[] body) {
    return findings(body).stream().map(Finding::code).toList();
  }

  private static List<Finding> findings(byte[] body) {
    return switch (JSON_LD.read(body)) {
      case Reading.Read(Graph graph, String digest) -> List.of();
      case Reading.Unreadable(List<Finding> findings) -> findings;
    };
  }
}
