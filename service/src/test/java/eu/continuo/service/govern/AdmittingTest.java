package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.GraphName;
import eu.continuo.policies.Level;
import eu.continuo.policies.Waiver;
import eu.continuo.service.graph.Bulk;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.update.UpdateFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that decide about commits: in the shadow they warn, in force they stop. */
final class AdmittingTest {
  private static final String BASE = "https://continuum.example/";
  private static final String GRAPH = BASE + "g/p/nord";
  private static final String PREFIXES =
      """
      PREFIX : <https://continuum.example/id/>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX icra: <https://w3id.org/icra/ns#>
      PREFIX law: <https://w3id.org/dpv/loc#>
      """;
  private static final String NORD =
      ":nord a icra:Party ; dcterms:title 'Nord' ; icra:subjectToJurisdiction law:DE ;"
          + " icra:ownerCount 0 .\n";
  private static final String MOVE =
      "DELETE DATA { GRAPH <%1$s> { :nord icra:subjectToJurisdiction law:DE } } ; INSERT DATA { GRAPH <%1$s> { :nord icra:subjectToJurisdiction law:US } }"
          .formatted(GRAPH);

  /** A party stays under the law under which it is; titles may change. */
  private static final String STEADY =
      """
      # METADATA
      # custom:
      #   decides: commits
      package icra.steady

      # METADATA
      # entrypoint: true
      decisions := {iri: {"allow": count(reasons) == 0, "reasons": reasons} |
      	some iri, entity in input.entities
      	reasons := moves(entity)
      }

      moves(entity) := [reason |
      	some law in entity.before.subjectToJurisdiction
      	not law in entity.after.subjectToJurisdiction
      	reason := {
      		"code": "steady.moves",
      		"requirement": "",
      		"values": {"law": law, "principal": input.commit.principal},
      		"message": $"{entity.before.title[0]} would no longer be under the law of {law}.",
      	}
      ]
      """;

  private static final String CASE =
      """
      {"note": "new", "input": {"nowEpochS": 1796000000,
        "commit": {"principal": "operator", "graphs": {}},
        "entities": {"urn:p": {"before": {"subjectToJurisdiction": []}, "after": {"subjectToJurisdiction": ["DE"]}}}},
       "want_result": {"urn:p": {"allow": true, "reasons": []}}}
      """;

