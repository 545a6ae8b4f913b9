package eu.continuo.service.allow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.ontology.Icra;
import eu.continuo.policies.Decision;
import eu.continuo.policies.Decisions;
import eu.continuo.policies.Level;
import eu.continuo.policies.Reason;
import eu.continuo.service.govern.Desk;
import eu.continuo.service.govern.Governed;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Facts;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From credential to placement: each packaged policy about a safeguard allows a component where a
 * trusted issuer attests what it requires, and nowhere else nor for longer.
 */
final class SafeguardsTest {
  private static final String ID = Settings.BASE + "id/";
  private static final Instant NOW = Desk.NOW;
  private static final Instant ENDED = NOW.plus(Duration.ofDays(7));

  /** Each packaged policy, and what it has against a site of which nothing is attested. */
  private static final Map<String, String> POLICIES =
      Map.of(
          "assurance", "assurance.uncertified",
          "keys", "keys.unattested",
          "operator-access", "operator-access.unattested",
          "sub-processors", "sub-processors.unattested",
          "attested-nodes", "attestation.nodes-incomplete");

  private final CredentialIssuer office = new CredentialIssuer();

  /** Trusted for certificates, and for nothing else. */
  private final CredentialIssuer auditor = new CredentialIssuer();

  @TempDir private Path folder;
  private Desk desk;
  private Instance instance;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
    Files.writeString(
        folder.resolve("trust-list.json"),
        """
        {"issuers": [
          {"did": "%s", "name": "Office", "claims": ["KeysCredential", "OperatorAccessCredential",
            "SubProcessorsCredential", "AttestedNodesCredential"]},
          {"did": "%s", "name": "Auditor", "claims": ["AssuranceCredential"]}]}
        """
            .formatted(office.did(), auditor.did()));
    instance = Instance.open(Settings.in(folder, Clock.fixed(NOW, ZoneOffset.UTC)));
    load("p/proven/declared", site("proven"), "application/ld+json");
    load("p/silent/declared", site("silent"), "application/ld+json");
    load("p/proven/credentials", credentials(), "text/turtle");
    load("c/guest/app", application(), "application/ld+json");
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void whatATrustedIssuerAttestsAllowsThereAndNotLongerThanItHolds() throws Exception {
    assertThat(decide(NOW).all())
        .as("a kind whose policy is not in force is refused")
        .hasSize(2 * POLICIES.size())
        .allSatisfy(
            decision ->
                assertThat(decision.reasons())
                    .extracting(Reason::code)
                    .contains("requirement.kind-unknown"));

    activate();
    Decisions now = decide(NOW);
    assertThat(now.all()).hasSize(2 * POLICIES.size());
    assertThat(codes(now, "proven")).isEmpty();
    assertThat(codes(now, "silent")).isEqualTo(each(POLICIES));
    assertThat(placed(NOW))
        .isEqualTo(
            new TreeMap<>(
                each(
                    Map.of(
                        "assurance", "proven",
                        "keys", "proven",
                        "operator-access", "proven",
                        "sub-processors", "proven",
                        "attested-nodes", "proven"))));
    assertThat(refusedInTheLog()).as("each policy is asked about its own kind").isEmpty();

    Map<String, String> ended = new TreeMap<>(POLICIES);
    ended.put("attested-nodes", "attestation.unattested");
    Decisions later = decide(ENDED);
    assertThat(codes(later, "proven")).isEqualTo(each(ended));
    assertThat(codes(later, "silent")).isEqualTo(each(POLICIES));
    assertThat(placed(ENDED)).isEmpty();
  }

  private void activate() throws IOException {
    for (String policy : POLICIES.keySet()) {
      // The name of a package has no hyphen.
      Path source = folder.resolve(policy.replace('-', '_'));
      copy(Path.of("../policies").resolve(policy), source);
      assertThat(desk.governing.publish(desk.pack(source, "one"), Level.PROVIDER, NOW))
          .isInstanceOf(Governed.Done.class);
      desk.activate(policy.replace('-', '_'), false);
    }
  }

