package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alignments say of our terms what they are elsewhere; nothing loads them by itself. */
class AlignmentsTest {
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "dcat.ttl", "http://www.w3.org/ns/dcat#",
          "gaia-x.ttl", "https://w3id.org/gaia-x/development#",
          "odrl.ttl", "http://www.w3.org/ns/odrl/2/",
          "prov.ttl", "http://www.w3.org/ns/prov#",
          "schema-org.ttl", "https://schema.org/",
          "sosa.ttl", "http://www.w3.org/ns/sosa/");
  private static final Set<Node> OF_CLASSES = Set.of(RDFS.subClassOf.asNode());
  private static final Set<Node> OF_PROPERTIES = Set.of(RDFS.subPropertyOf.asNode());
  private static final Set<Node> OF_BOTH =
      Stream.of(SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
          .map(property -> property.asNode())
          .collect(Collectors.toSet());

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("alignments"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyFileHasItsNamespace() throws IOException {
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(NAMESPACES.keySet());
  }

  @ParameterizedTest
  @MethodSource("files")
  void aTermOfOursIsAlignedWithATermOfTheOther(Path file) {
    Graph vocabulary = Words.vocabulary();
    String namespace = NAMESPACES.getOrDefault(file.getFileName().toString(), "none");
    assertThat(RDFDataMgr.loadGraph(file.toString()).stream())
        .isNotEmpty()
        .allSatisfy(
            aligned -> {
              boolean isClass =
                  Hygiene.kinds(vocabulary, aligned.getSubject()).contains(OWL2.Class.asNode());
              assertThat(Hygiene.terms(vocabulary)).contains(aligned.getSubject());
              assertThat(aligned.getObject().getURI()).startsWith(namespace);
              assertThat(
                      OF_BOTH.contains(aligned.getPredicate())
                          || (isClass ? OF_CLASSES : OF_PROPERTIES)
                              .contains(aligned.getPredicate()))
                  .as("%s", aligned)
                  .isTrue();
            });
  }

  @Test
  void theVocabularyItselfNamesNoClassOfOthersAsABroaderOne() {
    assertThat(Words.vocabulary().stream(Node.ANY, RDFS.subClassOf.asNode(), Node.ANY))
        .allSatisfy(broader -> assertThat(broader.getObject().getURI()).startsWith(Icra.NS));
  }

  @Test
  @EnabledIfSystemProperty(
      named = "continuo.testsuites",
      matches = ".+",
      disabledReason =
          "The ontology of Gaia-X is no part of this project; name the folder of the suites with"
              + " -Dcontinuo.testsuites=FOLDER.")
  void gaiaXHasTheTermsThatItIsSaidToHave() {
    Graph gaiaX =
        RDFDataMgr.loadGraph(
            Path.of(System.getProperty("continuo.testsuites"), "gaia-x-25.11", "gx.owl.ttl")
                .toString());
    assertThat(
            RDFDataMgr.loadGraph("alignments/gaia-x.ttl").stream()
                .map(Triple::getObject)
                .filter(term -> !gaiaX.contains(term, RDF.type.asNode(), Node.ANY)))
        .isEmpty();
  }
}
