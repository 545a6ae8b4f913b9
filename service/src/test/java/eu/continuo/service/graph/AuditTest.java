package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.service.Europe;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.verdict.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds whatever was done to the files behind the service's back. */
final class AuditTest {
  private static final String BASE = "https://continuum.example/g/";

  @TempDir Path data;
  private Instance instance;

  @BeforeEach
  void load() throws Exception {
    Europe europe = Europe.packaged();
    Files.write(data.resolve("trust-list.json"), Europe.bytes("trust-list.json"));
    instance = Instance.open(Settings.in(data, Clock.fixed(europe.now(), ZoneOffset.UTC)));
    assertThat(
            instance
                .intake()
                .receive(europe.documentsWithoutHours(), Principal.OPERATOR, europe.now()))
        .isInstanceOf(Commit.Kept.class);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void whatTheServiceWroteHolds() {
    Audit audit = instance.continuum().audit(step -> {});
    assertThat(audit.checks()).allMatch(Audit.Check::holds);
    assertThat(audit.commits()).isEqualTo(2);
    assertThat(audit.head()).isEqualTo(instance.log().head().orElseThrow().digest());
  }

  @Test
  void aStatementThatIsNotInTheLogIsFound() {
    tamper(d -> d.add(quad("p/falkenhain/declared", "<urn:x> <urn:p> 'smuggled'")));
    assertThat(codes("graph")).containsExactly("audit.graph-differs");
    assertThat(codes("log")).isEmpty();
  }

  @Test
  void aStatementThatIsGoneIsFound() {
    tamper(d -> d.delete(any(d, "p/falkenhain/declared")));
    assertThat(codes("graph")).containsExactly("audit.graph-differs");
  }

  @Test
  void aConclusionThatDoesNotFollowIsFound() {
    tamper(
        d ->
            d.add(
                quad(
                    "inferred/places",
                    "<https://w3id.org/dpv/loc#US> <https://w3id.org/icra/ns#within>"
                        + " <https://w3id.org/dpv/loc#EU>")));
    assertThat(codes("rules")).containsExactly("audit.stale");
  }

  @Test
  void aConclusionThatIsGoneIsFound() {
    tamper(d -> d.delete(any(d, "inferred/control-paths")));
    assertThat(codes("rules")).containsExactly("audit.stale");
  }

  @Test
  void aGraphThatNobodyAnswersForIsFound() {
    tamper(d -> d.add(quad("p/nobody", "<urn:x> <urn:p> <urn:o>")));
    assertThat(codes("rows")).containsExactly("audit.row-missing");
  }

  @Test
  void aViolationIsFound() {
    tamper(
        d ->
            d.deleteAny(
                SSE.parseNode("<" + BASE + "p/falkenhain/declared>"),
                SSE.parseNode("<https://continuum.example/id/party/falkenhain>"),
                SSE.parseNode("<http://purl.org/dc/terms/title>"),
                Node.ANY));
    assertThat(codes("shapes")).contains("shape.min-count");
  }

  @Test
  void aChangedRecordOfTheLogIsFound() throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      Path file = files.findFirst().orElseThrow();
      Files.writeString(file, Files.readString(file).replaceFirst("Falkenhain", "Falkenhein"));
    }
    assertThat(codes("log")).containsExactly("audit.log-damaged");
  }

  private List<String> codes(String check) {
    return instance.continuum().audit(step -> {}).checks().stream()
        .filter(c -> c.name().equals(check) && !c.holds())
        .flatMap(c -> c.findings().stream())
        .map(Finding::code)
        .distinct()
        .toList();
  }

  private void tamper(Consumer<DatasetGraph> how) {
    instance
        .store()
        .write(
            dataset -> {
              how.accept(dataset);
              return new Outcome<>(true, true);
            },
            Duration.ofSeconds(1));
  }

  private static Quad any(DatasetGraph dataset, String graph) {
    return dataset
        .find(SSE.parseNode("<" + BASE + graph + ">"), Node.ANY, Node.ANY, Node.ANY)
        .next();
  }

  private static Quad quad(String graph, String triple) {
    return SSE.parseQuad("(<" + BASE + graph + "> " + triple + ")");
  }
}
