package eu.continuo.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

/**
 * An offering goes to Gaia-X and comes back. {@code -Dcontinuo.write-expected=true} writes {@code
 * expected.ttl} and {@code lost.txt} anew; that Gaia-X itself finds nothing in the first is held by
 * a test of the shapes.
 */
class GaiaXTest {
  private static final String ID = "https://continuum.example/id/";
  private static final String OFFERING = ID + "offering/elbmarsch-containers";
  private static final Path EXPORT = Path.of("exports/gaia-x");
  private static final Path IMPORT = Path.of("imports/gaia-x");
  private static final GaiaX GAIA_X = GaiaX.packaged();

  @Test
  void anOfferingIsSaidInTermsOfGaiaX() throws IOException {
    Translated.Translation exported = translation(GAIA_X.export(offering(), OFFERING));
    holds(exported, EXPORT);
    assertThat(exported.graph().stream().map(triple -> triple.getPredicate().getURI()))
        .noneMatch(iri -> iri.startsWith("https://w3id.org/icra/"));
  }

  @Test
  void anOfferingOfGaiaXIsSaidInOurTermsAndTheLossIsNamed() throws IOException {
    Graph gaiaX = RDFDataMgr.loadGraph(EXPORT.resolve("expected.ttl").toString());
    Translated.Translation imported = translation(GAIA_X.read(gaiaX));
    holds(imported, IMPORT);
    assertThat(imported.graph().stream().map(Triple::toString))
        .noneMatch(triple -> triple.contains(GaiaX.NS));
  }

  /** What Gaia-X can say is the same after the way there and back. */
  @Test
  void whatGaiaXCanSayComesBack() throws IOException {
    Translated.Translation exported = translation(GAIA_X.export(offering(), OFFERING));
    Translated.Translation back = translation(GAIA_X.read(exported.graph()));
    Translated.Translation again = translation(GAIA_X.export(back.graph(), OFFERING));
    assertThat(again.graph().isIsomorphicWith(exported.graph())).isTrue();
    assertThat(again.lost()).isEmpty();
  }

  @Test
  void whatGaiaXDemandsIsNotInvented() throws IOException {
    Graph poor = offering();
    for (String property : List.of("vatID", "termsOfService")) {
      poor.remove(Node.ANY, NodeFactory.createURI("https://schema.org/" + property), Node.ANY);
    }
    assertThat(((Translated.NotTranslated) GAIA_X.export(poor, OFFERING)).findings())
        .extracting(Finding::code, Finding::focus, Finding::path)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "gaia-x.missing-fact", ID + "party/elbmarsch", "gx:registrationNumber"),
            org.assertj.core.groups.Tuple.tuple(
                "gaia-x.missing-fact", OFFERING, "gx:serviceOfferingTermsAndConditions"));
    assertThat(((Translated.NotTranslated) GAIA_X.export(poor, ID + "offering/none")).findings())
        .extracting(Finding::code)
        .containsExactly("gaia-x.no-offering");
  }

  @Test
  void aDescriptionThatIsTooLargeIsRefused() {
    Graph large = GraphFactory.createDefaultGraph();
    for (int i = 0; i <= GaiaX.TRIPLES_MAX; i++) {
      Node node = NodeFactory.createURI(ID + i);
      large.add(node, node, node);
    }
    assertThat(((Translated.NotTranslated) GAIA_X.read(large)).findings())
        .extracting(Finding::code)
        .containsExactly("gaia-x.too-large");
  }

  private static void holds(Translated.Translation translation, Path folder) throws IOException {
    Path expected = folder.resolve("expected.ttl");
    Path lost = folder.resolve("lost.txt");
    List<String> named =
        translation.lost().stream()
            .map(
                triple ->
                    triple.getSubject() + " " + triple.getPredicate() + " " + triple.getObject())
            .toList();
    if (Boolean.getBoolean("continuo.write-expected")) {
      try (OutputStream out = Files.newOutputStream(expected)) {
        RDFDataMgr.write(out, translation.graph(), RDFFormat.TURTLE_PRETTY);
      }
      Files.write(lost, named);
    }
    Graph wanted = RDFDataMgr.loadGraph(expected.toString());
    assertThat(translation.graph()).matches(wanted::isIsomorphicWith, "is " + expected);
    try (Stream<String> lines = Files.lines(lost)) {
      assertThat(named).containsExactlyElementsOf(lines.toList());
    }
  }

  private static Translated.Translation translation(Translated translated) {
    assertThat(translated).isInstanceOf(Translated.Translation.class);
    return (Translated.Translation) translated;
  }

  private static Graph offering() throws IOException {
    Path document = EXPORT.resolve("offering.jsonld");
    return switch (new JsonLd("https://continuum.example/").read(Files.readAllBytes(document))) {
      case Reading.Read read -> read.graph();
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.findings());
    };
  }
}
