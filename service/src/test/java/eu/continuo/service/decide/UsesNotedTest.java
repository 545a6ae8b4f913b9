package eu.continuo.service.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.PolicyAnswer;
import eu.continuo.policies.PolicyTrace;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.UsePolicies;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.service.allow.Used;
import eu.continuo.service.allow.Using;
import eu.continuo.service.cli.Continuo;
import eu.continuo.service.decide.Replaying.Replay;
import eu.continuo.service.govern.Desk;
import eu.continuo.service.govern.Governing;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What policies of ODRL decide is in the log with the policies themselves, and is decided again.
 */
final class UsesNotedTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String ID = Settings.BASE + "id/";
  private static final String JSON_LD = "application/ld+json";
  private static final String SITE =
      """
      {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
        {"id": "party/nord", "type": "Party", "title": "Nord", "subjectToJurisdiction": "DE", "ownerCount": 0},
        {"id": "site/nord", "type": "Site", "title": "Nord", "operatedBy": "party/nord", "country": "DE", "tier": "edge"}]}
      """;
  private static final String OFFER =
      """
      @prefix odrl: <http://www.w3.org/ns/odrl/2/> .
      <site/nord> odrl:hasPolicy <policy/a> .
      <policy/a> a odrl:Offer ; odrl:assigner <party/nord> ; odrl:target <site/nord> ;
        odrl:permission <policy/a/permission> .
      <policy/a/permission> odrl:action odrl:use ; odrl:constraint
          <policy/a/purpose> , [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isPartOf ; odrl:rightOperand <https://w3id.org/dpv/loc#EU> ] .
      <policy/a/purpose> odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand "WANTED" .
      """;

  @TempDir private Path home;

  @Test
  void aUseIsDecidedAgainAfterItsOfferAndItsSiteHaveChanged() throws Exception {
    Used.Decided made;
    long commit;
    try (Instance instance = open()) {
      load(instance, "p/offers", OFFER.replace("WANTED", "research"), "text/turtle");
      commit = instance.log().head().orElseThrow().number();
      made = (Used.Decided) ask(instance);
      assertThat(made.allow()).isTrue();
      load(instance, "p/offers", OFFER.replace("WANTED", "teaching"), "text/turtle");
      load(instance, "p/nord", SITE.replace("\"country\": \"DE\"", "\"country\": \"US\""), JSON_LD);
      Used.Decided later = (Used.Decided) ask(instance);
      assertThat(later.allow()).isFalse();
      assertThat(later.decisionId()).isNotEqualTo(made.decisionId());
      instance
          .continuum()
          .commit(
              new Change.Remove(instance.continuum().names().resolve("p/offers")),
              Principal.OPERATOR,
              NOW);
      assertThat(ask(instance)).isInstanceOf(Used.NotDecided.class);
    }
    assertThat(Files.readAllLines(home.resolve("decisions/decisions.ndjson"))).hasSize(2);

    Replay.Repeated again = (Replay.Repeated) replay(made.decisionId());
    assertThat(again.same()).isTrue();
    assertThat(again.answer())
        .isEqualTo(new PolicyAnswer.Defined(again.event().get("result").toString()));
    JsonNode event = again.event();
    assertThat(event.path("path").asString()).isEqualTo("icra/odrl/decisions");
    assertThat(event.at("/result/0/allow").asBoolean()).isTrue();
    assertThat(event.at("/result/0/policy").asString()).isEqualTo(ID + "policy/a");
    assertThat(event.at("/custom/data_revision").asLong()).isEqualTo(commit);
    assertThat(event.at("/bundles/odrl/revision").asString())
        .isEqualTo(UsePolicies.packaged().documents().revisions().get("odrl"));
    assertThat(event.path("requested_by").asString()).isEqualTo("operator");
    Graph provenance = DecisionProvenance.of(event, Settings.BASE);
    assertThat(
            provenance.contains(
                NodeFactory.createURI(ID + "decision/" + made.decisionId()),
                NodeFactory.createURI("http://www.w3.org/ns/prov#used"),
                NodeFactory.createURI(ID + "commit/" + commit)))
        .isTrue();
    assertThat(provenance.contains(Node.ANY, Node.ANY, digest(event))).isTrue();
    assertThat(explained(made.decisionId()))
        .startsWith("0By " + ID + "policy/a it is allowed.")
        .contains("The answer is the same again.");
  }

  @Test
  void itIsTracedFromItsOwnSources() throws Exception {
    assumeTrue(Desk.TOOL.run("version", List.of()) instanceof RegoAnswer.Passed, "Needs Go.");
    String id;
    try (Instance instance = open()) {
      load(instance, "p/offers", OFFER.replace("WANTED", "teaching"), "text/turtle");
      id = ((Used.Decided) ask(instance)).decisionId();
    }
    Replay.Repeated again = (Replay.Repeated) replay(id);
    String module = again.event().at("/bundles/odrl/revision").asString();
    RegoAnswer traced =
        PolicyTrace.of(
            Desk.TOOL,
            new Governing(home.resolve("policies")).sources("odrl", module).orElseThrow(),
            again.data().bytes(),
            DecisionLog.JSON.writeValueAsBytes(again.event().get("input")),
            UsePolicies.PATH,
            PolicyTrace.Depth.FAILS);
    assertThat(traced)
        .isInstanceOfSatisfying(
            RegoAnswer.Passed.class,
            passed -> assertThat(passed.output() + passed.notes()).contains("meaning.rego"));
  }

  @Test
  void whatTheMaskNamesIsNotWrittenDown() throws Exception {
    Files.writeString(home.resolve("decision-mask.json"), "[\"/input/uses/0/facts/purpose\"]");
    String id;
    try (Instance instance = open()) {
      load(instance, "p/offers", OFFER.replace("WANTED", "teaching"), "text/turtle");
      id = ((Used.Decided) ask(instance)).decisionId();
    }
    assertThat(Files.readString(home.resolve("decisions/decisions.ndjson")))
        .contains("teaching")
        .doesNotContain("\"research\"");
    assertThat(replay(id)).isInstanceOf(Replay.NotRepeatable.class);
    assertThat(explained(id)).startsWith("1");
  }

  @Test
  void whatCannotBeNotedIsNotDecided() throws Exception {
    Files.writeString(home.resolve("decisions"), "in the way");
    try (Instance instance = open()) {
      load(instance, "p/offers", OFFER.replace("WANTED", "research"), "text/turtle");
      assertThatThrownBy(() -> ask(instance)).isInstanceOf(UncheckedIOException.class);
    }
  }

  private Instance open() throws Exception {
    Instance instance = Instance.open(Settings.in(home, Clock.fixed(NOW, ZoneOffset.UTC)));
    load(instance, "p/nord", SITE, JSON_LD);
    return instance;
  }

  private static Used ask(Instance instance) {
    Fact research = new Fact(List.of(new Value.Text("research")), Optional.empty());
    return instance
        .using()
        .decide(
            new Using.Wish(
                Optional.empty(),
                "play",
                ID + "site/nord",
                Optional.empty(),
                Optional.empty(),
                Map.of("purpose", research),
                Set.of()),
            Principal.OPERATOR,
            NOW);
  }

  private static void load(Instance instance, String graph, String text, String mediaType) {
    Commit commit =
        instance
            .intake()
            .receive(
                List.of(
                    new Intake.Document(
                        text.getBytes(StandardCharsets.UTF_8),
                        mediaType,
                        instance.continuum().names().resolve(graph),
                        ID + "party/nord",
                        Change.Visibility.RESTRICTED)),
                Principal.OPERATOR,
                NOW);
    assertThat(commit).isInstanceOf(Commit.Kept.class);
  }

  private static Node digest(JsonNode event) {
    return NodeFactory.createURI("urn:sha256:" + event.at("/bundles/odrl/revision").asString());
  }

  private Replay replay(String id) throws IOException {
    Path folder = home.resolve("decisions");
    try (DecisionLog log =
        DecisionLog.in(folder, DecisionMask.ofSecrets(), DecisionLog.FILE_BYTES)) {
      return new Replaying(log, folder).replay(id);
    }
  }

  /** Exit status and everything that was said. */
  private String explained(String id) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        Continuo.run(Path.of(""), out, out, "policy", "explain", "--data", home.toString(), id);
    out.flush();
    return status + said.toString();
  }
}
