package eu.continuo.shapes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.IsoMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON-LD in, a graph, JSON-LD out, a graph again: nothing is lost and nothing comes in. */
class RoundTripTest {
  private static final String BASE = "https://continuum.example/";
  private static final JsonLd JSON_LD = new JsonLd(BASE);
  private static final Path EXAMPLE = Path.of("../examples/europe");

  /** Every conforming case, the neighbours of the cases, and every document of the example. */
  static List<Path> documents() throws IOException {
    try (Stream<Path> example = Files.walk(EXAMPLE)) {
      return Stream.of(
              Cases.concepts().stream().flatMap(concept -> Cases.conforming(concept).stream()),
              Stream.of(Cases.NEIGHBOURS),
              example.filter(file -> file.toString().endsWith(".jsonld")).sorted())
          .flatMap(files -> files)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentComesBackAsItWas(Path document) {
    Graph graph = Cases.read(document);
    String written = JSON_LD.write(graph, null);
    Graph again = read(written);
    assertThat(again).matches(graph::isIsomorphicWith, "is what was written:\n" + written);
    assertThat(JSON_LD.write(again, null)).as("and is written as before").isEqualTo(written);
  }

  /** A document is one named graph, so that a continuum comes back graph by graph. */
  @Test
  void aContinuumComesBackWithItsNamedGraphs() throws IOException {
    DatasetGraph continuum = DatasetGraphFactory.create();
    for (Path document : documents()) {
      continuum.addGraph(
          NodeFactory.createURI(BASE + "g/" + Cases.ROOT.relativize(document.toAbsolutePath())),
          Cases.read(document));
    }
    Map<String, String> written = new TreeMap<>();
    continuum
        .listGraphNodes()
        .forEachRemaining(
            name -> written.put(name.getURI(), JSON_LD.write(continuum.getGraph(name), null)));
    DatasetGraph again = DatasetGraphFactory.create();
    written.forEach((name, text) -> again.addGraph(NodeFactory.createURI(name), read(text)));
    assertThat(written).hasSameSizeAs(documents());
    assertThat(IsoMatcher.isomorphic(continuum, again)).isTrue();

    Quad one = again.stream().findFirst().orElseThrow();
    again.delete(one);
    again.add(Quad.create(NodeFactory.createURI(BASE + "g/other"), one.asTriple()));
    assertThat(IsoMatcher.isomorphic(continuum, again)).as("in another graph").isFalse();
  }

  private static Graph read(String document) {
    return switch (JSON_LD.read(document.getBytes(UTF_8))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable ->
          throw new AssertionError(unreadable.findings() + "\n" + document);
    };
  }
}
