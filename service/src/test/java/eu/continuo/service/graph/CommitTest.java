package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.Europe;
import eu.continuo.service.gate.Admission;
import eu.continuo.service.gate.Gate;
import eu.continuo.service.gate.Judges;
import eu.continuo.service.wiring.Instance;
import eu.continuo.shapes.Comparison;
import eu.continuo.shapes.Difference;
import eu.continuo.shapes.Shapes;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One judged commit for every write: what it keeps, what it refuses, and that nothing is left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommitTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String BASE = "https://continuum.example/";
  private static final String PREFIXES =
      """
      PREFIX : <https://continuum.example/id/party/>
      PREFIX g: <https://continuum.example/g/p/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX law: <https://w3id.org/dpv/loc#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;
  private static final String NORD =
      ":nord a icra:Party ; dcterms:title \"Nord\" ; icra:subjectToJurisdiction law:DE ;"
          + " icra:ownerCount 0 .";
  private static final String SUED =
      ":sued a icra:Party ; dcterms:title \"Sued\" ; icra:subjectToJurisdiction law:AT ;"
          + " icra:ownerCount 0 .";
  private static final String UNTITLED =
      ":nord a icra:Party ; icra:subjectToJurisdiction law:DE ; icra:ownerCount 0 .";

  private Gate gate;
  private GraphStore store;
  private Continuum continuum;

  private Function<Graph, Comparison> second = Shapes.packaged()::compare;

  @BeforeAll
  void shapes() {
    gate = new Gate(Shapes.packaged(), Judges.BOTH, graph -> second.apply(graph), Admission.OPEN);
  }

  @BeforeEach
  void open() {
    store = Tdb2GraphStore.inMemory();
    continuum = Fresh.continuum(store, BASE, NOW, gate);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsWhatConformsAndNumbersIt() {
    assertThat(operator(replace("nord", NORD))).isEqualTo(new Commit.Kept(2, 4, 0, List.of()));
    assertThat(operator(replace("sued", SUED))).isEqualTo(new Commit.Kept(3, 4, 0, List.of()));
    assertThat(content(graph("nord"))).isEqualTo(content(turtle(NORD)));
  }

  @Test
  void keepsNothingWhereTheEnginesDiffer() {
    Difference difference =
        new Difference(
            Difference.Engine.RDF4J, BASE + "id/nord", "dcterms:title", "shape.min-count", null);
    second =
        graph -> new Comparison.Differ(Graph.emptyGraph, Graph.emptyGraph, List.of(difference));
    try {
      assertRefusedWithoutTrace(
          replace("nord", NORD),
          Principal.OPERATOR,
          new Finding(
              "gate.judges-differ",
              Severity.VIOLATION,
              BASE + "id/nord",
              "dcterms:title",
              null,
              null,
              "Only RDF4J finds shape.min-count here.",
              "One of the engines that judge errs. Report it with this finding."));
    } finally {
      second = Shapes.packaged()::compare;
    }
    assertThat(operator(replace("nord", NORD))).isInstanceOf(Commit.Kept.class);
  }

  @Test
  void refusesToLoadWhateverTheDoor() {
    assertRefusedWithoutTrace(
        update("LOAD <file:///etc/hostname> INTO GRAPH g:nord"),
        Principal.SERVICE,
        Finding.violation(
            "update.load",
            "The update loads from an address.",
            "LOAD is off: send the document to /intake."));
  }

  @Test
  void refusesAnUpdateThatNamesNoGraph() {
    assertRefusedWithoutTrace(
        update("INSERT DATA { %s }".formatted(NORD)),
        Principal.OPERATOR,
        Finding.violation(
            "graph.unnamed",
            "The change writes outside of every named graph.",
            "Say which graph: INSERT DATA { GRAPH <…> { … } }, or WITH <…>."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meta",
        "prov",
        "schemes",
        "findings",
        "inferred/attested",
        "inferred/places",
        "plan/1",
        "peer/nord/mapped"
      })
  void refusesAnOperatorTheGraphsOfTheService(String name) {
    String graph = BASE + "g/" + name;
    assertRefusedWithoutTrace(
        update("INSERT DATA { GRAPH <%s> { %s } }".formatted(graph, NORD)),
        Principal.OPERATOR,
        trespass(
            "graph.reserved", graph, "The service alone writes it; write a graph of your own."));
  }

  @Test
  void refusesAnyoneEveryGraph() {
    assertRefusedWithoutTrace(
        replace("nord", NORD),
        Principal.ANYONE,
        trespass("graph.not-yours", graph("nord").iri(), "Show the token of this instance."));
  }

  @Test
  void refusesAForgedAttestationAndNamesEveryForgedTriple() {
    String forged = "https://nord.example/attestation";
    assertRefusedWithoutTrace(
        replace(
            "nord",
            NORD
                + "<%s> a icra:ControlAttestation ; icra:ofParty :nord ; icra:ownerCount 0 ."
                    .formatted(forged)),
        Principal.OPERATOR,
        forgery(forged, RDF.type.getURI(), Icra.CONTROL_ATTESTATION.getURI()),
        forgery(forged, Icra.OF_PARTY.getURI(), BASE + "id/party/nord"));
  }

  @Test
  void refusesToProlongAnAttestation() {
    String attestation = BASE + "id/attestation/abc";
    assertRefusedWithoutTrace(
        update(
            "INSERT DATA { GRAPH g:nord { <%s> icra:validUntil 'later' } }".formatted(attestation)),
        Principal.OPERATOR,
        forgery(attestation, Icra.VALID_UNTIL.getURI(), "\"later\""));
  }

  @Test
  void aViolatingChangeLeavesNoTrace() {
    operator(replace("sued", SUED));
    assertRefusedWithoutTrace(
        new Change.All(
            List.of(
                replace("sued", SUED + ":sued dcterms:title 'Süd'@de ."),
                replace("nord", UNTITLED))),
        Principal.OPERATOR,
        new Finding(
            "shape.min-count",
            Severity.VIOLATION,
            BASE + "id/party/nord",
            "dcterms:title",
            null,
            "https://w3id.org/icra/shapes/Party-title",
            "A party has a title, at most one in each language.",
            "Add \"title\": the registered name of the organisation."));
  }

  /** Nobody would answer for what two graphs say, whichever of them was there first. */
  @Test
  void oneGraphSpeaksOfAPropertyOfASubject() {
    String other = ":nord dcterms:title 'Norden' .";
    Commit both =
        operator(new Change.All(List.of(replace("nord", NORD), replace("sued", SUED + other))));
    assertThat(codes(both)).containsOnly("graph.not-the-owner").hasSize(2);
    operator(replace("nord", NORD));
    assertThat(codes(operator(replace("sued", SUED + other))))
        .containsExactly("graph.not-the-owner");
    assertThat(operator(replace("sued/links", other))).isInstanceOf(Commit.Kept.class);
  }

  private static List<String> codes(Commit commit) {
    return commit instanceof Commit.Refused(List<Finding> findings)
        ? findings.stream().map(Finding::code).toList()
        : List.of();
  }

  @Test
  void theSameDocumentAgainChangesNothing() {
    operator(replace("nord", NORD));
    Set<String> before = quads();
    assertThat(operator(replace("nord", NORD))).isEqualTo(new Commit.Unchanged());
    assertThat(quads()).isEqualTo(before);
  }

  @Test
  void aFigureThatTheStoreWritesInAnotherWayIsNoChange() {
    String share = NORD + " :nord <https://words.example/share> 0.50 .";
    operator(replace("nord", share));
    assertThat(operator(replace("nord", share))).isEqualTo(new Commit.Unchanged());
    assertThat(operator(replace("nord", share.replace("0.50", "0.51"))))
        .isEqualTo(new Commit.Kept(3, 1, 1, List.of()));
  }

  @Test
  void aRehearsalSaysWhatWouldBeAndKeepsNothing() {
    Set<String> before = quads();
    assertThat(continuum.rehearse(replace("nord", NORD), Principal.OPERATOR, NOW))
        .isEqualTo(new Commit.Kept(2, 4, 0, List.of()));
    assertThat(quads()).isEqualTo(before);
  }

  @Test
  void aVersionCountsTheCommitsThatChangedAGraph() {
    operator(replace("nord", NORD));
    assertThat(versions("nord", "sued")).isEqualTo(Map.of("nord", 1L));
    operator(replace("nord", NORD));
    operator(replace("sued", SUED));
    operator(replace("nord", NORD + ":nord dcterms:description 'A cloud.' ."));
    assertThat(versions("nord", "sued")).isEqualTo(Map.of("nord", 2L, "sued", 1L));
  }

  @Test
  void anEmptiedGraphHasNoRow() {
    operator(replace("nord", NORD));
    operator(new Change.Remove(graph("nord")));
    assertThat(versions("nord")).isEmpty();
  }

  @Test
  void anyoneSeesPublicGraphsOnly() {
    operator(replace("nord", NORD, Change.Visibility.PUBLIC));
    operator(replace("sued", SUED, Change.Visibility.RESTRICTED));
    // The closure of places follows from the schemes alone, which are public.
    List<String> visible =
        List.of(
            continuum.names().inferred("places").iri(),
            graph("nord").iri(),
            continuum.names().schemes().iri());
    assertThat(continuum.graphs(Principal.ANYONE)).map(r -> r.name().iri()).isEqualTo(visible);
    Set<String> parties = continuum.read(Principal.ANYONE, CommitTest::parties);
    assertThat(parties).containsExactly(BASE + "id/party/nord");
    Set<String> named =
        continuum.read(
            Principal.ANYONE, view -> Iter.toSet(Iter.map(view.listGraphNodes(), Node::getURI)));
    assertThat(named).containsExactlyInAnyOrderElementsOf(visible);
    Set<String> all = continuum.read(Principal.OPERATOR, CommitTest::parties);
    assertThat(all).containsExactly(BASE + "id/party/nord", BASE + "id/party/sued");
  }

  @Test
  void theConditionOfAnUpdateReadsTheView() {
    operator(replace("nord", NORD));
    operator(replace("sued", SUED));
    operator(
        update(
            """
            INSERT { GRAPH g:notes { ?party dcterms:description "seen" } }
            WHERE { ?party a icra:Party ; icra:subjectToJurisdiction/icra:within law:EU }
            """));
    assertThat(content(graph("notes")))
        .isEqualTo(
            content(
                turtle(":nord dcterms:description 'seen' . :sued dcterms:description 'seen' .")));
  }

  @Test
  void whatFollowedFromACredentialGoesWithIt(@TempDir Path folder) throws Exception {
    Europe europe = Europe.packaged();
    try (Instance instance = europe.loaded(folder)) {
      Continuum loaded = instance.continuum();
      assertThat(ownersOfFalkenhain(loaded))
          .isEqualTo(Set.of("falkenhain", "falkenhain-holding", "falkenhain-stiftung"));
      String credential = credentialOf(loaded, "falkenhain-holding");
      Commit commit =
          loaded.commit(
              update(
                  "DELETE WHERE { GRAPH g:falkenhain\\/declared { <%s> ?p ?o } }"
                      .formatted(credential)),
              Principal.OPERATOR,
              europe.now());
      assertThat(commit).isInstanceOf(Commit.Kept.class);
      assertThat(ownersOfFalkenhain(loaded)).isEqualTo(Set.of("falkenhain", "falkenhain-holding"));
      Graph derived = loaded.read(Principal.OPERATOR, CommitTest::derived);
      assertThat(derived.contains(Node.ANY, Node.ANY, NodeFactory.createURI(credential))).isFalse();
      assertThat(attestationsOf(derived, "falkenhain-holding")).isEmpty();
      assertThat(attestationsOf(derived, "falkenhain")).hasSize(1);
    }
  }

  /** Whom the paths of control that are concluded lead to from the party {@code falkenhain}. */
  private static Set<String> ownersOfFalkenhain(Continuum continuum) {
    return continuum.read(
        Principal.OPERATOR,
        view -> {
          Facts facts = new Facts(derived(view));
          return facts.subjects(Icra.OF_PARTY, party("falkenhain")).stream()
              .filter(facts.instances(Icra.CONTROL_PATH)::contains)
              .flatMap(path -> facts.objects(path, Icra.CONTROLLED_BY).stream())
              .map(owner -> owner.getURI().substring((BASE + "id/party/").length()))
              .collect(Collectors.toSet());
        });
  }

  private static String credentialOf(Continuum continuum, String party) {
    return continuum.read(
        Principal.OPERATOR,
        view -> {
          Facts facts = new Facts(derived(view));
          List<Node> attestations = attestationsOf(facts.graph(), party);
          return facts.object(attestations.getFirst(), Icra.ATTESTED_BY).orElseThrow().getURI();
        });
  }

  private static List<Node> attestationsOf(Graph derived, String party) {
    Facts facts = new Facts(derived);
    return facts.subjects(Icra.OF_PARTY, party(party)).stream()
        .filter(facts.instances(Icra.CONTROL_ATTESTATION)::contains)
        .toList();
  }

  /** Everything that the service concluded, as one graph. */
  private static Graph derived(DatasetGraph view) {
    Graph union = GraphFactory.createDefaultGraph();
    view.stream()
        .filter(q -> q.getGraph().getURI().startsWith(BASE + "g/inferred/"))
        .forEach(q -> union.add(q.asTriple()));
    return union;
  }

  private static Node party(String name) {
    return NodeFactory.createURI(BASE + "id/party/" + name);
  }

  private Commit operator(Change change) {
    return continuum.commit(change, Principal.OPERATOR, NOW);
  }

  private void assertRefusedWithoutTrace(Change change, Principal principal, Finding... findings) {
    Set<String> before = quads();
    assertThat(continuum.commit(change, principal, NOW))
        .isEqualTo(new Commit.Refused(List.of(findings)));
    assertThat(quads()).isEqualTo(before);
  }

  private Set<String> quads() {
    return store.read(
        dataset ->
            dataset.stream().map(NodeFmtLib::str).collect(Collectors.toCollection(TreeSet::new)));
  }

  private Map<String, Long> versions(String... names) {
    Set<GraphName> asked =
        List.of(names).stream().map(CommitTest::graph).collect(Collectors.toSet());
    Map<String, Long> versions = new TreeMap<>();
    continuum.graphs(Principal.OPERATOR).stream()
        .filter(r -> asked.contains(r.name()))
        .forEach(
            r -> versions.put(r.name().iri().substring((BASE + "g/p/").length()), r.version()));
    return versions;
  }

  private Set<String> content(GraphName name) {
    return continuum.read(Principal.OPERATOR, view -> content(view.getGraph(name.node())));
  }

  private static Set<String> content(Graph graph) {
    return graph.stream().map(NodeFmtLib::str).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> parties(DatasetGraph view) {
    return new Facts(view.getDefaultGraph())
        .instances(Icra.PARTY).stream()
            .map(Node::getURI)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Finding trespass(String code, String graph, String hint) {
    return new Finding(
        code,
        Severity.VIOLATION,
        graph,
        null,
        null,
        null,
        "The change writes the graph <" + graph + ">, which it may not.",
        hint);
  }

  private static Finding forgery(String subject, String property, String value) {
    return new Finding(
        "graph.derived-term",
        Severity.VIOLATION,
        subject,
        property,
        value,
        null,
        "Only the service concludes this; a document cannot claim it.",
        "Bring the credential that proves it instead.");
  }

  private static Change replace(String name, String turtle) {
    return replace(name, turtle, Change.Visibility.PUBLIC);
  }

  private static Change replace(String name, String turtle, Change.Visibility visibility) {
    return new Change.Replace(
        graph(name),
        turtle(turtle),
        new Change.Declaration(BASE + "id/party/" + name, visibility, null));
  }

  private static Change update(String sparql) {
    return new Change.Update(UpdateFactory.create(PREFIXES + sparql));
  }

  private static GraphName graph(String name) {
    return new GraphName(BASE + "g/p/" + name);
  }

  private static Graph turtle(String text) {
    return RDFParser.fromString(PREFIXES + text, Lang.TURTLE).toGraph();
  }
}