  @TempDir private Path folder;
  private Desk desk;
  private Instance instance;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
    instance = Instance.open(Settings.in(folder, Clock.fixed(Desk.NOW, ZoneOffset.UTC)));
    assertThat(commit(document(NORD))).isInstanceOf(Commit.Kept.class);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void aShadowWarnsAndWhatIsInForceStopsUntilItIsRolledBack() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.activate("steady", true);
    Commit.Kept kept = (Commit.Kept) commit(update(MOVE));
    assertThat(kept.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("policy.shadow");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.focus()).isEqualTo(BASE + "id/nord");
              assertThat(finding.message())
                  .isEqualTo("Nord would no longer be under the law of DE.");
            });
    assertThat(commit(document(NORD))).isInstanceOf(Commit.Kept.class);

    desk.activate("steady", false);
    assertThat(findings(update(MOVE)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("policy.not-admitted");
              assertThat(finding.value()).isEqualTo("steady.moves");
              assertThat(finding.source()).isEqualTo("steady");
            });
    assertThat(findings(new Change.Remove(new GraphName(GRAPH))))
        .extracting(Finding::code)
        .containsExactly("policy.not-admitted");
    assertThat(commit(document(NORD.replace("'Nord'", "'Norden'"))))
        .isInstanceOfSatisfying(Commit.Kept.class, other -> assertThat(other.findings()).isEmpty());

    desk.governing.rollback("steady", Desk.NOW);
    desk.governing.rollback("steady", Desk.NOW);
    assertThat(commit(update(MOVE))).isInstanceOf(Commit.Kept.class);
  }

  @Test
  void aFigureThatIsNoNumberIsShownAsItIsWritten() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.activate("steady", false);
    String xsd = "^^<http://www.w3.org/2001/XMLSchema#double>";
    for (String figure : List.of("NaN", "INF", "-INF")) {
      assertThat(
              findings(document(NORD.replace("ownerCount 0", "ownerCount '" + figure + "'" + xsd))))
          .as(figure)
          .isNotEmpty()
          .extracting(Finding::code)
          .allMatch(code -> code.startsWith("shape."));
    }
  }

  @Test
  void whatShapesAndPoliciesHaveAgainstAChangeIsSaidTogether() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.activate("steady", false);
    assertThat(
            findings(
                update(MOVE + " ; DELETE DATA { GRAPH <" + GRAPH + "> { :nord a icra:Party } }")))
        .extracting(Finding::code)
        .contains("policy.not-admitted")
        .hasSizeGreaterThan(1);
  }

  @Test
  void aPolicyThatCannotBeEvaluatedOrSaysNothingLetsNothingIn() throws Exception {
    desk.publish(
        "silent",
        STEADY
            .replace("steady", "silent")
            .replace("some iri, entity", "iri := \"urn:p\"\n\tsome entity"),
        CASE);
    desk.activate("silent", false);
    assertThat(findings(update(MOVE)))
        .extracting(Finding::value)
        .containsExactly("policy.unanswered");
  }

  @Test
  void whatAPeerSendsIsAskedAboutLikeWhatAnOperatorWrites() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.activate("steady", false);
    GraphName peer = instance.continuum().names().peer("far");
    String far = NORD.replace(":nord", ":far").replace("'Nord'", "'Far'");
    assertThat(sent(peer, far)).isInstanceOf(Commit.Kept.class);
    assertThat(sent(peer, far.replace("law:DE", "law:US")))
        .isInstanceOfSatisfying(
            Commit.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::code)
                    .containsExactly("policy.not-admitted"));
  }

  private Commit sent(GraphName peer, String turtle) {
    return instance
        .continuum()
        .commit(
            new Change.Replace(
                peer,
                RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph(),
                new Change.Declaration(
                    "did:key:far", Change.Visibility.RESTRICTED, "a".repeat(64))),
            Principal.SERVICE,
            Desk.NOW);
  }

  @Test
  void whatIsLoadedInBulkIsNotShownToPoliciesAndSoNotTaken() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.activate("steady", false);
    Bulk bulk = new Bulk("nothing", quads -> List.of(), instance.continuum().undeclared());
    assertThat(instance.continuum().bulk(bulk, Principal.OPERATOR, Desk.NOW, (phase, n) -> {}))
        .isInstanceOfSatisfying(
            Commit.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::code)
                    .containsExactly("bulk.policy"));
  }

  @Test
  void neitherWaiversNorImpactAreAboutCommits() throws Exception {
    desk.publish("steady", STEADY, CASE);
    desk.governing.waivable(Level.PROVIDER, true);
    Waiver waiver =
        new Waiver("w", "steady", "", "urn:c", "", "me", "why", Desk.NOW, Desk.NOW.plusSeconds(60));
    assertThat(desk.governing.waive(waiver, Desk.NOW))
        .isInstanceOfSatisfying(
            Governed.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::code)
                    .containsExactly("policy.waiver"));
    assertThat(instance.assessing().of("steady", Principal.OPERATOR, Desk.NOW))
        .isInstanceOfSatisfying(
            Assessing.Assessed.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::code)
                    .containsExactly("policy.not-about-pairs"));
  }

  @Test
  void thePolicyThatTheTemplateBeginsCanBeActivated() throws Exception {
    Path source = folder.resolve("written").resolve("price_guard");
    desk.run("policy", "new", source.toString(), "--decides", "commits");
    assertThat(desk.governing.publish(desk.pack(source, "one"), Level.PROVIDER, Desk.NOW))
        .isInstanceOf(Governed.Done.class);
    desk.activate("price_guard", false);
    assertThat(commit(update(MOVE))).isInstanceOf(Commit.Kept.class);
  }

  private Commit commit(Change change) {
    return instance.continuum().commit(change, Principal.OPERATOR, Desk.NOW);
  }

  private List<Finding> findings(Change change) {
    return commit(change) instanceof Commit.Refused(List<Finding> findings) ? findings : List.of();
  }

  private Change document(String turtle) {
    return new Change.Replace(
        new GraphName(GRAPH),
        RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph(),
        instance.continuum().undeclared());
  }

  private static Change update(String sparql) {
    return new Change.Update(UpdateFactory.create(PREFIXES + sparql));
  }
}
