package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionDoorTest {
  private static final String INPUT =
      """
      {"nowEpochS": 1795514400, "sites": ["urn:site:nowhere"],
       "components": [{"id": "urn:component:shop", "requirements": []}]}
      """;

  private @Nullable Opened opened;

  @BeforeAll
  void open() throws Exception {
    opened = new Opened();
  }

  @AfterAll
  void close() {
    doors().close();
  }

  @Test
  void answersAsOpaServesIt() throws Exception {
    String path = "/v1/data/icra/sovereignty/decisions";
    assertThat(doors().send("POST", path, "application/json", "{}", null).statusCode())
        .isEqualTo(401);
    JsonNode answer = json(post(path, "{\"input\": " + INPUT + "}"), 200);
    JsonNode decision = answer.at("/result/urn:component:shop/urn:site:nowhere");
    assertThat(decision.get("allow").asBoolean()).isFalse();
    assertThat(answer.get("decision_id").asString()).isNotEmpty();
    assertThat(
            json(
                    post(
                        path + "/urn:component:shop/urn%3Asite%3Anowhere/allow",
                        "{\"input\": " + INPUT + "}"),
                    200)
                .get("result")
                .asBoolean())
        .isFalse();
    JsonNode undefined = json(post("/v1/data/icra/nothing", "{\"input\": {}}"), 200);
    assertThat(undefined.propertyNames()).containsExactly("decision_id");
    assertThat(json(post(path, "{}"), 200).at("/warning/code").asString())
        .isEqualTo("api_usage_warning");
  }

  @Test
  void answersABatchByNames() throws Exception {
    JsonNode answer =
        json(
            post(
                "/v1/batch/data/icra/sovereignty/decisions",
                "{\"inputs\": {\"one\": " + INPUT + ", \"two\": {}}}"),
            200);
    assertThat(answer.get("responses").propertyNames()).containsExactly("one", "two");
    assertThat(answer.at("/responses/one/result").isObject()).isTrue();
    assertThat(answer.at("/responses/two/decision_id").asString()).isNotEmpty();
    assertThat(answer.get("batch_decision_id").asString()).isNotEmpty();
  }

  @Test
  void refusesInTheFormOfOpa() throws Exception {
    JsonNode refused = json(post("/v1/data/icra", "{\"input\": "), 400);
    assertThat(refused.get("code").asString()).isEqualTo("invalid_parameter");
    assertThat(refused.get("message").asString()).contains("malformed input document");
    json(post("/v1/data/icra", "[]"), 400);
    json(post("/v1/data/icra", "{\"input\": \"" + "x".repeat(1 << 20) + "\"}"), 413);
    json(post("/v1/batch/data/icra", "{}"), 400);
    String many =
        IntStream.range(0, 1001)
            .mapToObj(i -> "\"" + i + "\": 1")
            .collect(Collectors.joining(",", "{\"inputs\": {", "}}"));
    json(post("/v1/batch/data/icra", many), 413);
  }

  @Test
  void everyDecisionIsInTheLogForOperatorsAlone() throws Exception {
    String id =
        json(post("/v1/data/icra/sovereignty", "{\"input\": {\"token\": \"hush\", \"a\": 1}}"), 200)
            .get("decision_id")
            .asString();
    assertThat(doors().get("/decisions/log").statusCode()).isEqualTo(401);
    assertThat(doors().get("/decisions/" + id).statusCode()).isEqualTo(401);
    JsonNode events = json(get("/decisions/log?path=icra/sovereignty&principal=operator"), 200);
    assertThat(events.valueStream().map(e -> e.get("decision_id").asString())).contains(id);
    JsonNode event = json(get("/decisions/" + id), 200);
    assertThat(event.propertyNames())
        .contains("timestamp", "path", "bundles", "input", "result", "requested_by", "metrics");
    assertThat(event.toString()).doesNotContain("hush", Opened.TOKEN);
    assertThat(event.get("erased").toString()).isEqualTo("[\"/input/token\"]");
    assertThat(event.at("/custom/data_sha256").asString()).hasSize(64);
    assertThat(event.at("/custom/data_revision").asLong()).isPositive();
    String turtle = get("/decisions/" + id, "Accept", "text/turtle").body();
    assertThat(turtle).contains("id/decision/" + id, "urn:sha256:");
    json(get("/decisions/no-such-decision"), 404);
    json(get("/decisions/log?from=yesterday"), 400);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return doors().send("POST", path, "application/json", body, Opened.TOKEN);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return doors().send("GET", path, null, null, Opened.TOKEN, headers);
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonMapper().readTree(answer.body());
  }

  private Opened doors() {
    return Objects.requireNonNull(opened);
  }
}