  private Decisions decide(Instant at) {
    return instance
        .continuum()
        .read(
            Principal.OPERATOR,
            view ->
                instance
                    .allowing()
                    .decide(
                        view.getDefaultGraph(),
                        new Facts(view.getDefaultGraph()).instances(Icra.APPLICATION_COMPONENT),
                        at));
  }

  /** By component, the codes of what stands against a site; nothing where all may run there. */
  private static Map<String, Object> codes(Decisions decisions, String site) {
    Map<String, Object> codes = new TreeMap<>();
    for (Decision decision : decisions.all()) {
      if (decision.site().equals(ID + "site/" + site) && !decision.allow()) {
        codes.put(decision.component(), decision.reasons().stream().map(Reason::code).toList());
      }
    }
    return codes;
  }

  private static Map<String, Object> each(Map<String, String> codeOfPolicy) {
    Map<String, Object> codes = new TreeMap<>();
    codeOfPolicy.forEach((policy, code) -> codes.put(component(policy), List.of(code)));
    return codes;
  }

  /** By component, the site that a plan gives it. */
  private Map<String, Object> placed(Instant at) {
    Map<String, Object> sites = new TreeMap<>();
    Placed placed = instance.placing().place(Placing.Wish.ALL, Principal.OPERATOR, at);
    if (placed instanceof Placed.Plan plan) {
      plan.assignments()
          .forEach(
              a -> sites.put(a.component(), List.of(a.site().substring((ID + "site/").length()))));
    }
    return sites;
  }

