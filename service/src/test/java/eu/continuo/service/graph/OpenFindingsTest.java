package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one party breaks at another's is kept, and known to both until it is mended. */
final class OpenFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String BASE = "https://continuum.example/";
  private static final String PREFIXES =
      """
      PREFIX : <https://continuum.example/id/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX law: <https://w3id.org/dpv/loc#>
      """;
  private static final Node FOCUS_NODE = SSE.parseNode("<http://www.w3.org/ns/shacl#focusNode>");
  private static final String NORD =
      ":nord a icra:Party ; dcterms:title \"Nord\" ; icra:subjectToJurisdiction law:DE ;"
          + " icra:ownerCount 0 .";
  private static final String SHOP =
      ":shop a icra:Application ; dcterms:title 'Shop' ; icra:consumer :nord ;"
          + " icra:hasComponent :web .\n:web a icra:ApplicationComponent ;"
          + " icra:requestsVcpu 1.0 ; icra:requestsMemoryGiB 1.0 .";
  private static final String OTHER =
      ":other a icra:Application ; dcterms:title 'Other' ; icra:hasComponent :web .";

  private GraphStore store;
  private Continuum continuum;

  @BeforeEach
  void begin() {
    store = Tdb2GraphStore.inMemory();
    continuum = Fresh.continuum(store, BASE, NOW);
    kept("nord", NORD);
    kept("sued", SHOP);
  }

  @AfterEach
  void close() {
    assertThat(continuum.audit(step -> {}).checks()).allMatch(Audit.Check::holds);
    store.close();
  }

  @Test
  void whoLeavesIsNotHeldByWhoRefersToHim() {
    assertThat(codes(kept("nord", ""))).containsExactly("shape.class");
    assertThat(open()).containsExactly("shop: shape.class for nord, sued");
  }

  @Test
  void oneCannotSpoilWhatIsOnesOwn() {
    assertThat(commit("sued", SHOP.replace(":nord", ":nobody"))).isInstanceOf(Commit.Refused.class);
    assertThat(open()).isEmpty();
  }

  @Test
  void aNodeOfWhichBothSpeakIsTheBusinessOfBoth() {
    kept("nord", NORD + OTHER);
    assertThat(open()).containsExactly("web: shape.max-count for nord, sued");
    // With a word of his own about it he answers for it.
    assertThat(commit("nord", NORD + OTHER + ":web dcterms:subject 'web' ."))
        .isInstanceOf(Commit.Kept.class);
    kept("nord", NORD);
    assertThat(open()).isEmpty();
    assertThat(commit("nord", NORD + OTHER + ":web dcterms:subject 'web' ."))
        .isInstanceOf(Commit.Refused.class);
  }

  @Test
  void isClosedByWhoeverMendsIt() {
    kept("nord", "");
    kept("sued", SHOP.replace("icra:consumer :nord ;", ""));
    assertThat(open()).isEmpty();

    kept("nord", NORD);
    kept("sued", SHOP);
    kept("nord", "");
    assertThat(open()).hasSize(1);
    kept("nord", NORD);
    assertThat(open()).isEmpty();
  }

  @Test
  void holdsNobodyFastWhoChangesSomethingElse() {
    kept("nord", "");
    assertThat(codes(kept("sued", SHOP.replace("'Shop'", "'The shop'"))))
        .containsExactly("shape.class");
    assertThat(open()).containsExactly("shop: shape.class for nord, sued");
    assertThat(commit("sued", SHOP.replace("dcterms:title 'Shop' ;", "")))
        .isInstanceOfSatisfying(
            Commit.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .map(Finding::code)
                    .contains("shape.min-count", "shape.class"));
  }

  @Test
  void theAuditTellsOneThatIsOpenAndMended() {
    kept("nord", "");
    var graph = new GraphName(BASE + "g/findings").node();
    tamper(graph, FOCUS_NODE, SSE.parseNode("<" + BASE + "id/web>"));
    assertThat(continuum.audit(step -> {}).checks())
        .filteredOn(check -> check.name().equals("shapes"))
        .flatMap(Audit.Check::findings)
        .map(Finding::code)
        .contains("audit.finding-stale");
    tamper(graph, FOCUS_NODE, SSE.parseNode("<" + BASE + "id/shop>"));
  }

  private void tamper(Node graph, Node property, Node value) {
    store.write(
        dataset -> {
          Node subject = dataset.find(graph, Node.ANY, property, Node.ANY).next().getSubject();
          dataset.deleteAny(graph, subject, property, Node.ANY);
          dataset.add(graph, subject, property, value);
          return new Outcome<>(true, true);
        },
        Duration.ofSeconds(1));
  }

  private Commit.Kept kept(String owner, String turtle) {
    return switch (commit(owner, turtle)) {
      case Commit.Kept kept -> kept;
      case Commit other -> throw new AssertionError(other);
    };
  }

  private Commit commit(String owner, String turtle) {
    Graph content = RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
    return continuum.commit(
        new Change.Replace(
            new GraphName(BASE + "g/p/" + owner),
            content,
            new Change.Declaration(BASE + "id/party/" + owner, Change.Visibility.PUBLIC, null)),
        Principal.OPERATOR,
        NOW);
  }

  private static List<String> codes(Commit.Kept kept) {
    return kept.findings().stream().map(Finding::code).toList();
  }

  /** What is open, about what, and for whom. */
  private Set<String> open() {
    return continuum.read(
        Principal.OPERATOR,
        view -> {
          Graph findings = view.getGraph(continuum.names().findings().node());
          Set<String> open = new TreeSet<>();
          findings.stream(Node.ANY, FOCUS_NODE, Node.ANY)
              .forEach(
                  t ->
                      open.add(
                          t.getObject().getLocalName()
                              + ": "
                              + objects(findings, t.getSubject(), DCTerms.identifier.asNode())
                              + " for "
                              + objects(findings, t.getSubject(), DCTerms.audience.asNode())));
          return open;
        });
  }

  private static String objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY)
        .map(
            t ->
                t.getObject().isURI()
                    ? t.getObject().getLocalName()
                    : t.getObject().getLiteralLexicalForm())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
