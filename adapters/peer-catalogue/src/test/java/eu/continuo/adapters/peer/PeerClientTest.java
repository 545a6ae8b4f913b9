package eu.continuo.adapters.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import eu.continuo.adapters.trust.Detached;
import eu.continuo.adapters.trust.SigningKey;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerClientTest {
  private static final JsonLd THEIRS = new JsonLd("https://theirs.example/");
  private static final JsonLd OURS = new JsonLd("https://ours.example/");
  private static final SigningKey KEY = SigningKey.create();
  private static final Instant SIGNED_AT = Instant.parse("2026-11-24T10:00:00Z");

  private static final Reading.Read CATALOGUE =
      (Reading.Read)
          THEIRS.read(
              """
              {"@context": "https://w3id.org/icra/contexts/v1.jsonld", "@graph": [
                {"id": "catalogue", "type": "Catalog", "publisher": "party/nord",
                 "resource": {"id": "offering/nord-caas", "type": "ServiceOffering",
                              "offeredBy": "party/nord", "atSite": "site/nord-1",
                              "serviceModel": "caas", "priceVcpuHourEuro": 0.031,
                              "figureBasis": "modelled"}}]}
              """
                  .getBytes(UTF_8));
  private static final String BODY = THEIRS.write(CATALOGUE.graph(), null);
  private static final String SIGNATURE = Detached.sign(KEY, CATALOGUE.digest(), SIGNED_AT);

  private final PeerClient client = new PeerClient();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    handlers.close();
    client.close();
  }

  @Test
  void pullsWhatThePeerSigned() {
    serve(BODY, "application/ld+json", SIGNATURE);
    assertPulled(client.pull(peer(null), OURS));
    assertPulled(client.pull(peer(KEY.did()), OURS));
  }

  @Test
  void theOrderOfADocumentDoesNotMatterToItsSignature() {
    String other =
        """
        {"@context": ["https://w3id.org/icra/contexts/v1.jsonld", {"@base": "https://theirs.example/id/"}],
         "@graph": [
          {"id": "offering/nord-caas", "figureBasis": "modelled", "priceVcpuHourEuro": 0.031,
           "serviceModel": "caas", "atSite": "site/nord-1", "offeredBy": "party/nord",
           "type": "ServiceOffering"},
          {"publisher": "party/nord", "resource": "offering/nord-caas", "type": "Catalog",
           "id": "catalogue"}]}
        """;
    serve(other, "Application/LD+JSON; profile=\"x\"", SIGNATURE);
    assertPulled(client.pull(peer(KEY.did()), OURS));
  }

  @Test
  void refusesAChangedCatalogue() {
    serve(BODY.replace("0.031", "0.013"), "application/ld+json", SIGNATURE);
    assertThat(client.pull(peer(KEY.did()), OURS)).isEqualTo(badSignature());
  }

  @Test
  void refusesAChangedSignature() {
    char first = SIGNATURE.charAt(SIGNATURE.indexOf("..") + 2);
    String changed = SIGNATURE.replace(".." + first, ".." + (first == 'A' ? 'B' : 'A'));
    serve(BODY, "application/ld+json", changed);
    assertThat(client.pull(peer(KEY.did()), OURS)).isEqualTo(badSignature());
    assertThat(client.pull(peer(null), OURS)).isEqualTo(badSignature());
  }

  @Test
  void refusesASignatureThatIsNone() {
    serve(BODY, "application/ld+json", "signed, yours truly");
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                signature(),
                Finding.violation(
                    "jws.malformed",
                    "A compact JWS has three parts between dots; here: 1.",
                    null)));
  }

  @Test
  void refusesAnotherKeyThanThePinnedOne() {
    SigningKey other = SigningKey.create();
    serve(BODY, "application/ld+json", Detached.sign(other, CATALOGUE.digest(), SIGNED_AT));
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding(
                    "peer.key-changed",
                    other.did(),
                    "The catalogue is signed by "
                        + other.did()
                        + ", but the peer is known by "
                        + KEY.did()
                        + ".",
                    "Ask the peer's operator over another way; if the new key is right, add the"
                        + " peer again.")));
  }

  @Test
  void refusesACatalogueWithoutASignatureOrWithTwo() {
    serve(BODY, "application/ld+json");
    assertThat(client.pull(peer(KEY.did()), OURS)).isEqualTo(refused(unsigned(0)));
    server.removeContext("/");
    serve(BODY, "application/ld+json", SIGNATURE, SIGNATURE);
    assertThat(client.pull(peer(KEY.did()), OURS)).isEqualTo(refused(unsigned(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html; charset=utf-8", "application/json", "application/ld+jsonx"})
  void refusesAnotherMediaType(String mediaType) {
    serve(BODY, mediaType, SIGNATURE);
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding(
                    "peer.media-type",
                    mediaType,
                    "The peer answers with the media type \""
                        + mediaType
                        + "\" instead of application/ld+json.",
                    "Is this the address of a Continuo instance?")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesABodyThatIsTooLarge(boolean lengthIsDeclared) {
    AtomicInteger megabytes = new AtomicInteger();
    handle(
        exchange -> {
          headers(exchange, "application/ld+json", SIGNATURE);
          exchange.sendResponseHeaders(200, lengthIsDeclared ? 1L << 30 : 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] block = new byte[1 << 20]; megabytes.get() < 1024; out.write(block)) {
              megabytes.incrementAndGet();
            }
          }
        });
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding(
                    "peer.too-large",
                    null,
                    "The catalogue has more than 33554432 bytes.",
                    "The peer offers less at once, or shows this instance less.")));
    assertThat(megabytes).as("megabytes sent until the line was cut").hasValueLessThan(1024);
  }

  @Test
  void doesNotFollowRedirections() {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          answer(exchange, BODY, "application/ld+json", SIGNATURE);
        });
    String target = "http://localhost:" + server.getAddress().getPort() + "/elsewhere";
    handle(
        exchange -> {
          exchange.getResponseHeaders().add("Location", target);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding(
                    "peer.status",
                    "302",
                    "The peer answers with status 302 and sends us to " + target + ".",
                    "Redirections are not followed; if the new address is right, add the peer with"
                        + " it.")));
    assertThat(elsewhere).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 404, 500})
  void refusesAnyOtherStatus(int status) {
    handle(
        exchange -> {
          headers(exchange, "application/ld+json", SIGNATURE);
          exchange.sendResponseHeaders(status, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(BODY.getBytes(UTF_8));
          }
        });
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding(
                    "peer.status",
                    String.valueOf(status),
                    "The peer answers with status " + status + ".",
                    null)));
  }

  @Test
  void saysWhatTheReaderCouldNotRead() {
    serve(BODY.replace("offeredBy", "offerdBy"), "application/ld+json", SIGNATURE);
    Reading.Unreadable why =
        (Reading.Unreadable) OURS.read(BODY.replace("offeredBy", "offerdBy").getBytes(UTF_8));
    assertThat(why.findings()).extracting(Finding::code).containsExactly("json-ld.unknown-term");
    assertThat(client.pull(peer(KEY.did()), OURS))
        .isEqualTo(
            refused(
                finding("peer.unreadable", null, "The catalogue cannot be read.", null),
                why.findings().getFirst()));
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Peer dead = new Peer("dead", URI.create("http://127.0.0.1:" + port), null);
    assertThat(client.pull(dead, OURS))
        .isEqualTo(
            refused(
                new Finding(
                    "peer.unreachable",
                    Severity.VIOLATION,
                    "http://127.0.0.1:" + port + "/catalogue",
                    null,
                    null,
                    null,
                    "It did not answer: ConnectException.",
                    "Is it running, and is the URL right?")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesNotWaitForeverForHeadersOrBody(boolean headersCome) {
    handle(
        exchange -> {
          if (headersCome) {
            headers(exchange, "application/ld+json", SIGNATURE);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
          }
          await();
          exchange.close();
        });
    try (PeerClient hasty = new PeerClient(Duration.ofSeconds(5), Duration.ofMillis(400))) {
      assertThat(hasty.pull(peer(KEY.did()), OURS))
          .isEqualTo(
              refused(
                  finding(
                      "peer.unreachable",
                      null,
                      "It took more than 400 ms to answer.",
                      "Is it running, and is the URL right?")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          file:///etc/passwd              |              | The address of a peer begins with http:// or https://.;The address of a peer names a host.
          ftp://peer.example/             | peer.example | The address of a peer begins with http:// or https://.
          peer.example                    |              | The address of a peer begins with http:// or https://.;The address of a peer names a host.
          http:/peer                      |              | The address of a peer names a host.
          https://peer.example:70000/     | peer.example | The port of a peer lies between 1 and 65535.
          https://me:secret@peer.example/ | peer.example | The address of a peer holds no user name and no password.
          https://peer.example/?q=1       | peer.example | The address of a peer has no query and no fragment.
          """)
  void refusesAddressesThatArePeersOfNone(String url, @Nullable String host, String messages) {
    Peer peer = new Peer("odd", URI.create(url), null);
    List<Finding> findings =
        List.of(messages.split(";")).stream()
            .map(
                message ->
                    new Finding(
                        "peer.address",
                        Severity.VIOLATION,
                        null,
                        "url",
                        host,
                        null,
                        message,
                        "Such as https://peer.example/"))
            .toList();
    assertThat(peer.findings()).isEqualTo(findings);
    assertThat(client.pull(peer, OURS)).isEqualTo(new Pull.PullRefused(findings));
  }

  @Test
  void findsTheCatalogueBelowAnyAddress() {
    assertThat(
            List.of("https://x.example", "https://x.example/", "HTTPS://x.example:8443/a/b")
                .stream()
                .map(url -> new Peer("x", URI.create(url), null))
                .filter(peer -> peer.findings().isEmpty())
                .map(peer -> peer.catalogue().toString()))
        .containsExactly(
            "https://x.example/catalogue",
            "https://x.example/catalogue",
            "HTTPS://x.example:8443/a/b/catalogue");
  }

  private static void assertPulled(Pull pull) {
    assertThat(pull)
        .isInstanceOfSatisfying(
            Pull.Pulled.class,
            pulled -> {
              assertThat(pulled.graph().isIsomorphicWith(CATALOGUE.graph())).isTrue();
              assertThat(pulled.digest()).isEqualTo(CATALOGUE.digest());
              assertThat(pulled.did()).isEqualTo(KEY.did());
              assertThat(pulled.signedAt()).isEqualTo(SIGNED_AT);
            });
  }

  private Peer peer(@Nullable String did) {
    return new Peer("nord", URI.create(address()), did);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(String body, String mediaType, String... signatures) {
    handle(exchange -> answer(exchange, body, mediaType, signatures));
  }

  private void handle(HttpHandler handler) {
    server.createContext("/", handler);
  }

  private static void answer(
      HttpExchange exchange, String body, String mediaType, String... signatures)
      throws IOException {
    headers(exchange, mediaType, signatures);
    byte[] bytes = body.getBytes(UTF_8);
    boolean asked = exchange.getRequestURI().getPath().equals("/catalogue");
    exchange.sendResponseHeaders(asked ? 200 : 404, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void headers(HttpExchange exchange, String mediaType, String... signatures) {
    exchange.getResponseHeaders().add("Content-Type", mediaType);
    for (String signature : signatures) {
      exchange.getResponseHeaders().add(PeerClient.SIGNATURE_HEADER, signature);
    }
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Pull badSignature() {
    return refused(
        signature(),
        new Finding(
            "jws.bad-signature",
            Severity.VIOLATION,
            null,
            "signature",
            null,
            null,
            "The signature is not one of " + KEY.did() + " over this content.",
            "The content or its signature was changed, or another key signed it."));
  }

  private Finding signature() {
    return finding(
        "peer.signature",
        null,
        "The catalogue is not the one that was signed.",
        "It was changed on the way, or the peer signs wrongly: nothing of it was taken.");
  }

  private Finding unsigned(int count) {
    return finding(
        "peer.unsigned",
        null,
        "The catalogue has " + count + " signatures instead of one.",
        "The peer sends one header Catalogue-Signature.");
  }

  private Finding finding(
      String code, @Nullable String value, String message, @Nullable String hint) {
    return new Finding(
        code, Severity.VIOLATION, address() + "/catalogue", null, value, null, message, hint);
  }

  private static Pull refused(Finding... findings) {
    return new Pull.PullRefused(List.of(findings));
  }
}
