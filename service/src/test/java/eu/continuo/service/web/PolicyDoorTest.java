package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Level;
import eu.continuo.service.govern.Desk;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running service follows the book, serves bundles, and notes what the shadow says. */
final class PolicyDoorTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ASKED =
      "{\"input\": {\"components\": [{\"id\": \"c\"}], \"sites\": [\"s\"]}}";
  private static final String DECISIONS = "/v1/data/icra/house/decisions";

  @Test
  void whatCommandsPutIntoTheBookIsServedAndDecidesWithoutARestart(@TempDir Path folder)
      throws Exception {
    Desk desk = new Desk(folder);
    try (Opened opened =
        new Opened(Instance.open(Settings.in(folder, Clock.fixed(Desk.NOW, ZoneOffset.UTC))))) {
      desk.publish("house", "one", "EU", Level.PROVIDER);
      assertThat(ask(opened).has("result")).isFalse();
      desk.activate("house", true, null);
      assertThat(ask(opened).has("result")).isFalse();
      JsonNode log = get(opened, "/decisions/log?path=icra/house");
      assertThat(log).hasSize(3);
      assertThat(log.get(2).at("/custom/shadow").asBoolean()).isTrue();
      assertThat(log.get(2).at("/result/c/s/allow").asBoolean(true)).isFalse();

      desk.activate("house", false, null);
      assertThat(ask(opened).at("/result/c/s/reasons/0/code").asString())
          .isEqualTo("house.outside");
      assertThat(get(opened, "/policies").at("/packs/house/level").asString())
          .isEqualTo("PROVIDER");
      assertThat(get(opened, "/policies/house/impact").get("lost").asInt(-1)).isZero();

      HttpResponse<String> bundle = opened.send("GET", "/bundles/house", null, null, Opened.TOKEN);
      String tag = bundle.headers().firstValue("ETag").orElseThrow();
      assertThat(bundle.statusCode()).isEqualTo(200);
      assertThat(tag)
          .contains(get(opened, "/policies").at("/packs/house/stage/enforced").asString());
      assertThat(again(opened, tag)).isEqualTo(304);
      assertThat(again(opened, "\"another\"")).isEqualTo(200);

      desk.governing.rollback("house", Desk.NOW);
      assertThat(ask(opened).has("result")).isFalse();
    }
  }

  private static JsonNode ask(Opened opened) throws Exception {
    return JSON.readTree(opened.post(DECISIONS, ASKED, Opened.TOKEN, "application/json").body());
  }

  private static JsonNode get(Opened opened, String path) throws Exception {
    HttpResponse<String> answer = opened.send("GET", path, null, null, Opened.TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static int again(Opened opened, String tag) throws Exception {
    return opened
        .send("GET", "/bundles/house", null, null, Opened.TOKEN, "If-None-Match", tag)
        .statusCode();
  }
}
