package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Continuum;
import eu.continuo.policies.Decision;
import eu.continuo.policies.DecisionRequest;
import eu.continuo.policies.Level;
import eu.continuo.policies.Policies;
import eu.continuo.policies.Policy;
import eu.continuo.policies.PolicyData;
import eu.continuo.policies.PolicyDocuments;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.PolicySet.Table;
import eu.continuo.policies.Reason;
import eu.continuo.policies.Waiver;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies are published, tried in the shadow, enforced, waived and taken back. */
final class GoverningTest {
  private static final String LOC = "https://w3id.org/dpv/loc#";
  private static final Continuum CONTINUUM =
      new Continuum(
          Map.of(
              LOC + "FR", Set.of(LOC + "FR", LOC + "EU"),
              LOC + "DE", Set.of(LOC + "DE", LOC + "EU"),
              LOC + "US", Set.of(LOC + "US")),
          Map.of(
              "urn:paris", new Continuum.Site(LOC + "FR", null),
              "urn:berlin", new Continuum.Site(LOC + "DE", null),
              "urn:ohio", new Continuum.Site(LOC + "US", null)),
          Map.of());
  private static final Policy OWN = Policies.packaged().sovereignty();
  private static final PolicyDocuments PACKAGED = Policies.documents();
  private static final List<DecisionRequest.Component> SHOP =
      List.of(new DecisionRequest.Component("urn:shop", List.of()));

