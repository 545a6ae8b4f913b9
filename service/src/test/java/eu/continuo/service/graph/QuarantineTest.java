package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that asks for it gets in what is sound; the rest waits beside it, with reasons. */
final class QuarantineTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String BASE = "https://continuum.example/";
  private static final String PREFIXES =
      """
      PREFIX : <https://continuum.example/id/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX law: <https://w3id.org/dpv/loc#>
      """;
  private static final String SOUND =
      ":nord a icra:Party ; dcterms:title 'Nord' ; icra:subjectToJurisdiction law:DE ;"
          + " icra:ownerCount 0 .\n";
  private static final String UNTITLED =
      ":sued a icra:Party ; icra:subjectToJurisdiction law:AT ; icra:ownerCount 0 .\n";
  private static final String SHOP =
      ":shop a icra:Application ; dcterms:title 'Shop' ; icra:consumer :sued ;"
          + " icra:hasComponent :web .\n";
  private static final String WEB =
      ":web a icra:ApplicationComponent ; icra:requestsVcpu 1.0 ; icra:requestsMemoryGiB 1.0 .\n";

  private GraphStore store;
  private Continuum continuum;

  @BeforeEach
  void begin() {
    store = Tdb2GraphStore.inMemory();
    continuum = Fresh.continuum(store, BASE, NOW);
  }

  @AfterEach
  void close() {
    assertThat(continuum.audit(step -> {}).checks()).allMatch(Audit.Check::holds);
    store.close();
  }

  @Test
  void oneBadEntityKeepsNoGoodOneOut() {
    Commit.Kept kept = kept(SOUND + UNTITLED);
    assertThat(kept.setAside()).isEqualTo(1);
    assertThat(kept.findings()).map(Finding::code).containsExactly("shape.min-count");
    assertThat(subjects("p/nord")).containsExactly("nord");
    assertThat(subjects("quarantine/p/nord")).contains("sued").doesNotContain("nord");
  }

  @Test
  void whatRefersToItGoesAfterIt() {
    assertThat(kept(SOUND + UNTITLED + SHOP + WEB).setAside()).isEqualTo(3);
    assertThat(subjects("p/nord")).containsExactly("nord");
    assertThat(subjects("quarantine/p/nord")).contains("sued", "shop", "web");
  }

  @Test
  void anUnnamedNodeGoesWithWhatItBelongsTo() {
    String wrongRequirement =
        SHOP.replace("icra:consumer :sued", "icra:consumer :nord")
            + WEB.replace(" .\n", " ; icra:requires [ a icra:Requirement ] .\n");
    Commit.Kept kept = kept(SOUND + wrongRequirement);
    assertThat(subjects("p/nord")).containsExactly("nord");
    assertThat(kept.setAside()).isEqualTo(2);
    assertThat(subjects("quarantine/p/nord"))
        .contains("shop", "web")
        .anyMatch(subject -> subject.contains(".well-known/genid"));
  }

  @Test
  void whatItBreaksElsewhereKeepsNothingOut() {
    assertThat(
            commit(
                new Change.Replace(
                    new GraphName(BASE + "g/p/sued"),
                    RDFParser.fromString(
                            PREFIXES + SHOP.replace("icra:consumer :sued ;", "") + WEB, Lang.TURTLE)
                        .toGraph(),
                    new Change.Declaration(
                        BASE + "id/party/sued", Change.Visibility.PUBLIC, null))))
        .isInstanceOf(Commit.Kept.class);
    String other = ":other a icra:Application ; dcterms:title 'Other' ; icra:hasComponent :web .\n";
    assertThat(kept(SOUND + UNTITLED + other).setAside()).isEqualTo(1);
    assertThat(subjects("p/nord")).containsExactly("nord", "other");
    assertThat(subjects("findings")).hasSize(1);
  }

  @Test
  void theNextDocumentReplacesBoth() {
    kept(SOUND + UNTITLED);
    assertThat(commit(continuum.sifted(document(SOUND + UNTITLED))))
        .isInstanceOf(Commit.Unchanged.class);
    assertThat(kept(SOUND + UNTITLED.replace(" .\n", " ; dcterms:title 'Sued' .\n")).setAside())
        .isZero();
    assertThat(subjects("p/nord")).containsExactly("nord", "sued");
    assertThat(subjects("quarantine/p/nord")).isEmpty();

    kept(SOUND + UNTITLED);
    assertThat(commit(document(SOUND))).isInstanceOf(Commit.Kept.class);
    assertThat(subjects("quarantine/p/nord")).isEmpty();
  }

  @Test
  void whoeverDoesNotAskForItIsRefusedWhole() {
    assertThat(commit(document(SOUND + UNTITLED))).isInstanceOf(Commit.Refused.class);
  }

  @Test
  void whatIsNoFaultOfAnEntityIsRefusedWhole() {
    assertThat(
            commit(
                continuum.sifted(
                    document(SOUND + UNTITLED + "<urn:a> a icra:ControlAttestation ."))))
        .isInstanceOf(Commit.Refused.class);
    assertThat(
            continuum.commit(continuum.sifted(document(SOUND + UNTITLED)), Principal.ANYONE, NOW))
        .isInstanceOf(Commit.Refused.class);
    assertThat(subjects("p/nord")).isEmpty();
  }

  @Test
  void nobodyElseWritesThere() {
    Change change =
        new Change.Replace(
            new GraphName(BASE + "g/quarantine/p/nord"),
            RDFParser.fromString(PREFIXES + SOUND, Lang.TURTLE).toGraph(),
            continuum.undeclared());
    assertThat(commit(change))
        .isInstanceOfSatisfying(
            Commit.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .map(Finding::code)
                    .containsExactly("graph.reserved"));
  }

  private Commit.Kept kept(String turtle) {
    return switch (commit(continuum.sifted(document(turtle)))) {
      case Commit.Kept kept -> kept;
      case Commit other -> throw new AssertionError(other);
    };
  }

  private Commit commit(Change change) {
    return continuum.commit(change, Principal.OPERATOR, NOW);
  }

  private static Change document(String turtle) {
    return new Change.Replace(
        new GraphName(BASE + "g/p/nord"),
        RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph(),
        new Change.Declaration(BASE + "id/party/nord", Change.Visibility.PUBLIC, null));
  }

  /** What is spoken of in a graph. */
  private Set<String> subjects(String graph) {
    return continuum.read(Principal.OPERATOR, view -> subjects(view, graph));
  }

  private static Set<String> subjects(DatasetGraph view, String graph) {
    Set<String> subjects = new TreeSet<>();
    view.getGraph(new GraphName(BASE + "g/" + graph).node()).stream()
        .map(Triple::getSubject)
        .map(Node::getURI)
        .forEach(uri -> subjects.add(uri.replace(BASE + "id/", "")));
    return subjects;
  }
}
