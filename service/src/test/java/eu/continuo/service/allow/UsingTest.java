package eu.continuo.service.allow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.UseDecision;
import eu.continuo.policies.UseRequest.Fact;
import eu.continuo.policies.odrl.OdrlPolicy.Value;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses are decided by the policies that the graph gives to an asset. */
final class UsingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String ID = Settings.BASE + "id/";
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
        odrl:permission [ odrl:action odrl:use ; odrl:constraint
          [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:OPERATOR ; odrl:rightOperand <https://w3id.org/dpv/loc#EU> ] ] .
      """;

  private Instance instance;

  @BeforeEach
  void open() throws Exception {
    instance = Instance.open(Settings.inMemory(Clock.fixed(NOW, ZoneOffset.UTC)));
    assertThat(load("p/nord", SITE, "application/ld+json")).isInstanceOf(Commit.Kept.class);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void nothingIsAllowedWhereThereIsNoPolicy() {
    assertThat(findings(ask("play", Map.of())))
        .extracting(Finding::code)
        .containsExactly("odrl.no-policy");
  }

  @Test
  void aPolicyThatTheProfileDoesNotKnowIsKeptOut() {
    Commit commit = load("p/offers", OFFER.replace("OPERATOR", "isPartOff"), "text/turtle");
    assertThat(commit).isInstanceOf(Commit.Refused.class);
    assertThat(((Commit.Refused) commit).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("odrl.operator-unknown");
              assertThat(finding.hint()).isEqualTo("Did you mean isPartOf?");
            });
  }

  @Test
  void whatTheGraphKnowsOfTheSiteCountsWhateverTheRequestSays() {
    assertThat(load("p/offers", OFFER.replace("OPERATOR", "isPartOf"), "text/turtle"))
        .isInstanceOf(Commit.Kept.class);
    assertThat(decided(ask("play", Map.of()))).allMatch(UseDecision::allow);
    Fact elsewhere =
        new Fact(List.of(new Value.Text("https://w3id.org/dpv/loc#US")), Optional.empty());
    assertThat(decided(ask("play", Map.of("spatial", elsewhere)))).allMatch(UseDecision::allow);
  }

  @Test
  void aMisspelledFactOrActionIsNotPassedOver() {
    assertThat(load("p/offers", OFFER.replace("OPERATOR", "isPartOf"), "text/turtle"))
        .isInstanceOf(Commit.Kept.class);
    Map<String, Fact> facts = new HashMap<>();
    facts.put("purpos", new Fact(List.of(new Value.Text("research")), Optional.empty()));
    facts.put("dateTime", new Fact(List.of(new Value.Text("research")), Optional.empty()));
    assertThat(findings(ask("plai", facts)))
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("odrl.operand-unknown", "odrl.value", "odrl.action-unknown");
  }

  private Used ask(String action, Map<String, Fact> facts) {
    return instance
        .using()
        .decide(
            new Using.Wish(
                Optional.empty(),
                action,
                ID + "site/nord",
                Optional.empty(),
                Optional.empty(),
                facts,
                Set.of()),
            Principal.OPERATOR,
            NOW);
  }

  private static List<Finding> findings(Used used) {
    return switch (used) {
      case Used.NotDecided(List<Finding> findings) -> findings;
      case Used.Decided decided -> throw new AssertionError(decided.toString());
    };
  }

  private static List<UseDecision> decided(Used used) {
    return switch (used) {
      case Used.Decided decided -> decided.decisions();
      case Used.NotDecided(List<Finding> findings) -> throw new AssertionError(findings.toString());
    };
  }

  private Commit load(String graph, String text, String mediaType) {
    return instance
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
  }
}
