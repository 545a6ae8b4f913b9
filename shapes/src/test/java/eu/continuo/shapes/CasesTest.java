package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.continuo.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case gives exactly its report. {@code mvn -pl shapes -am test
 * -Dcontinuo.shapes.write-reports=true} writes the reports anew; read what it wrote before it is
 * committed.
 */
class CasesTest {
  private static final boolean WRITES_REPORTS = Boolean.getBoolean("continuo.shapes.write-reports");
  private static final Shapes SHAPES = Shapes.packaged();

  @Test
  void findsNothingInTheNeighbours() {
    assertThat(SHAPES.judge(Cases.read(Cases.NEIGHBOURS)))
        .isEqualTo(new Verdict.Accepted(List.of()));
  }

  /** A translation begins at what the gate accepts. */
  @Test
  void findsNothingInTheOfferingThatIsExported() {
    assertThat(SHAPES.judge(Cases.read(Path.of("../sparql/exports/gaia-x/offering.jsonld"))))
        .isEqualTo(new Verdict.Accepted(List.of()));
  }

  @TestFactory
  Stream<DynamicTest> findsNothingInAConformingCase() {
    return Cases.concepts().stream()
        .flatMap(concept -> Cases.conforming(concept).stream())
        .map(
            document ->
                dynamicTest(
                    name(document),
                    () -> {
                      Graph graph = Cases.withNeighbours(document);
                      Verdict nothing = new Verdict.Accepted(List.of());
                      assertThat(SHAPES.judge(graph)).isEqualTo(nothing);
                      assertThat(SHAPES.judge(asOneChange(graph))).isEqualTo(nothing);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> givesExactlyTheReportOfAViolatingCase() {
    return Cases.concepts().stream()
        .flatMap(concept -> Cases.violating(concept).stream())
        .map(folder -> dynamicTest(name(folder), () -> givesItsReport(folder)));
  }

  private static void givesItsReport(Path folder) throws IOException {
    Graph graph = Cases.withNeighbours(folder.resolve("input.jsonld"));
    Report whole = SHAPES.report(graph);
    Graph report = whole.graph();
    Path expected = folder.resolve("report.ttl");
    if (WRITES_REPORTS) {
      write(report, expected);
    }
    Graph wanted = RDFDataMgr.loadGraph(expected.toUri().toString());
    assertThat(report)
        .describedAs(() -> "the report, which is\n" + turtle(report))
        .matches(wanted::isIsomorphicWith, "is isomorphic with " + name(folder) + "/report.ttl");
    Report ofChange = SHAPES.report(asOneChange(graph)).report();
    assertThat(ofChange.graph()).matches(wanted::isIsomorphicWith, "is the same of a change");
    assertThat(ofChange.verdict()).isEqualTo(whole.verdict());
  }

  private static NetChange asOneChange(Graph graph) {
    return new NetChange(graph, graph.stream().toList(), List.of());
  }

  private static void write(Graph report, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      RDFDataMgr.write(out, report, RDFFormat.TURTLE_PRETTY);
    }
  }

  private static String turtle(Graph graph) {
    var out = new java.io.StringWriter();
    RDFDataMgr.write(out, graph, RDFFormat.TURTLE_PRETTY);
    return out.toString();
  }

  private static String name(Path path) {
    return Cases.ROOT.relativize(path).toString();
  }
}
