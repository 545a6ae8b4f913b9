package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import eu.continuo.verdict.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private static final Shapes SHAPES = Shapes.packaged();

  @Test
  void givesTheShapesAsTheyAreWritten() throws IOException {
    for (ConceptShapes shapes : SHAPES.texts()) {
      String concept = shapes.concept();
      assertThat(shapes.turtle())
          .isEqualTo(
              Files.readString(Cases.ROOT.resolve(concept).resolve(concept + ".shapes.ttl")));
    }
    assertThat(SHAPES.texts()).extracting(ConceptShapes::concept).isEqualTo(Cases.concepts());
  }

  @Test
  void isVersionedByTheDigestOfItsText() {
    assertThat(SHAPES.version()).matches("[0-9a-f]{64}");
  }

  @Test
  void acceptsTheSchemesInTheDataToo() {
    Graph data = Cases.read(Cases.NEIGHBOURS);
    GraphUtil.addInto(data, Words.schemes());
    GraphUtil.addInto(data, Words.vocabulary());
    assertThat(SHAPES.judge(data)).isEqualTo(new Verdict.Accepted(List.of()));
  }

  @Test
  void acceptsWithAWarning() {
    Verdict verdict = judge("site/violates/no-coordinates");
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.findings()).extracting(Finding::severity).containsOnly(Severity.WARNING);
  }

  @Test
  void shortensALongValueInAMessageAndKeepsItInTheFinding() {
    String tale = "8".repeat(10_000) + "x";
    Graph data = Cases.read(Cases.NEIGHBOURS);
    Node profile = NodeFactory.createURI("https://continuum.example/id/energy/long");
    data.add(profile, RDF.type.asNode(), Icra.ENERGY_PROFILE);
    data.add(profile, Icra.PUE, NodeFactory.createLiteralString(tale));
    assertThat(SHAPES.judge(data).findings())
        .filteredOn(finding -> finding.code().equals("shape.datatype"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.value()).isEqualTo(tale))
        .satisfies(finding -> assertThat(finding.message()).hasSizeLessThan(300).contains("888…"));
  }

  /** Thousands have the same dimension, and few the same site. */
  @Test
  void judgesACapacityWithThoseOfItsSiteAndNotWithAllOfItsDimension() {
    Graph data = Cases.read(Cases.NEIGHBOURS);
    Node dimension = Icra.concept("dimensions", "vcpu");
    for (int site = 0; site < 40; site++) {
      data.add(capacity(site), RDF.type.asNode(), Icra.CAPACITY);
      data.add(capacity(site), Icra.DIMENSION, dimension);
      data.add(capacity(site), Icra.OF_SITE, NodeFactory.createURI("urn:site:" + site / 2));
    }
    List<Triple> changed = data.find(capacity(0), Node.ANY, Node.ANY).toList();

    ChangeReport report = SHAPES.report(new NetChange(data, changed, List.of()));

    assertThat(report.focusNodes()).contains(capacity(0), capacity(1)).hasSizeLessThan(5);
  }

  private static Node capacity(int number) {
    return NodeFactory.createURI("urn:capacity:" + number);
  }

  @Test
  void findsWhatLosesItsMeaningWhenATypeIsRemoved() {
    Graph data = Cases.read(Cases.NEIGHBOURS);
    List<Triple> removed =
        data.stream(Node.ANY, RDF.type.asNode(), Icra.GRID_ZONE)
            .filter(triple -> data.contains(Node.ANY, Icra.IN_GRID_ZONE, triple.getSubject()))
            .toList();
    assertThat(removed).isNotEmpty();
    removed.forEach(data::delete);
    Verdict ofChange = SHAPES.judge(new NetChange(data, List.of(), removed));
    assertThat(ofChange).isEqualTo(SHAPES.judge(data));
    assertThat(ofChange.findings())
        .extracting(Finding::code)
        .contains("shape.class", "shape.untyped");
  }

  @Test
  void findsNothingNewInWhatAChangeCannotAffect() {
    Graph data = Cases.withNeighbours(Cases.ROOT.resolve("site/violates/no-country/input.jsonld"));
    assertThat(SHAPES.judge(data).accepted()).isFalse();
    List<Triple> added =
        List.of(
            Triple.create(
                NodeFactory.createURI("https://continuum.example/id/party/nordlicht"),
                NodeFactory.createURI("https://example.org/nickname"),
                NodeFactory.createLiteralString("north")));
    added.forEach(data::add);
    ChangeReport report = SHAPES.report(new NetChange(data, added, List.of()));
    assertThat(report.report().verdict()).isEqualTo(new Verdict.Accepted(List.of()));
    assertThat(report.focusNodes()).isEmpty();
    assertThat(report.fallbacks()).isEmpty();
  }

  @Test
  void judgesFiveThousandTriplesInHalfASecondOfOneProcessor() {
    Graph data = Cases.read(Cases.NEIGHBOURS);
    for (int i = 0; data.size() < 5_000; i++) {
      addObservation(data, i);
    }
    assertThat(SHAPES.judge(data)).isEqualTo(new Verdict.Accepted(List.of()));
    long cpuNanosBest =
        LongStream.generate(() -> cpuNanos(() -> SHAPES.judge(data))).limit(10).min().orElseThrow();
    assertThat(Duration.ofNanos(cpuNanosBest)).isLessThan(Duration.ofMillis(500));
  }

  /** Time of the processor, so that a busy machine does not fail the test. */
  private static long cpuNanos(Runnable work) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    work.run();
    return thread.getCurrentThreadCpuTime() - start;
  }

  private static void addObservation(Graph data, int hour) {
    Node observation = NodeFactory.createURI("https://continuum.example/id/observation/" + hour);
    Node zone = NodeFactory.createURI("https://continuum.example/id/zone/de-lu");
    String instant = "20%02d-01-01T%02d:00:00Z".formatted(hour / 24, hour % 24);
    List.of(
            Triple.create(observation, RDF.type.asNode(), Icra.GRID_OBSERVATION),
            Triple.create(observation, Icra.OF_ZONE, zone),
            Triple.create(
                observation,
                Icra.HOUR,
                NodeFactory.createLiteralDT(instant, XSDDatatype.XSDdateTime)),
            Triple.create(
                observation,
                Icra.CARBON_INTENSITY_GRAMS_PER_KWH,
                NodeFactory.createLiteralDT("312.5", XSDDatatype.XSDdecimal)),
            Triple.create(observation, Icra.FIGURE_BASIS, Icra.concept("figure-bases", "modelled")))
        .forEach(data::add);
  }

  private static Verdict judge(String folder) {
    return SHAPES.judge(Cases.withNeighbours(Cases.ROOT.resolve(folder).resolve("input.jsonld")));
  }
}
