package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the IPCEI-CIS Reference Architecture 2.0 (January 2026) names is a concept. */
class ReferenceArchitectureTest {
  private static final Graph SCHEMES = Words.schemes();
  private static final Node OUT = Icra.concept("service-modes", "out");

  /** Counted by hand in sections 2 to 6 of the text. */
  @ParameterizedTest
  @CsvSource({
    "layers, 8",
    "domains, 4",
    "components, 57",
    "csf-topics, 57",
    "interfaces, 9",
    "roles, 15",
    "icra-2.0, 212"
  })
  void everythingThatTheTextNamesIsAConcept(String scheme, int count) {
    assertThat(members(scheme)).hasSize(count);
  }

  /** Ten topics and 47 parts of them; the components of section 3, section by section. */
  @ParameterizedTest
  @CsvSource({
    "S, 10", "M, 7", "E, 5", "F, 2", "A, 6", "DA, 6", "AI, 6", "SO, 4", "P, 11", "V, 5", "PH, 5"
  })
  void everySectionIsComplete(String letters, int count) {
    assertThat(members("icra-2.0").stream().map(ReferenceArchitectureTest::notation))
        .filteredOn(notation -> notation.matches(letters + "\\d+"))
        .hasSize(count);
  }

  static List<Node> rows() {
    return members("icra-2.0").stream().filter(row -> !notation(row).contains(".")).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowIsServedOrSaysWhyNot(Node row) {
    for (Node property :
        List.of(
            SKOS.notation.asNode(),
            SKOS.prefLabel.asNode(),
            SKOS.definition.asNode(),
            DCTerms.source.asNode())) {
      assertThat(SCHEMES.stream(row, property, Node.ANY).count()).as(property.getURI()).isOne();
    }
    Set<Node> modes = objects(row, Icra.MODE_OF_SERVICE);
    assertThat(members("service-modes")).containsAll(modes);
    if (modes.contains(OUT)) {
      assertThat(modes).hasSize(1);
      assertThat(objects(row, SKOS.scopeNote.asNode())).hasSize(1);
    } else {
      assertThat(modes).isNotEmpty();
    }
  }

  @Test
  void everyComponentAndEveryTopicHasItsPlace() {
    assertThat(members("components"))
        .allSatisfy(
            component ->
                assertThat(objects(component, SKOS.broader.asNode()))
                    .singleElement()
                    .satisfies(
                        place ->
                            assertThat(members("layers").contains(place))
                                .isNotEqualTo(members("domains").contains(place))));
    Map<Boolean, Long> topics =
        members("csf-topics").stream()
            .collect(
                Collectors.partitioningBy(
                    topic ->
                        objects(topic, SKOS.broader.asNode()).stream()
                            .anyMatch(members("csf-topics")::contains),
                    Collectors.counting()));
    assertThat(topics).isEqualTo(Map.of(true, 47L, false, 10L));
  }

  /** The text names no technology for the interface of security. */
  @Test
  void everyInterfaceButThatOfSecurityHasTechnologies() {
    Set<Node> related =
        members("technologies").stream()
            .flatMap(technology -> objects(technology, SKOS.related.asNode()).stream())
            .collect(Collectors.toSet());
    Set<Node> interfaces = members("interfaces");
    assertThat(interfaces).containsAll(related);
    interfaces.removeAll(related);
    assertThat(interfaces.stream().map(ReferenceArchitectureTest::notation)).containsExactly("I8");
  }

  private static Set<Node> members(String scheme) {
    Node iri = NodeFactory.createURI(Icra.SCHEMES + scheme);
    return SCHEMES.stream(Node.ANY, SKOS.inScheme.asNode(), iri)
        .map(Triple::getSubject)
        .collect(Collectors.toSet());
  }

  private static Set<Node> objects(Node subject, Node property) {
    return SCHEMES.stream(subject, property, Node.ANY)
        .map(Triple::getObject)
        .collect(Collectors.toSet());
  }

  private static String notation(Node concept) {
    return concept.getURI().substring(concept.getURI().lastIndexOf('/') + 1);
  }
}
