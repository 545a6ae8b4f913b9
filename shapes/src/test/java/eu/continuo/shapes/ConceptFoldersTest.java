package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConceptFoldersTest {
  static Stream<String> concepts() {
    return Cases.concepts().stream();
  }

  @Test
  void packagesEveryConceptFolder() {
    assertThat(Shapes.CONCEPTS).isEqualTo(Cases.concepts());
  }

  @ParameterizedTest
  @MethodSource("concepts")
  void holdsShapesAPageAndCases(String concept) throws IOException {
    assertThat(Files.readString(Cases.ROOT.resolve(concept).resolve("README.md")))
        .startsWith("# " + concept + "\n\n" + question(concept) + "\n")
        .contains("## Avoid", "## Prefer", "## Why");
    assertThat(Cases.conforming(concept)).isNotEmpty();
    assertThat(Cases.violating(concept))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            folder ->
                assertThat(folder.toFile().list())
                    .containsExactlyInAnyOrder("input.jsonld", "report.ttl"));
  }

  @Test
  void saysOfEveryTargetedPropertyShapeItsNameItsMessageAndItsHint() {
    Graph shapes = shapes();
    Set<Node> incomplete =
        shapes.stream(Node.ANY, SHACL.path, Node.ANY)
            .map(Triple::getSubject)
            .filter(shape -> !isMembership(shapes, shape))
            .filter(
                shape ->
                    !shape.isURI()
                        || !shape.getURI().startsWith(ShapeIri.NS)
                        || !shapes.contains(shape, SHACL.description, Node.ANY)
                        || !(shapes.contains(shape, SHACL.message, Node.ANY)
                            || shapes.contains(shape, SHACL.sparql, Node.ANY)))
            .collect(Collectors.toSet());
    assertThat(incomplete).isEmpty();
  }

  @Test
  void usesEveryPropertyShape() {
    Graph shapes = shapes();
    Set<Node> unused =
        shapes.stream(Node.ANY, SHACL.path, Node.ANY)
            .map(Triple::getSubject)
            .filter(shape -> !shapes.contains(Node.ANY, SHACL.property, shape))
            .collect(Collectors.toSet());
    assertThat(unused).isEmpty();
  }

  /** Core constraints are the standard's to test; a pattern or a query is ours. */
  @Test
  void hasACaseForEveryQueryAndEveryPattern() {
    Graph shapes = shapes();
    Set<Node> written =
        Stream.of(SHACL.sparql, SHACL.pattern)
            .flatMap(constraint -> shapes.stream(Node.ANY, constraint, Node.ANY))
            .map(Triple::getSubject)
            .collect(Collectors.toSet());
    assertThat(found(SHACL.sourceShape)).containsAll(written);
  }

  @Test
  void staysWithinWhatEveryEngineJudgesAlike() {
    Graph shapes = shapes();
    assertThat(Stream.of(SHACL.rule, SHACL.target, SHACL.js, SHACL.expression))
        .noneMatch(construct -> shapes.contains(Node.ANY, construct, Node.ANY));
    assertThat(
            shapes.stream(Node.ANY, SHACL.select, Node.ANY)
                .map(triple -> triple.getObject().getLiteralLexicalForm()))
        .isNotEmpty()
        .noneMatch(query -> query.matches("(?is).*\\b(VALUES|MINUS|SERVICE|GRAPH)\\b.*"))
        .noneMatch(query -> query.matches("(?is).*\\{\\s*SELECT\\b.*"));
  }

  /** Jena puts only a predicate in the place of $PATH; another path would match any predicate. */
  @Test
  void writesPathsThatAreNoPredicatesOutInQueries() {
    Graph shapes = shapes();
    assertThat(
            shapes.stream(Node.ANY, SHACL.path, Node.ANY)
                .filter(path -> !path.getObject().isURI())
                .flatMap(path -> shapes.stream(path.getSubject(), SHACL.sparql, Node.ANY))
                .flatMap(sparql -> shapes.stream(sparql.getObject(), SHACL.select, Node.ANY))
                .map(triple -> triple.getObject().getLiteralLexicalForm()))
        .isNotEmpty()
        .noneMatch(query -> query.contains("$PATH"));
  }

  /** The question that the shapes themselves say they answer. */
  private static String question(String concept) {
    return shapes().stream(
            NodeFactory.createURI(ShapeIri.NS + concept), RDFS.label.asNode(), Node.ANY)
        .map(label -> label.getObject().getLiteralLexicalForm())
        .collect(Collectors.joining());
  }

  private static boolean isMembership(Graph shapes, Node shape) {
    return shapes.contains(shape, SHACL.hasValue, Node.ANY);
  }

  /** What the expected reports of all cases name by this property. */
  private static Set<Node> found(Node property) {
    return Cases.concepts().stream()
        .flatMap(concept -> Cases.violating(concept).stream())
        .map(folder -> RDFDataMgr.loadGraph(report(folder)))
        .flatMap(report -> report.stream(Node.ANY, property, Node.ANY))
        .map(Triple::getObject)
        .collect(Collectors.toSet());
  }

  private static String report(Path folder) {
    return folder.resolve("report.ttl").toUri().toString();
  }

  private static Graph shapes() {
    Graph graph = GraphFactory.createDefaultGraph();
    for (ConceptShapes concept : Shapes.packaged().texts()) {
      RDFParser.fromString(concept.turtle(), Lang.TURTLE).parse(graph);
    }
    assertThat(graph.contains(Node.ANY, RDF.type.asNode(), SHACL.NodeShape)).isTrue();
    return graph;
  }
}