  private List<String> refusedInTheLog() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("decisions/decisions.ndjson"))) {
      return lines.filter(line -> line.contains("\"allow\":false")).toList();
    }
  }

  private String credentials() {
    String site = ID + "site/proven";
    String germany = "https://w3id.org/dpv/loc#DE";
    List<String> signed = new ArrayList<>();
    signed.add(
        auditor.credential(
            "AssuranceCredential",
            NOW,
            ENDED,
            """
            {"id": "%s", "assuranceScheme": "https://scheme.example/cloud", "assuranceLevel": "high",
             "outcome": "valid"}
            """
                .formatted(site)));
    String key =
        """
        {"id": "%s", "itemCount": 1, "listsItem": [{"ofResource": "urn:key:1", "country": "%s",
         "heldBy": "%s", "usableBy": "%s", "userCount": 1}]}
        """;
    String guest = ID + "party/guest";
    signed.add(
        office.credential(
            "KeysCredential", NOW, ENDED, key.formatted(site, germany, guest, guest)));
    // Not its to say: it is not trusted for keys.
    signed.add(
        auditor.credential(
            "KeysCredential",
            NOW,
            ENDED,
            key.formatted(ID + "site/silent", germany, guest, guest)));
    signed.add(
        office.credential(
            "OperatorAccessCredential",
            NOW,
            ENDED,
            """
            {"id": "%s", "accessFrom": ["%s"], "itemCount": 1, "accessApproval": "customer",
             "maxSessionMinutes": 30, "accessRecorded": true}
            """
                .formatted(site, germany)));
    String processing = "{\"id\": \"%s\", \"listsItem\": [%s], \"itemCount\": %d}";
    String mail = ID + "party/mail";
    signed.add(
        office.credential(
            "SubProcessorsCredential",
            NOW,
            ENDED,
            processing.formatted(
                ID + "party/proven",
                "{\"ofParty\": \"%s\", \"country\": \"%s\"}".formatted(mail, germany),
                1)));
    signed.add(
        office.credential(
            "SubProcessorsCredential", NOW, ENDED, processing.formatted(mail, "", 0)));
    signed.add(
        office.credential(
            "AttestedNodesCredential",
            NOW.minusSeconds(600),
            null,
            """
            {"id": "%s", "itemCount": 1, "listsItem": [{"ofResource": "urn:node:1",
             "outcome": "affirming", "rootOfTrust": "tpm-2.0"}]}
            """
                .formatted(site)));
    StringBuilder turtle =
        new StringBuilder("@prefix cred: <https://www.w3.org/2018/credentials#> .\n");
    signed.forEach(
        text ->
            turtle
                .append("<data:application/vc+jwt,")
                .append(text)
                .append("> a cred:EnvelopedVerifiableCredential .\n"));
    return turtle.toString();
  }

  private String application() {
    Map<String, String> terms =
        Map.of(
            "assurance",
            """
            "assuranceScheme": "https://scheme.example/cloud", "assuranceLevel": ["substantial", "high"],
            "acceptedParty": "%s"
            """
                .formatted(auditor.did()),
            "keys",
            "\"requiredPlace\": \"EU\", \"acceptedParty\": \"party/guest\"",
            "operator-access",
            "\"requiredPlace\": \"EU\", \"accessApproval\": \"customer\", \"maxSessionMinutes\":"
                + " 60",
            "sub-processors",
            """
            "requiredPlace": "EU", "authorisation": "specific", "acceptedParty": "party/mail"
            """,
            "attested-nodes",
            """
            "acceptedParty": "%s", "rootOfTrust": ["tpm-2.0", "sev-snp"], "maxAgeMinutes": 60
            """
                .formatted(office.did()));
    List<String> components = new ArrayList<>();
    List<String> names = new ArrayList<>();
    terms.forEach(
        (kind, more) -> {
          names.add("\"component/guest/%s\"".formatted(kind));
          components.add(
              """
              {"id": "component/guest/%1$s", "type": "ApplicationComponent", "title": "%1$s",
               "requestsVcpu": 1, "requestsMemoryGiB": 1,
               "requires": {"id": "requirement/guest/%1$s", "type": "Requirement",
                 "requirementKind": "%1$s", %2$s}}
              """
                  .formatted(kind, more));
        });
    return """
    {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
      {"id": "party/guest", "type": "Party", "title": "Guest", "ownerCount": 0},
      {"id": "application/guest", "type": "Application", "title": "Guest", "consumer": "party/guest",
       "hasComponent": [%s]},
      %s]}
    """
        .formatted(String.join(", ", names), String.join(", ", components));
  }

  private static String site(String name) {
    return """
    {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
      {"id": "party/%1$s", "type": "Party", "title": "%1$s", "ownerCount": 0},
      {"id": "grid-zone/%1$s", "type": "GridZone", "title": "%1$s", "carbonIntensityGramsPerKWh": 300,
       "figureBasis": "modelled"},
      {"id": "site/%1$s", "type": "Site", "title": "%1$s", "operatedBy": "party/%1$s", "country": "DE",
       "tier": "edge", "failureDomain": "%1$s", "inGridZone": "grid-zone/%1$s",
       "hasGeometry": {"id": "site/%1$s/geometry", "type": "Geometry", "asWKT": "POINT(10 53)"}},
      {"id": "capacity/%1$s/vcpu", "type": "Capacity", "ofSite": "site/%1$s", "dimension": "vcpu",
       "total": 64, "allocatable": 64, "allocated": 0, "figureBasis": "measured"},
      {"id": "capacity/%1$s/memory", "type": "Capacity", "ofSite": "site/%1$s",
       "dimension": "memory-gib", "total": 64, "allocatable": 64, "allocated": 0,
       "figureBasis": "measured"},
      {"id": "energy-profile/%1$s", "type": "EnergyProfile", "ofSite": "site/%1$s", "pue": 1.2,
       "wattsPerVcpu": 4, "figureBasis": "modelled"},
      {"id": "offering/%1$s", "type": "ServiceOffering", "title": "%1$s", "offeredBy": "party/%1$s",
       "atSite": "site/%1$s", "serviceModel": "CaaS", "priceVcpuHourEuro": 0.01,
       "priceGibHourEuro": 0.001, "figureBasis": "measured"}]}
    """
        .formatted(name);
  }

  private void load(String graph, String text, String mediaType) {
    Commit commit =
        instance
            .intake()
            .receive(
                List.of(
                    new Intake.Document(
                        text.getBytes(StandardCharsets.UTF_8),
                        mediaType,
                        instance.continuum().names().resolve(graph),
                        ID + "party/proven",
                        Change.Visibility.PUBLIC)),
                Principal.OPERATOR,
                NOW);
    assertThat(commit).isInstanceOf(Commit.Kept.class);
  }

  private static String component(String kind) {
    return ID + "component/guest/" + kind;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
