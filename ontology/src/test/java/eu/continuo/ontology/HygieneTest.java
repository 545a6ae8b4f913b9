package eu.continuo.ontology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HygieneTest {
  private static final Graph VOCABULARY = Words.vocabulary();
  private static final Node RANGE = NodeFactory.createURI("https://schema.org/rangeIncludes");

  @Test
  void nothingIsWrongWithTheVocabulary() {
    assertThat(Hygiene.faults(VOCABULARY)).isEmpty();
  }

  /** Each line plants one fault: it takes the statements of a property away and writes another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          icra:Site a owl:Class, owl:ObjectProperty | Site is of 2 kinds.
          icra:tier rdfs:label "tier"@en, "level"@en | tier has 2 of the label.
          icra:tier rdfs:label "country"@en | tier shares its label with another.
          icra:tier skos:definition "How near. How far." | tier has no good definition: How near. How far.
          icra:tier skos:definition "The tier." | tier is defined by its own name.
          icra:tier skos:example "" | tier has no good example:
          icra:tier dcterms:source "a talk" | tier has no good section: a talk
          icra:tier owl:versionInfo "9.0.0" | tier has no good since-version: 9.0.0
          icra:tier schema:rangeIncludes icra:Nowhere | tier names Nowhere, which is no class.
          icra:total schema:rangeIncludes icra:Site | total has values that are not of its kind: https://w3id.org/icra/ns#Site.
          [] a owl:AllDisjointClasses ; owl:members () | Site is not told apart from the other classes.
          """)
  void aPlantedFaultIsFound(String statement, String fault) {
    Graph planted = turtle(statement);
    Graph changed = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(changed, VOCABULARY);
    planted.stream()
        .filter(triple -> triple.getSubject().isURI())
        .forEach(triple -> changed.remove(triple.getSubject(), triple.getPredicate(), Node.ANY));
    if (planted.contains(Node.ANY, OWL2.members.asNode(), Node.ANY)) {
      changed.remove(Node.ANY, OWL2.members.asNode(), Node.ANY);
    }
    GraphUtil.addInto(changed, planted);
    assertThat(Hygiene.faults(changed)).anyMatch(found -> found.startsWith(fault));
  }

  static Stream<Node> properties() {
    return Stream.of(OWL2.ObjectProperty, OWL2.DatatypeProperty)
        .flatMap(kind -> VOCABULARY.stream(Node.ANY, RDF.type.asNode(), kind.asNode()))
        .map(Triple::getSubject);
  }

  /** The example of a property is a member of a JSON-LD object, as it stands in a document. */
  @ParameterizedTest
  @MethodSource("properties")
  void theExampleOfAPropertyMeansTheProperty(Node property) {
    String example =
        Hygiene.objects(VOCABULARY, property, SKOS.example.asNode())
            .getFirst()
            .getLiteralLexicalForm();
    String document = "{\"@context\": \"" + Contexts.V1 + "\", \"id\": \"x\", " + example + "}";
    Reading reading = new JsonLd("https://continuum.example/").read(document.getBytes(UTF_8));
    assertThat(reading).as(document).isInstanceOf(Reading.Read.class);
    List<Triple> said = ((Reading.Read) reading).graph().stream().toList();
    assertThat(said).hasSize(1);
    Node value = said.getFirst().getObject();
    List<Node> ranges = Hygiene.objects(VOCABULARY, property, RANGE);
    assertThat(said.getFirst().getPredicate()).isEqualTo(property);
    if (value.isLiteral()) {
      assertThat(value.getLiteral().isWellFormed()).isTrue();
      assertThat(ranges).contains(NodeFactory.createURI(value.getLiteralDatatypeURI()));
    } else if (ranges.contains(SKOS.Concept.asNode())) {
      assertThat(Words.schemes().contains(value, RDF.type.asNode(), SKOS.Concept.asNode()))
          .as("%s is a concept", value)
          .isTrue();
    }
  }

  private static Graph turtle(String statement) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            """
            PREFIX icra: <https://w3id.org/icra/ns#>
            PREFIX owl: <http://www.w3.org/2002/07/owl#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX dcterms: <http://purl.org/dc/terms/>
            PREFIX schema: <https://schema.org/>
            %s .
            """
                .formatted(statement),
            Lang.TURTLE)
        .parse(graph);
    return graph;
  }
}
