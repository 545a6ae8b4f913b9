package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.continuo.policies.DecisionRequest.Component;
import eu.continuo.policies.DecisionRequest.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Policy POLICY = Policies.packaged().sovereignty();
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final String EU = "urn:place:EU";
  private static final Continuum CONTINUUM =
      new Continuum(
          Map.of(
              "urn:place:FR", Set.of("urn:place:FR", EU), "urn:place:CH", Set.of("urn:place:CH")),
          Map.of(
              "urn:site:paris", new Continuum.Site("urn:place:FR", "urn:party:operator"),
              "urn:site:basel", new Continuum.Site("urn:place:CH", "urn:party:operator")),
          Map.of(
              "urn:party:operator",
              List.of(
                  new Continuum.Attestation(
                      "urn:credential:1", "urn:place:FR", Set.of(), 0, NOW, NOW.plusSeconds(1)))));
  private static final DecisionRequest REQUEST =
      new DecisionRequest(
          List.of(
              new Component(
                  "urn:component:shop",
                  List.of(
                      Requirement.location("urn:requirement:residency", List.of(EU)),
                      Requirement.sovereignty("urn:requirement:control", List.of(EU))))),
          List.of("urn:site:paris", "urn:site:basel"));

  @Test
  void decidesAboutEveryPairAndNamesPolicyDataAndTime() {
    var data = PolicyData.of(CONTINUUM);
    var decisions = POLICY.decide(data, REQUEST, NOW);

    assertThat(decisions.all())
        .containsExactly(
            new Decision("urn:component:shop", "urn:site:paris", true, List.of()),
            new Decision(
                "urn:component:shop",
                "urn:site:basel",
                false,
                List.of(
                    new Reason(
                        "residency.outside",
                        "urn:requirement:residency",
                        Map.of("site", "urn:site:basel", "country", "urn:place:CH", "places", EU),
                        "Site urn:site:basel lies in urn:place:CH, which is not within"
                            + " urn:place:EU.",
                        "sovereignty"))));
    assertThat(decisions.allows("urn:component:shop", "urn:site:paris")).isTrue();
    assertThat(decisions.allows("urn:component:shop", "urn:site:not-asked-about")).isFalse();
    assertThat(decisions.policies())
        .isEqualTo(Map.of("sovereignty", Sha256.hex(Policies.resource("sovereignty/policy.wasm"))));
    assertThat(decisions.dataSha256()).isEqualTo(Sha256.hex(data.json()));
    assertThat(decisions.now()).isEqualTo(NOW);
  }

  @Test
  void endsTheValidityOfACredentialByTheTimeOfTheQuestionAlone() {
    var data = PolicyData.of(CONTINUUM);
    for (var offsetS : List.of(-1, 0, 1)) {
      var decisions = POLICY.decide(data, REQUEST, NOW.plusSeconds(offsetS));
      assertThat(decisions.allows("urn:component:shop", "urn:site:paris")).isEqualTo(offsetS == 0);
    }
  }

  @Test
  void namesTheSourcesItWasCompiledFrom() throws IOException {
    var source = Sha256.hex(Files.readAllBytes(Path.of("sovereignty", "sovereignty.rego")));
    var list = source + "  sovereignty.rego\n";
    assertThat(POLICY.sourcesSha256()).isEqualTo(Sha256.hex(list.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void packagesEveryPolicyFolder() throws IOException {
    try (var folders = Files.list(Path.of("."))) {
      var policies =
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> Files.exists(Path.of(name, name + ".rego")))
              .toList();
      assertThat(Policies.packaged().names()).containsExactlyInAnyOrderElementsOf(policies);
    }
  }

  @Test
  void findsThePoliciesThatDecideAboutComponentsAndSites() {
    var policies = Policies.packaged();
    assertThat(policies.find("keys")).map(Policy::name).contains("keys");
    assertThat(policies.find("switching")).isEmpty();
    assertThat(policies.find("nothing")).isEmpty();
  }

  @Test
  void refusesToAskAboutTheSameTwice() {
    var shop = new Component("urn:component:shop", List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecisionRequest(List.of(shop, shop), List.of()))
        .withMessage("The component urn:component:shop is asked about twice.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DecisionRequest(List.of(), List.of("urn:site:paris", "urn:site:paris")))
        .withMessage("The site urn:site:paris is asked about twice.");
  }

  @Test
  void refusesDataThatIsNoObject() {
    for (var json : List.of("[]", "{", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PolicyData.of(json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void givesEqualContinuumsTheSameDigest() {
    var reordered =
        new Continuum(
            Map.of(
                "urn:place:CH", Set.of("urn:place:CH"), "urn:place:FR", Set.of(EU, "urn:place:FR")),
            CONTINUUM.sites(),
            CONTINUUM.attestations());
    assertThat(PolicyData.of(reordered).sha256()).isEqualTo(PolicyData.of(CONTINUUM).sha256());
  }

  @Test
  void answersManyThreadsAsItAnswersOne() throws Exception {
    var random = new RandomContinuum(new Random(7));
    var data = new ArrayList<PolicyData>();
    var requests = new ArrayList<DecisionRequest>();
    var wanted = new ArrayList<List<Decision>>();
    // More revisions than a policy keeps, so that threads also load them anew at the same time.
    for (var i = 0; i < 6; i++) {
      data.add(PolicyData.of(random.continuum(2)));
      requests.add(random.request());
      wanted.add(decide(data.get(i), requests.get(i)));
    }
    var tasks = new ArrayList<Callable<List<Decision>>>();
    for (var i = 0; i < 600; i++) {
      var which = i % 6;
      tasks.add(() -> decide(data.get(which), requests.get(which)));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      var answers = threads.invokeAll(tasks, 60, TimeUnit.SECONDS);
      for (var i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(wanted.get(i % 6));
      }
    }
  }

  private static List<Decision> decide(PolicyData data, DecisionRequest request) {
    return List.copyOf(POLICY.decide(data, request, RandomContinuum.NOW).all());
  }
}
