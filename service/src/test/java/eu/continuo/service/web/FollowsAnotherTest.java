package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.policies.Level;
import eu.continuo.policies.VerificationKey;
import eu.continuo.policies.builtins.SignedToken;
import eu.continuo.service.govern.Desk;
import eu.continuo.service.govern.Followed;
import eu.continuo.service.govern.Following;
import eu.continuo.service.govern.Governed;
import eu.continuo.service.govern.Governing;
import eu.continuo.service.govern.Source;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One Continuo gets its policies from another: from the doors of the first into the decisions of
 * the second, by the second's own keys and approvals.
 */
final class FollowsAnotherTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Clock CLOCK = Clock.fixed(Desk.NOW, ZoneOffset.UTC);

  @TempDir private Path there;
  private Desk desk;
  private Opened first;
  private Governing governing;
  private Opened second;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(there);
    first = new Opened(Instance.open(Settings.in(there, CLOCK)));
    Instance instance = Instance.open(Settings.inMemory(CLOCK));
    governing = instance.governing();
    second = new Opened(instance);
    desk.run("policy", "key", "ada");
    governing.trust("desk", key("desk"), Level.PROVIDER, false);
    governing.trust("ada", key("ada"), Level.PROVIDER, true);
    Path token = Files.writeString(there.resolve("shown"), Opened.TOKEN);
    assertThat(
            governing.follow(
                "first",
                new Source(
                    Source.Kind.SERVER,
                    "http://127.0.0.1:" + first.port() + "/bundles/house",
                    Level.PROVIDER,
                    Source.Aim.ENFORCE,
                    60,
                    token.toString())))
        .isInstanceOf(Governed.Done.class);
  }

  @AfterEach
  void close() {
    second.close();
    first.close();
  }

  @Test
  void takesWhatItsKeysSignedWhenItsApproversSaySoAndKeepsItWhateverBecomesOfTheOther()
      throws Exception {
    assertThat(round().wrong())
        .extracting(Followed.Wrong::message)
        .containsExactly("127.0.0.1 answers with the status 404.");

    desk.publish("house", "one", "EU", Level.PROVIDER);
    assertThat(round().said()).containsExactly("0 of 1 approvals");
    assertThat(enforced()).isEmpty();
    approve();
    assertThat(enforced()).isEqualTo("one");
    assertThat(asked().at("/result/c/s/reasons/0/code").asString()).isEqualTo("house.outside");

    String tag = round().tag();
    Instant changed = Objects.requireNonNull(round().changedAt());
    Path bundle = there.resolve("policies/bundles").resolve(tag.replace("\"", "") + ".tar.gz");
    Path aside = Files.move(bundle, there.resolve("aside"));
    assertThat(round().wrong()).as("what is known is not even read").isEmpty();
    assertThat(round().changedAt()).isEqualTo(changed);
    HttpResponse<String> again =
        first.send(
            "GET", "/bundles/house", null, null, Opened.TOKEN, "If-None-Match", "\"x\", W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    Files.move(aside, bundle);

    desk.run("policy", "key", "other");
    desk.governing.trust("desk", key("other"), Level.PROVIDER, false);
    byte[] resigned = desk.pack(there.resolve("one/house"), "two", "other");
    assertThat(desk.governing.publish(resigned, Level.PROVIDER, Desk.NOW))
        .isInstanceOf(Governed.Done.class);
    assertThat(round().wrong()).extracting(Followed.Wrong::code).containsExactly("bundle.forged");
    assertThat(enforced()).as("what another key signed").isEqualTo("one");

    first.close();
    assertThat(round().wrong())
        .extracting(Followed.Wrong::code)
        .containsExactly("source.unreachable");
    assertThat(enforced()).isEqualTo("one");
    assertThat(asked().at("/result/c/s/allow").asBoolean(true)).isFalse();
    assertThat(got("/policies/sources").at("/first/failures").asInt()).isEqualTo(2);
    assertThat(got("/actuator/health").path("status").asString()).isEqualTo("DEGRADED");
  }

  private VerificationKey key(String name) throws Exception {
    return new VerificationKey("ES256", Files.readString(there.resolve(name + ".pub.pem")), "");
  }

  private Followed round() throws Exception {
    try (Following following = new Following(governing, Desk.TOOL, CLOCK)) {
      return Objects.requireNonNull(following.round(true).get("first"));
    }
  }

  /** The second's own approver says yes to the latest bundle. */
  private void approve() throws Exception {
    String latest =
        Objects.requireNonNull(governing.book().packs().get("house"))
            .published()
            .getLast()
            .sha256();
    SignedToken approval =
        SignedToken.sign(
            "ada",
            Governing.statement("house", latest),
            Files.readString(there.resolve("ada.pem")));
    assertThat(governing.activate("house", false, approval, Desk.TOOL, Desk.NOW))
        .isInstanceOf(Governed.Done.class);
  }

  /** The revision by which the second decides; empty where it has none. */
  private String enforced() throws Exception {
    JsonNode house = got("/policies").at("/packs/house");
    String sha256 = house.at("/stage/enforced").asString("");
    for (JsonNode revision : house.path("published").values()) {
      if (revision.path("sha256").asString().equals(sha256)) {
        return revision.path("revision").asString();
      }
    }
    return "";
  }

  private JsonNode asked() throws Exception {
    HttpResponse<String> answer =
        second.post(
            "/v1/data/icra/house/decisions",
            "{\"input\": {\"components\": [{\"id\": \"c\"}], \"sites\": [\"s\"]}}",
            Opened.TOKEN,
            "application/json");
    return JSON.readTree(answer.body());
  }

  private JsonNode got(String path) throws Exception {
    return JSON.readTree(second.send("GET", path, null, null, Opened.TOKEN).body());
  }
}