  @TempDir private Path folder;
  private Desk desk;
  private InForce inForce;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
    inForce = new InForce(desk.book(), OWN, PACKAGED);
  }

  @Test
  void whatIsPublishedDecidesNothingUntilItIsEnforcedAndARollbackTakesItBack() throws IOException {
    assertThat(allowed()).containsExactly("urn:berlin", "urn:ohio", "urn:paris");
    assertThat(desk.publish("residency", "one", "EU", Level.PROVIDER))
        .isEqualTo(new Governed.Done("published residency one for provider"));
    assertThat(allowed()).hasSize(3);
    assertThat(desk.activate("residency", true, null)).isInstanceOf(Governed.Done.class);
    assertThat(allowed()).hasSize(3);
    assertThat(inForce.now().shadows()).containsOnlyKeys("residency");
    assertThat(desk.activate("residency", false, null))
        .isEqualTo(new Governed.Done("residency one is in force"));
    assertThat(allowed()).containsExactly("urn:berlin", "urn:paris");
    assertThat(inForce.now().shadows()).isEmpty();
    assertThat(inForce.now().documents().revisions()).containsKeys("residency", "sovereignty");

    desk.publish("residency", "two", "FR", Level.PROVIDER);
    assertThat(allowed()).containsExactly("urn:berlin", "urn:paris");
    desk.activate("residency", false, null);
    assertThat(allowed()).containsExactly("urn:paris");
    assertThat(codes(desk.activate("residency", false, null))).containsExactly("policy.already");

    assertThat(desk.governing.rollback("residency", Desk.NOW))
        .isEqualTo(new Governed.Done("residency one is in force"));
    assertThat(allowed()).containsExactly("urn:berlin", "urn:paris");
    desk.governing.rollback("residency", Desk.NOW);
    assertThat(inForce.now().shadows()).containsOnlyKeys("residency");
    desk.governing.rollback("residency", Desk.NOW);
    assertThat(allowed()).hasSize(3);
    assertThat(codes(desk.governing.rollback("residency", Desk.NOW)))
        .containsExactly("policy.never-activated");
    assertThat(desk.governing.book().history()).hasSize(8);
  }

  @Test
  void everyLevelHasToAllowAndTheHighestSpeaksFirst() throws IOException {
    desk.publish("house", "one", "FR", Level.PROVIDER);
    desk.activate("house", false, null);
    desk.publish("act", "one", "EU", Level.LAW);
    desk.activate("act", false, null);
    assertThat(allowed()).containsExactly("urn:paris");
    assertThat(decision("urn:ohio", Desk.NOW).reasons())
        .extracting(Reason::policy)
        .containsExactly("act", "house");
    assertThat(decision("urn:berlin", Desk.NOW).reasons())
        .extracting(Reason::code)
        .containsExactly("house.outside");
    assertThat(codes(desk.publish("act", "two", "US", Level.PROVIDER)))
        .containsExactly("policy.level");
    assertThat(codes(desk.publish("sovereignty", "two", "US", Level.PROVIDER)))
        .containsExactly("policy.reserved");
    assertThat(codes(desk.publish("mine", "one", "EU", Level.CONSUMER)))
        .containsExactly("bundle.unknown-key");
  }

  @Test
  void aWaiverCountsForAWhileWhereItsLevelPermitsItAndShowsInTheDecision() throws IOException {
    desk.publish("house", "one", "EU", Level.PROVIDER);
    desk.activate("house", false, null);
    Instant until = Desk.NOW.plus(Duration.ofDays(1));
    Waiver waiver =
        new Waiver("w1", "house", "", "", "urn:ohio", "anna", "migration", Desk.NOW, until);
    assertThat(codes(desk.governing.waive(waiver, Desk.NOW)))
        .containsExactly("policy.not-waivable");
    desk.governing.waivable(Level.PROVIDER, true);
    Waiver boundless = new Waiver("w2", "house", "", "", "", "", "", Desk.NOW, Desk.NOW);
    assertThat(codes(desk.governing.waive(boundless, Desk.NOW)))
        .containsExactly("policy.waiver", "policy.waiver");
    desk.governing.waive(waiver, Desk.NOW);

    Decision waived = decision("urn:ohio", Desk.NOW);
    assertThat(waived.allow()).isTrue();
    assertThat(waived.waived())
        .singleElement()
        .satisfies(w -> assertThat(w.waiver()).isEqualTo(waiver))
        .satisfies(w -> assertThat(w.reason().code()).isEqualTo("house.outside"));
    assertThat(decision("urn:paris", Desk.NOW).waived()).isEmpty();
    assertThat(decision("urn:ohio", until).allow()).isFalse();
    assertThat(decision("urn:ohio", until).waived()).isEmpty();
    assertThat(tableAllows("urn:ohio", Desk.NOW)).isTrue();
    assertThat(tableAllows("urn:ohio", until)).isFalse();
  }

  @Test
  void whereTwoApproveOneIsNotEnoughAndNobodyApprovesForAnother() throws IOException {
    for (String name : List.of("anna", "ben", "eve")) {
      desk.run("policy", "key", name);
    }
    desk.trust("anna", Level.LAW, true);
    desk.trust("ben", Level.LAW, true);
    desk.publish("act", "one", "EU", Level.LAW);
    assertThat(desk.activate("act", true, null)).isInstanceOf(Governed.Done.class);
    assertThat(desk.activate("act", false, null)).isEqualTo(new Governed.Waiting(0, 2));
    assertThat(desk.activate("act", false, "anna")).isEqualTo(new Governed.Waiting(1, 2));
    assertThat(desk.activate("act", false, "anna")).isEqualTo(new Governed.Waiting(1, 2));
    assertThat(codes(desk.activate("act", false, "eve"))).containsExactly("policy.approval");
    assertThat(allowed()).hasSize(3);
    List<Governed> atOnce =
        Stream.of("ben", "anna")
            .parallel()
            .map(
                approver -> {
                  try {
                    return desk.activate("act", false, approver);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .toList();
    assertThat(atOnce).filteredOn(Governed.Done.class::isInstance).hasSize(1);
    assertThat(desk.governing.book().history())
        .filteredOn(step -> step.did().equals("enforced"))
        .hasSize(1);
    assertThat(allowed()).containsExactly("urn:berlin", "urn:paris");
    desk.publish("act", "two", "FR", Level.LAW);
    assertThat(desk.activate("act", false, "anna")).isEqualTo(new Governed.Waiting(1, 2));
  }

  @Test
  void whatWasInForceStaysSoWhereTheBookOrABundleIsDamaged() throws IOException {
    desk.publish("house", "one", "EU", Level.PROVIDER);
    desk.activate("house", false, null);
    assertThat(allowed()).hasSize(2);
    Path book = desk.book().resolve("book.json");
    String sound = Files.readString(book);
    Files.writeString(book, "{\"packs\":");
    assertThat(allowed()).hasSize(2);
    Files.writeString(book, sound);
    try (Stream<Path> bundles = Files.list(desk.book().resolve("bundles"))) {
      Files.write(bundles.findFirst().orElseThrow(), new byte[] {1});
    }
    assertThat(allowed()).hasSize(2);
    org.assertj.core.api.Assertions.assertThatIOException()
        .isThrownBy(() -> new InForce(desk.book(), OWN, PACKAGED));
  }

  private List<String> allowed() {
    return inForce
        .now()
        .policies()
        .decide(
            PolicyData.of(CONTINUUM),
            new DecisionRequest(SHOP, CONTINUUM.sites().keySet().stream().sorted().toList()),
            Desk.NOW)
        .all()
        .stream()
        .filter(Decision::allow)
        .map(Decision::site)
        .toList();
  }

  private Decision decision(String site, Instant now) {
    return inForce
        .now()
        .policies()
        .decide(PolicyData.of(CONTINUUM), new DecisionRequest(SHOP, List.of(site)), now)
        .of("urn:shop", site)
        .orElseThrow();
  }

  private boolean tableAllows(String site, Instant now) {
    return inForce.now().policies().table(CONTINUUM, SHOP, now, new PolicySet.Known())
            instanceof Table.Decided decided
        && decided.allows("urn:shop", site);
  }

  private static List<String> codes(Governed governed) {
    return governed instanceof Governed.Refused(var findings)
        ? findings.stream().map(Finding::code).toList()
        : List.of(governed.toString());
  }
}
