package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.GraphName;
import eu.continuo.policies.Level;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.GraphRow;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.notify.Notices;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.update.UpdateFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that decide about reads: what they keep back is in no view and follows into none. */
final class DisclosingTest {
  private static final String BASE = "https://continuum.example/";
  private static final String OWNER = BASE + "id/party/operator";
  private static final GraphName NORD = new GraphName(BASE + "g/p/nord");
  private static final GraphName QUENDEL = new GraphName(BASE + "g/p/quendel");
  private static final String CATALOGUE =
      """
      PREFIX : <https://continuum.example/id/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX law: <https://w3id.org/dpv/loc#>
      PREFIX tier: <https://w3id.org/icra/vocab/tiers/>
      :NAME a icra:Party ; dcterms:title 'NAME' ; icra:subjectToJurisdiction law:DE ;
        icra:ownerCount 0 .
      :site-NAME a icra:Site ; dcterms:title 'NAME' ; icra:operatedBy :NAME ; icra:country law:DE ;
        icra:tier tier:edge .
      """;

  /** A graph of one name is shown from a day on, and to the operator before, or never to him. */
  private static final String EMBARGO =
      """
      # METADATA
      # custom:
      #   decides: reads
      package icra.embargo

      # METADATA
      # entrypoint: true
      decisions := {iri: {"allow": count(reasons) == 0, "reasons": reasons} |
      	some iri, _ in input.graphs
      	reasons := embargoes(iri)
      }

      embargoes(iri) := [reason |
      	endswith(iri, "/nord")
      	input.nowEpochS < 1796000000
      	input.read.principal in {"anyone", "ALSO"}
      	reason := {
      		"code": "embargo.early",
      		"requirement": "",
      		"values": {},
      		"message": $"{iri} is not shown yet.",
      	}
      ]
      """;

  private static final String CASE =
      """
      {"note": "another", "input": {"nowEpochS": 1795514400, "read": {"principal": "anyone"},
        "graphs": {"urn:g": {"owner": "urn:o", "visibility": "public"}}},
       "want_result": {"urn:g": {"allow": true, "reasons": []}}}
      """;

  @TempDir private Path folder;
  private final Moved clock = new Moved();
  private Desk desk;
  private Instance instance;

  /** A clock that a test moves. */
  private static final class Moved extends Clock {
    private Instant now = Desk.NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
    instance = Instance.open(Settings.in(folder, clock));
    commit(document(NORD, "nord"));
    commit(document(QUENDEL, "quendel"));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void whatIsKeptBackIsInNoViewAndWhatFollowsFromItNeitherUntilItsDayComes() throws Exception {
    List<String> all = about(Principal.ANYONE, "nord");
    assertThat(all).isNotEmpty();
    assertThat(graphs(Principal.ANYONE)).contains(NORD, QUENDEL);
    String before = catalogue();

    desk.publish("embargo", EMBARGO, CASE);
    desk.activate("embargo", true);
    assertThat(about(Principal.ANYONE, "nord")).as("in the shadow").isEqualTo(all);

    desk.activate("embargo", false);
    assertThat(about(Principal.ANYONE, "nord")).isEmpty();
    assertThat(about(Principal.ANYONE, "quendel")).isNotEmpty();
    assertThat(graphs(Principal.ANYONE)).contains(QUENDEL).doesNotContain(NORD);
    assertThat(catalogue()).isNotEqualTo(before).doesNotContain("nord").contains("quendel");
    assertThat(about(Principal.OPERATOR, "nord")).isNotEmpty();

    clock.now = Instant.ofEpochSecond(1796000000);
    assertThat(about(Principal.ANYONE, "nord")).isEqualTo(all);
    clock.now = Desk.NOW;
    assertThat(about(Principal.ANYONE, "nord")).isEmpty();

    desk.governing.rollback("embargo", Desk.NOW);
    assertThat(about(Principal.ANYONE, "nord")).isEqualTo(all);
  }

