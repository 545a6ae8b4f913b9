package eu.continuo.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.service.notify.Webhooks;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SubscriptionsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
  private static final String PASSWORD = "of the test alone";
  private static final Duration PAUSE = Duration.ofMillis(20);

  @TempDir Path data;

  @Test
  void aReceiverThatFailsTwiceGetsEveryEventInOrderAndSigned() throws Exception {
    try (Receiver receiver = new Receiver(n -> n <= 2 ? 503 : 204);
        Opened doors = opened(true, 5)) {
      JsonNode subscribed = subscribe(doors, receiver.address(), "");
      doors.party("one", "public");
      doors.party("secret", "restricted");
      doors.party("two", "public");
      List<Receiver.Message> messages = receiver.await(4);
      assertThat(messages)
          .extracting(m -> new JsonMapper().readTree(m.body()).get("id").asString())
          .containsExactly("2", "2", "2", "4");
      assertThat(messages)
          .extracting(m -> m.header("webhook-id"))
          .contains(messages.getFirst().header("webhook-id"));
      assertThat(messages.toString()).doesNotContain("secret/declared", "party/secret");
      Receiver.Message last = messages.getLast();
      assertThat(last.header("Content-Type")).startsWith("application/cloudevents+json");
      assertThat(last.header("webhook-signature"))
          .isEqualTo("v1," + hmac(subscribed.get("secret").asString(), last));
    }
  }

  @Test
  void aReceiverThatKeepsFailingIsToldNothingMoreAndTheReasonIsSeen() throws Exception {
    try (Receiver receiver = new Receiver(n -> 500);
        Opened doors = opened(true, 3)) {
      subscribe(doors, receiver.address(), "");
      doors.party("one", "public");
      receiver.await(3);
      for (int i = 0; i < 200 && list(doors).at("/0/disabled").isNull(); i++) {
        Thread.sleep(20);
      }
      assertThat(list(doors).at("/0/disabled").asString())
          .isEqualTo("Tried 3 times in vain. It answered 500.");
      doors.party("two", "public");
      Thread.sleep(200);
      assertThat(receiver.messages()).hasSize(3);
    }
  }

  @Test
  void aSubscriptionOutlivesARestartAndItsSecretIsItsOwnersAlone() throws Exception {
    try (Receiver receiver = new Receiver(n -> 200)) {
      JsonNode subscribed;
      try (Opened doors = opened(true, 3)) {
        subscribed = subscribe(doors, receiver.address(), "");
        doors.party("one", "public");
        receiver.await(1);
        for (int i = 0; i < 200 && list(doors).at("/0/next").asLong() < 3; i++) {
          Thread.sleep(20);
        }
        assertThat(list(doors).toString()).doesNotContain("whsec_");
      }
      Path file = data.resolve("subscriptions.tsv");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      try (Opened doors = opened(true, 3)) {
        doors.party("two", "public");
        Receiver.Message second = receiver.await(2).getLast();
        assertThat(second.body()).contains("party/two");
        assertThat(second.header("webhook-signature"))
            .isEqualTo("v1," + hmac(subscribed.get("secret").asString(), second));
        String id = subscribed.get("id").asString();
        assertThat(delete(doors, id).statusCode()).isEqualTo(204);
        assertThat(delete(doors, id).statusCode()).isEqualTo(404);
        doors.party("three", "public");
        Thread.sleep(200);
        assertThat(receiver.messages()).hasSize(2);
      }
    }
  }

  /** The authority is made here and trusted by this test alone; the receiver is what it signed. */
  @Test
  void aReceiverIsToldByHttpsWhereItsAuthorityIsTrustedAndNowhereElse() throws Exception {
    Path authority = data.resolve("authority.p12");
    SSLContext context = signedBy(authority);
    try (Receiver receiver = Receiver.secured(context, n -> n == 1 ? 503 : 204)) {
      try (Opened doors = opened(true, 1)) {
        subscribe(doors, receiver.address(), "");
        doors.party("one", "public");
        for (int i = 0; i < 200 && list(doors).at("/0/disabled").isNull(); i++) {
          Thread.sleep(20);
        }
        assertThat(list(doors).at("/0/disabled").asString()).contains("SSLHandshakeException");
        assertThat(receiver.messages()).isEmpty();
      }
      System.setProperty("javax.net.ssl.trustStore", authority.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
      try (Opened doors = opened(true, 2)) {
        JsonNode subscribed = subscribe(doors, receiver.address(), "");
        doors.party("two", "public");
        List<Receiver.Message> tried = receiver.await(2);
        assertThat(tried)
            .hasSize(2)
            .extracting(Receiver.Message::body)
            .allMatch(body -> body.equals(tried.getFirst().body()) && body.contains("party/two"));
        for (Receiver.Message message : tried) {
          assertThat(message.header("webhook-signature"))
              .isEqualTo("v1," + hmac(subscribed.get("secret").asString(), message));
        }
      } finally {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
      }
    }
  }

  /**
   * Makes an authority and a receiver's key that it signed.
   *
   * @param authority where the certificate of the authority is put, and nothing else
   */
  private SSLContext signedBy(Path authority) throws Exception {
    Path keys = data.resolve("keys.p12");
    keytool(keys, "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
    keytool(
        keys,
        "-alias",
        "receiver",
        "-dname",
        "CN=receiver",
        "-ext",
        "san=ip:127.0.0.1",
        "-signer",
        "authority");
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", store.getCertificate("authority"));
    try (OutputStream out = Files.newOutputStream(authority)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    store.deleteEntry("authority");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path keys, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(arguments));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }

  @Test
  void whatLeadsIntoTheOperatorsOwnNetworkIsRefused() throws Exception {
    try (Opened doors = opened(false, 3)) {
      for (String sink :
          new String[] {
            "http://example.org/",
            "https://127.0.0.1/",
            "http://127.0.0.1:1/",
            "https://localhost/",
            "https://10.0.0.1/",
            "https://192.168.1.1/",
            "https://172.16.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://0.0.0.0/",
            "https://100.64.0.1/",
            "https://2130706433/",
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://user:word@example.org/",
            "",
            "mailto:a@example.org"
          }) {
        HttpResponse<String> answer =
            doors.post(
                "/subscriptions", "{\"sink\": \"" + sink + "\"}", Opened.TOKEN, "application/json");
        assertThat(answer.statusCode()).as(sink + answer.body()).isBetween(400, 422);
        assertThat(answer.body()).as(sink).contains("subscription.address");
      }
      assertThat(list(doors)).isEmpty();
      assertThat(doors.get("/subscriptions").statusCode()).isEqualTo(401);
    }
  }

  private Opened opened(boolean loopback, int tries) throws Exception {
    return new Opened(
        Instance.open(Settings.in(data, CLOCK)),
        new Webhooks(data.resolve("subscriptions.tsv"), loopback, PAUSE, tries));
  }

  private static JsonNode subscribe(Opened doors, String sink, String more) throws Exception {
    HttpResponse<String> answer =
        doors.post(
            "/subscriptions",
            "{\"sink\": \"" + sink + "\"" + more + "}",
            Opened.TOKEN,
            "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonMapper().readTree(answer.body());
  }

  private static JsonNode list(Opened doors) throws Exception {
    return new JsonMapper()
        .readTree(doors.send("GET", "/subscriptions", null, null, Opened.TOKEN).body());
  }

  private static HttpResponse<String> delete(Opened doors, String id) throws Exception {
    return doors.send("DELETE", "/subscriptions/" + id, null, null, Opened.TOKEN);
  }

  private static String hmac(String secret, Receiver.Message message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String signed =
        message.header("webhook-id")
            + "."
            + message.header("webhook-timestamp")
            + "."
            + message.body();
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
