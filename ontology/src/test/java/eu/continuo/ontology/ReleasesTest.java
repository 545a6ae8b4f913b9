package eu.continuo.ontology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;

/**
 * A term that was given out stays: it may be deprecated, and it never vanishes nor becomes another
 * kind of term. {@code releases/} has the terms of each release.
 */
class ReleasesTest {
  @Test
  void everyReleasedTermIsThereAndOfItsKind() throws IOException {
    try (Stream<Path> releases = Files.list(Path.of("releases"))) {
      List<Path> lists = releases.sorted().toList();
      assertThat(lists).isNotEmpty();
      for (Path list : lists) {
        assertThat(broken(Files.readAllLines(list), Words.vocabulary())).as("%s", list).isEmpty();
      }
    }
  }

  @Test
  void aTermThatVanishesOrChangesItsKindIsFound() {
    List<String> released = List.of("term,kind", "Site,Class", "tier,ObjectProperty");
    Graph vocabulary = GraphFactory.createDefaultGraph();
    GraphUtil.addInto(vocabulary, Words.vocabulary());
    vocabulary.add(
        Triple.create(
            Icra.SITE, OWL2.deprecated.asNode(), NodeFactory.createLiteralString("true")));
    assertThat(broken(released, vocabulary)).as("deprecated").isEmpty();
    vocabulary.remove(Icra.SITE, Node.ANY, Node.ANY);
    vocabulary.remove(Icra.TIER, RDF.type.asNode(), Node.ANY);
    vocabulary.add(Triple.create(Icra.TIER, RDF.type.asNode(), OWL2.DatatypeProperty.asNode()));
    assertThat(broken(released, vocabulary))
        .containsExactly(
            "Site was a Class and is [].", "tier was a ObjectProperty and is [DatatypeProperty].");
  }

  private static List<String> broken(List<String> released, Graph vocabulary) {
    return released.stream()
        .skip(1)
        .map(line -> line.split(","))
        .flatMap(row -> broken(row[0], row[1], vocabulary))
        .toList();
  }

  private static Stream<String> broken(String term, String kind, Graph vocabulary) {
    List<String> kinds =
        Hygiene.kinds(vocabulary, NodeFactory.createURI(Icra.NS + term)).stream()
            .map(Node::getLocalName)
            .toList();
    return kinds.equals(List.of(kind))
        ? Stream.of()
        : Stream.of(term + " was a " + kind + " and is " + kinds + ".");
  }
}
