package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.service.Europe;
import eu.continuo.service.gate.Judges;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans are watched, explained, applied and rendered, and services are quoted, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanDoorsTest {
  private static final String JSON = "application/json";
  private static final String RECORDS = "{\"applications\": [\"application/lindenhof/records\"]}";
  private static final JsonMapper MAPPER = new JsonMapper();

  @Nullable private Opened opened;
  private String plan = "";

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    opened = new Opened(Europe.packaged().loaded(folder, Judges.FOCUS));
    HttpResponse<String> placed = doors().post("/placements", RECORDS, Opened.TOKEN, JSON);
    String iri = MAPPER.readTree(placed.body()).at("/plan").stringValue();
    plan = iri.substring(1 + iri.lastIndexOf('/'));
  }

  @AfterAll
  void close() {
    doors().close();
  }

  @Test
  void whoAcceptsEventsSeesTheSearch() throws Exception {
    HttpResponse<String> watched =
        doors()
            .send(
                "POST", "/placements", JSON, RECORDS, Opened.TOKEN, "Accept", "text/event-stream");
    List<String> events = watched.body().lines().filter(l -> l.startsWith("event:")).toList();
    assertThat(events).hasSizeGreaterThan(2);
    assertThat(events.getLast()).isEqualTo("event:plan");
    assertThat(events.subList(0, events.size() - 1)).containsOnly("event:better");
    assertThat(watched.body()).contains("/id/plan/" + plan);
  }

  @Test
  void aPlanThatCannotBeMadeIsTheLastEvent() throws Exception {
    HttpResponse<String> watched =
        doors()
            .send(
                "POST",
                "/placements",
                JSON,
                "{\"applications\": [\"application/none\"]}",
                Opened.TOKEN,
                "Accept",
                "text/event-stream");
    assertThat(watched.body()).contains("event:refused", "place.unknown-application");
  }

  @Test
  void anExplanationAnswersWhatWouldBe() throws Exception {
    JsonNode explanation =
        MAPPER.readTree(
            get(
                "/explanation?rules=false&withoutRule=location%20DE&withoutSite="
                    + "site/hetzner-fsn1"));
    assertThat(explanation.at("/components").size()).isEqualTo(6);
    assertThat(explanation.at("/rules").size()).isZero();
    assertThat(explanation.at("/whatIf/0/without").stringValue())
        .isEqualTo("hetzner-fsn1, location DE");
    assertThat(explanation.at("/whatIf/0/placed").asInt()).isEqualTo(6);
  }

  /** A site that a component cannot have is a decision, with each reason against it. */
  @Test
  void anExplanationIsAlsoRdf() throws Exception {
    HttpResponse<String> turtle =
        doors()
            .send(
                "GET",
                "/placements/" + plan + "/explanation?rules=false&withoutRule=location%20DE",
                null,
                null,
                Opened.TOKEN,
                "Accept",
                "text/turtle");
    assertThat(turtle.statusCode()).as(turtle.body()).isEqualTo(200);
    assertThat(turtle.body())
        .contains("ns#Decision", "ns#ConstraintMatch", "\"location DE\"", "wasDerivedFrom");
  }

  @Test
  void anAppliedPlanIsWhatItsConsumerDesires() throws Exception {
    HttpResponse<String> applied =
        doors().post("/placements/" + plan + ":apply", "", Opened.TOKEN, JSON);
    assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
    String graph = MAPPER.readTree(applied.body()).at("/graphs/0").stringValue();
    assertThat(graph).endsWith("/g/desired/lindenhof/links");
    HttpResponse<String> desired =
        doors()
            .send(
                "GET",
                "/sparql?query="
                    + Opened.encoded(
                        "PREFIX icra: <https://w3id.org/icra/ns#> SELECT (COUNT(*) AS ?n)"
                            + " (COUNT(DISTINCT ?a) AS ?m) { GRAPH <"
                            + graph
                            + "> { ?a icra:forComponent ?c ; icra:atSite ?s ; icra:inPlan ?p }}"),
                null,
                null,
                Opened.TOKEN,
                "Accept",
                "text/csv");
    assertThat(desired.body().lines().toList()).containsExactly("n,m", "6,6");
    HttpResponse<String> again =
        doors().post("/placements/" + plan + ":apply", "", Opened.TOKEN, JSON);
    assertThat(MAPPER.readTree(again.body()).at("/commit/kept").asBoolean()).isFalse();
    assertThat(
            doors().post("/graphs/desired/lindenhof/links", "", null, "text/turtle").statusCode())
        .isEqualTo(401);
  }

  /** Alpenglimmer's credentials end on 2026-12-15, and the example's others in later years. */
  @Test
  void aPlanThatTimeHasBrokenIsNotApplied() throws Exception {
    HttpResponse<String> late =
        doors()
            .post(
                "/placements/" + plan + ":apply?now=2036-01-01T00:00:00Z", "", Opened.TOKEN, JSON);
    assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
    assertThat(late.body()).contains("place.broken");
  }

  @Test
  void deploymentsSayWhereAndHowMuchAndNothingElse() throws Exception {
    List<Map<?, ?>> deployments = new ArrayList<>();
    yaml().loadAll(get("/desired?format=kubernetes")).forEach(d -> deployments.add((Map<?, ?>) d));
    assertThat(deployments).hasSize(6);
    assertThat(deployments)
        .allSatisfy(
            d -> {
              JsonNode json = MAPPER.valueToTree(d);
              assertThat(json.at("/apiVersion").stringValue()).isEqualTo("apps/v1");
              assertThat(json.at("/kind").stringValue()).isEqualTo("Deployment");
              assertThat(json.at("/metadata/name").stringValue())
                  .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
              JsonNode pod = json.at("/spec/template/spec");
              assertThat(pod.at("/nodeSelector/topology.kubernetes.io~1zone").stringValue())
                  .isNotEmpty();
              assertThat(pod.at("/containers/0/resources/requests/cpu").stringValue())
                  .matches("[1-9][0-9]*m");
              assertThat(pod.at("/containers/0/resources/requests/memory").stringValue())
                  .matches("[1-9][0-9]*Mi");
              assertThat(json.at("/spec").size()).isEqualTo(1);
            });
    String site =
        MAPPER
            .valueToTree(deployments.getFirst())
            .at("/spec/template/spec/nodeSelector/topology.kubernetes.io~1zone")
            .stringValue();
    List<Object> there = new ArrayList<>();
    yaml().loadAll(get("/desired?site=site/" + site)).forEach(there::add);
    assertThat(there).isNotEmpty().hasSizeLessThan(6);
  }

  @Test
  void valuesAndServiceTemplatesNameEveryComponent() throws Exception {
    JsonNode helm = MAPPER.valueToTree(yaml().load(get("/desired?format=helm")));
    assertThat(helm.at("/components").size()).isEqualTo(6);
    assertThat(helm.at("/components/records-warehouse/resources/requests").size()).isEqualTo(2);
    JsonNode tosca = MAPPER.valueToTree(yaml().load(get("/desired?format=tosca")));
    assertThat(tosca.at("/tosca_definitions_version").stringValue()).isEqualTo("tosca_2_0");
    JsonNode nodes = tosca.at("/service_template/node_templates");
    assertThat(nodes.size()).isGreaterThan(6);
    for (JsonNode node : nodes.values()) {
      assertThat(tosca.at("/node_types").has(node.at("/type").stringValue())).isTrue();
      for (JsonNode requirement : node.at("/requirements").values()) {
        assertThat(nodes.has(requirement.at("/site").stringValue())).isTrue();
      }
    }
  }

  @Test
  void aQuoteIsOnePriceForOffersThatGoTogether() throws Exception {
    HttpResponse<String> quoted =
        quote(
            """
            {"services": [
               {"name": "web", "vcpu": 2, "memoryGiB": 4},
               {"name": "db", "vcpu": 4, "memoryGiB": 16,
                "requires": [{"kind": "location", "places": ["FR"]},
                             {"kind": "sovereignty", "places": ["EU"]}]}],
             "near": [{"from": "web", "to": "db", "maxLatencyMs": 10}],
             "apart": [["web", "db"]]}
            """);
    assertThat(quoted.statusCode()).as(quoted.body()).isEqualTo(200);
    JsonNode quote = MAPPER.readTree(quoted.body());
    double sum = 0;
    for (JsonNode line : quote.at("/lines").values()) {
      sum += line.at("/euroPerMonth").asDouble();
      assertThat(line.at("/offering").stringValue()).contains("-caas");
    }
    assertThat(quote.at("/lines").size()).isEqualTo(2);
    assertThat(quote.at("/lines/1/country").stringValue()).endsWith("#FR");
    assertThat(quote.at("/euroPerMonth").asDouble()).isCloseTo(sum, within(1e-9));
    assertThat(quote.at("/bound/gap").asDouble()).isBetween(0.0, 0.05);
  }

  /**
   * A request that cannot be met, contradicts itself or is meant to harm.
   *
   * @param says the code of a refusal, or a word of what must give way
   */
  private record Hard(String title, int status, String says, String body) {}

  private static List<Hard> hard() {
    String tiny = "\"vcpu\": 1, \"memoryGiB\": 1";
    return List.of(
        new Hard("nothing is wanted", 422, "place.empty", "{\"services\": []}"),
        new Hard(
            "no site is allowed",
            200,
            "eligibility",
            service(tiny + ", \"requires\": [{\"kind\": \"location\", \"places\": [\"AQ\"]}]")),
        new Hard(
            "it must stand in two countries at once",
            200,
            "eligibility",
            service(
                tiny
                    + ", \"requires\": [{\"kind\": \"location\", \"places\": [\"DE\"]},"
                    + " {\"kind\": \"location\", \"places\": [\"FR\"]}]")),
        new Hard(
            "a requirement of no known kind",
            200,
            "unknown kind",
            service(tiny + ", \"requires\": [{\"kind\": \"magic\", \"places\": [\"DE\"]}]")),
        new Hard(
            "a requirement without a place",
            200,
            "names no place",
            service(tiny + ", \"requires\": [{\"kind\": \"location\"}]")),
        new Hard(
            "larger than any site",
            200,
            "capacityVcpu",
            service("\"vcpu\": 1000000, \"memoryGiB\": 1")),
        new Hard(
            "a negative demand",
            422,
            "place.bad-quantity",
            service("\"vcpu\": -1, \"memoryGiB\": 1")),
        new Hard(
            "an endless demand",
            422,
            "place.bad-quantity",
            service("\"vcpu\": 1e300, \"memoryGiB\": 1")),
        new Hard("a demand of NaN", 400, "request.unreadable", service("\"vcpu\": NaN")),
        new Hard("a demand in words", 400, "request.unreadable", service("\"vcpu\": \"many\"")),
        new Hard("no demand", 422, "place.bad-quantity", service("\"gpus\": 0")),
        new Hard(
            "two services of one name",
            422,
            "place.duplicate-id",
            "{\"services\": [{\"name\": \"a\", %s}, {\"name\": \"a\", %s}]}".formatted(tiny, tiny)),
        new Hard(
            "cyclic nearness that no sites meet",
            200,
            "latencyBound",
            """
            {"services": [
               {"name": "a", %s, "requires": [{"kind": "location", "places": ["FI"]}]},
               {"name": "b", %s, "requires": [{"kind": "location", "places": ["ES"]}]},
               {"name": "c", %s, "requires": [{"kind": "location", "places": ["PL"]}]}],
             "near": [{"from": "a", "to": "b", "maxLatencyMs": 1},
                      {"from": "b", "to": "c", "maxLatencyMs": 1},
                      {"from": "c", "to": "a", "maxLatencyMs": 1}]}
            """
                .formatted(tiny, tiny, tiny)),
        new Hard(
            "near to itself",
            422,
            "place.contradiction",
            "{\"services\": [{\"name\": \"a\", %s}],".formatted(tiny)
                + " \"near\": [{\"from\": \"a\", \"to\": \"a\", \"maxLatencyMs\": 1}]}"),
        new Hard(
            "near to nobody",
            422,
            "place.unknown-id",
            "{\"services\": [{\"name\": \"a\", %s}],".formatted(tiny)
                + " \"near\": [{\"from\": \"a\", \"to\": \"ghost\", \"maxLatencyMs\": 1}]}"),
        new Hard(
            "a million services",
            422,
            "place.too-many",
            "{\"services\": [" + "{\"name\":\"a\"},".repeat(999_999) + "{\"name\":\"a\"}]}"),
        new Hard("a service that is null", 400, "request.unreadable", "{\"services\": [null]}"),
        new Hard("no body", 400, "request.unreadable", "null"));
  }

  private static String service(String fields) {
    return "{\"services\": [{\"name\": \"a\", " + fields + "}]}";
  }

  @Test
  void whateverIsAskedIsAnsweredInWords() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Hard hard : hard()) {
      HttpResponse<String> answer = quote(hard.body());
      boolean told = answer.body().contains(hard.says());
      boolean relaxable =
          answer.statusCode() != 200
              || MAPPER.readTree(answer.body()).at("/unmet/0/relaxations/0/rules").size() > 0;
      if (answer.statusCode() != hard.status() || !told || !relaxable) {
        String body = answer.body();
        wrong.add(
            hard.title()
                + ": "
                + answer.statusCode()
                + " "
                + body.substring(0, Math.min(400, body.length())));
      }
      assertThat(answer.body()).as(hard.title()).doesNotContain("Exception", "\tat ");
    }
    assertThat(wrong).isEmpty();
  }

  private HttpResponse<String> quote(String body) throws Exception {
    return doors().post("/placements:quote", body, Opened.TOKEN, JSON);
  }

  private String get(String of) throws Exception {
    HttpResponse<String> answer =
        doors().send("GET", "/placements/" + plan + of, null, null, Opened.TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