  @Test
  void anUpdateReadsNothingOfItAndItsEndIsNotTold() throws Exception {
    desk.publish("embargo", EMBARGO.replace("ALSO", "operator"), CASE);
    desk.activate("embargo", false);
    assertThat(about(Principal.OPERATOR, "nord")).isEmpty();
    Change copy =
        new Change.Update(
            UpdateFactory.create(
                "PREFIX dcterms: <http://purl.org/dc/terms/> INSERT DATA { GRAPH <%1$s> {"
                        .formatted(NORD.iri())
                    + " <urn:x> dcterms:title 'x' } } ; INSERT { GRAPH <%2$s> { <urn:y>"
                        .formatted(NORD.iri(), QUENDEL.iri())
                    + " dcterms:title ?t } } WHERE { GRAPH <%s> { ?s dcterms:title ?t } }"
                        .formatted(NORD.iri())));
    commit(copy);
    assertThat(about(Principal.OPERATOR, "urn:y")).isEmpty();

    Notices notices = new Notices(instance.continuum());
    long next = notices.next();
    commit(new Change.Remove(NORD));
    commit(new Change.Remove(QUENDEL));
    assertThat(notices.read(next, Principal.ANYONE, Duration.ofSeconds(5), 10).notices())
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.graphs())
                    .extracting(touched -> touched.graph())
                    .contains(QUENDEL.iri())
                    .doesNotContain(NORD.iri()));
  }

  @Test
  void aPolicyThatSaysNothingShowsNothing() throws Exception {
    desk.publish(
        "silent",
        EMBARGO
            .replace("embargo", "silent")
            .replace("some iri, _ in", "iri := \"urn:g\"\n\tsome _ in"),
        CASE);
    desk.activate("silent", false);
    assertThat(about(Principal.ANYONE, "nord")).isEmpty();
    assertThat(about(Principal.ANYONE, "quendel")).isEmpty();
    assertThat(about(Principal.SERVICE, "quendel")).isNotEmpty();
    desk.governing.rollback("silent", Desk.NOW);
    assertThat(about(Principal.ANYONE, "quendel")).isNotEmpty();
  }

  @Test
  void thePolicyThatTheTemplateBeginsCanBeActivated() throws Exception {
    Path source = folder.resolve("written").resolve("embargo");
    desk.run("policy", "new", source.toString(), "--decides", "reads");
    assertThat(desk.governing.publish(desk.pack(source, "one"), Level.PROVIDER, Desk.NOW))
        .isInstanceOf(Governed.Done.class);
    desk.activate("embargo", false);
    assertThat(about(Principal.ANYONE, "nord")).isNotEmpty();
  }

  /** Every statement in a view that has a name in it. */
  private List<String> about(Principal principal, String name) {
    return instance
        .continuum()
        .read(
            principal,
            view ->
                Stream.concat(view.getDefaultGraph().stream(), view.stream().map(q -> q.asTriple()))
                    .filter(
                        t ->
                            Stream.of(t.getSubject(), t.getObject())
                                .map(Node::toString)
                                .anyMatch(text -> text.contains(name)))
                    .map(Object::toString)
                    .filter(text -> !text.contains("/g/"))
                    .distinct()
                    .sorted()
                    .toList());
  }

  private List<GraphName> graphs(Principal principal) {
    return instance.continuum().graphs(principal).stream().map(GraphRow::name).toList();
  }

  private String catalogue() {
    return instance
        .continuum()
        .look(
            Principal.ANYONE,
            snapshot -> eu.continuo.service.federate.DcatAp.of(snapshot, BASE).toString());
  }

  private void commit(Change change) {
    assertThat(instance.continuum().commit(change, Principal.OPERATOR, Desk.NOW))
        .isInstanceOf(Commit.Kept.class);
  }

  private static Change document(GraphName graph, String name) {
    return new Change.Replace(
        graph,
        RDFParser.fromString(CATALOGUE.replace("NAME", name), Lang.TURTLE).toGraph(),
        new Change.Declaration(OWNER, Change.Visibility.PUBLIC, null));
  }
}
