package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vocabulary, shapes, questions, rules, exports, schemes and documents speak of the same terms. */
class CoherenceTest {
  private static final Graph VOCABULARY = Words.vocabulary();
  private static final Set<String> TERMS =
      Hygiene.terms(VOCABULARY).stream()
          .map(Node::getLocalName)
          .collect(Collectors.toCollection(TreeSet::new));
  private static final Node DOMAIN = NodeFactory.createURI("https://schema.org/domainIncludes");

  @ParameterizedTest
  @EnumSource
  void whatIsUsedIsDefined(Uses uses) {
    assertThat(TERMS).containsAll(uses.terms());
  }

  /** The continuum of the questions counts for none: it is there because of them. */
  @Test
  void whatIsDefinedIsUsed() {
    Set<String> unused = new TreeSet<>(TERMS);
    Stream.of(Uses.values())
        .filter(uses -> uses != Uses.CONTINUUM)
        .forEach(uses -> unused.removeAll(uses.terms()));
    assertThat(unused).isEmpty();
  }

  @Test
  void aPropertyIsSaidOfWhatItsDomainNames() {
    Set<String> strangers =
        Uses.data()
            .flatMap(graph -> graph.stream().flatMap(triple -> stranger(graph, triple)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(strangers).isEmpty();
  }

  @Test
  void nothingIsTwoThingsThatAreToldApart() {
    Set<Node> disjoint = Set.copyOf(Hygiene.disjointClasses(VOCABULARY));
    List<Node> two =
        Uses.data()
            .flatMap(
                graph ->
                    graph.stream(Node.ANY, RDF.type.asNode(), Node.ANY)
                        .filter(type -> disjoint.contains(type.getObject()))
                        .collect(Collectors.groupingBy(Triple::getSubject))
                        .values()
                        .stream())
            .filter(types -> types.size() > 1)
            .map(types -> types.getFirst().getSubject())
            .toList();
    assertThat(two).isEmpty();
  }

  /** Terms of Gaia-X stand in the alignments and in what speaks to Gaia-X, and nowhere else. */
  @Test
  void gaiaXDoesNotLeakIn() throws IOException {
    List<Path> ours =
        Stream.of(Uses.SHAPE, Uses.QUESTION, Uses.RULE, Uses.SCHEME, Uses.CASE, Uses.EXAMPLE)
            .flatMap(uses -> uses.files().stream())
            .collect(Collectors.toList());
    for (String folder : List.of("vocabulary", "contexts")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.forEach(ours::add);
      }
    }
    for (Path file : ours) {
      assertThat(Files.readString(file)).as("%s", file).doesNotContain("gaia-x");
    }
  }

  private static Stream<String> stranger(Graph graph, Triple triple) {
    if (!triple.getPredicate().getURI().startsWith(Icra.NS)) {
      return Stream.of();
    }
    List<Node> domain = Hygiene.objects(VOCABULARY, triple.getPredicate(), DOMAIN);
    List<Node> types = Hygiene.objects(graph, triple.getSubject(), RDF.type.asNode());
    return types.isEmpty() || types.stream().anyMatch(domain::contains)
        ? Stream.of()
        : Stream.of(
            triple.getPredicate().getLocalName()
                + " of "
                + types.stream().map(Node::getLocalName).toList());
  }
}
