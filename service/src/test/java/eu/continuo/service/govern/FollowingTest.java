package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.continuo.policies.Level;
import eu.continuo.policies.Policies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles from a folder, a git work tree and servers, sound ones and such as mean harm. */
final class FollowingTest {
  @TempDir private Path folder;
  private Desk desk;
  private InForce inForce;
  private HttpServer server;
  private final Map<String, Answering> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  /** What a path of the server does. */
  @FunctionalInterface
  private interface Answering {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
    inForce = new InForce(desk.book(), Policies.packaged().sovereignty(), Policies.documents());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void aNewBundleOfAFolderIsActivatedOnceAndStaysBackWhereItWasRolledBack() throws Exception {
    Path drafts = Files.createDirectory(folder.resolve("drafts"));
    follow("drafts", Source.Kind.FOLDER, drafts.toString(), Source.Aim.ENFORCE);
    assertThat(round("drafts").wrong()).isEmpty();
    Files.write(drafts.resolve("house.tar.gz"), desk.bundle("house", "one", "EU"));
    assertThat(round("drafts").said()).containsExactly("house one is in force");
    assertThat(enforced()).isEqualTo("one");
    Instant changed = round("drafts").changedAt();
    assertThat(changed).isNotNull();

    Files.write(drafts.resolve("house.tar.gz"), desk.bundle("house", "two", "FR"));
    assertThat(round("drafts").said()).containsExactly("house two is in force");
    desk.governing.rollback("house", Desk.NOW);
    Files.write(drafts.resolve("other.tar.gz"), desk.bundle("other", "one", "EU"));
    assertThat(round("drafts").wrong()).isEmpty();
    assertThat(enforced()).as("what an operator rolled back").isEqualTo("one");

    byte[] half = java.util.Arrays.copyOf(desk.bundle("house", "three", "DE"), 900);
    Files.write(drafts.resolve("house.tar.gz"), half);
    assertThat(round("drafts").wrong())
        .extracting(Followed.Wrong::code)
        .containsExactly("bundle.malformed");
    assertThat(enforced()).isEqualTo("one");
    Files.write(drafts.resolve("house.tar.gz"), desk.bundle("house", "three", "DE"));
    assertThat(round("drafts").wrong()).isEmpty();
    assertThat(enforced()).isEqualTo("three");
  }

  @Test
  void ofAGitWorkTreeCountsWhatWasCommitted() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    git(tree, "init", "--quiet");
    Files.write(tree.resolve("house.tar.gz"), desk.bundle("house", "one", "EU"));
    follow("law", Source.Kind.GIT, tree.toString(), Source.Aim.SHADOW);
    assertThat(round("law").wrong())
        .extracting(Followed.Wrong::code)
        .containsExactly("source.unreachable");
    git(tree, "add", ".");
    git(
        tree,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@t.example",
        "commit",
        "--quiet",
        "-m",
        "one");
    assertThat(round("law").said()).containsExactly("house one is in the shadow");
    Files.write(tree.resolve("house.tar.gz"), desk.bundle("house", "two", "FR"));
    assertThat(round("law").said())
        .as("what is not committed")
        .containsExactly("house one is in the shadow");
    assertThat(inForce.now().shadows()).containsOnlyKeys("house");
  }

  @Test
  void aServerIsAskedByETagWithItsTokenAndTheBundleIsVerified() throws Exception {
    Files.writeString(folder.resolve("token"), "secret\n");
    byte[] bundle = desk.bundle("house", "one", "EU");
    answers.put(
        "/house",
        exchange -> {
          if (!"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
          } else if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            send(exchange, bundle);
          }
        });
    follow("open", Source.Kind.SERVER, address("/house"), Source.Aim.ENFORCE);
    assertThat(round("open").wrong())
        .extracting(Followed.Wrong::code)
        .containsExactly("source.status");
    desk.governing.follow(
        "house",
        new Source(
            Source.Kind.SERVER,
            address("/house"),
            Level.PROVIDER,
            Source.Aim.ENFORCE,
            60,
            folder.resolve("token").toString()));
    assertThat(round("house").said()).containsExactly("house one is in force");
    assertThat(round("house").tag()).isEqualTo("\"one\"");
    assertThat(enforced()).isEqualTo("one");
    for (Path file :
        List.of(desk.book().resolve("sources.json"), desk.book().resolve("followed.json"))) {
      assertThat(Files.readString(file)).doesNotContain("secret");
    }
  }

  @Test
  void whateverAServerSendsToHarmIsRefusedAndTheOldPolicyStaysInForce() throws Exception {
    desk.publish("house", "sound", "EU", Level.PROVIDER);
    desk.activate("house", false, null);
    byte[] next = desk.bundle("house", "next", "FR");
    byte[] forged = next.clone();
    forged[forged.length / 2] ^= 1;
    answers.put("/endless", exchange -> stream(exchange, Long.MAX_VALUE));
    answers.put("/100mb", exchange -> stream(exchange, 100_000_000));
    answers.put("/forged", exchange -> send(exchange, forged));
    answers.put(
        "/text",
        exchange -> send(exchange, "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    answers.put(
        "/truncated",
        exchange -> {
          exchange.sendResponseHeaders(200, next.length);
          exchange.getResponseBody().write(next, 0, next.length / 2);
          exchange.close();
        });
    answers.put(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(302, -1);
        });
    Map<String, String> wanted =
        Map.of(
            "/endless", "source.too-large",
            "/100mb", "source.too-large",
            "/forged", "bundle.",
            "/text", "bundle.malformed",
            "/truncated", "source.unreachable",
            "/elsewhere", "source.status");
    for (String path : wanted.keySet()) {
      follow(path.substring(1), Source.Kind.SERVER, address(path), Source.Aim.ENFORCE);
    }
    var states = following(Desk.NOW).round(true);
    wanted.forEach(
        (path, code) ->
            assertThat(Objects.requireNonNull(states.get(path.substring(1))).wrong())
                .as(path)
                .isNotEmpty()
                .allSatisfy(wrong -> assertThat(wrong.code()).startsWith(code)));
    assertThat(enforced()).isEqualTo("sound");
    assertThat(Objects.requireNonNull(desk.governing.book().packs().get("house")).published())
        .hasSize(1);
    assertThat(
            desk.governing.follow(
                "far",
                new Source(
                    Source.Kind.SERVER,
                    "http://policies.example/house",
                    Level.PROVIDER,
                    Source.Aim.PUBLISH,
                    60,
                    null)))
        .as("plain http to another machine")
        .isInstanceOf(Governed.Refused.class);
  }

  @Test
  void whatFailsIsAskedAtTwiceTheIntervalEachTime() throws Exception {
    answers.put("/gone", exchange -> exchange.sendResponseHeaders(500, -1));
    follow("gone", Source.Kind.SERVER, address("/gone"), Source.Aim.PUBLISH);
    Instant began = Desk.NOW;
    for (int second = 0; second < 600; second += 10) {
      following(began.plusSeconds(second)).round(false);
    }
    // At 0, 120, 360 s, and then after 480 s more.
    assertThat(asked.get("/gone")).isEqualTo(3);
    assertThat(Objects.requireNonNull(desk.governing.followed().get("gone")).failures())
        .isEqualTo(3);
    following(began.plus(Duration.ofHours(2))).round(false);
    assertThat(asked.get("/gone")).isEqualTo(4);
  }

  private void follow(String name, Source.Kind kind, String at, Source.Aim aim) throws IOException {
    assertThat(desk.governing.follow(name, new Source(kind, at, Level.PROVIDER, aim, 60, null)))
        .isInstanceOf(Governed.Done.class);
  }

  private Following following(Instant now) {
    return new Following(desk.governing, Desk.TOOL, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Followed round(String name) throws Exception {
    return Objects.requireNonNull(following(Desk.NOW).round(true).get(name));
  }

  /** The revision that is in force. */
  private @Nullable String enforced() throws IOException {
    Book.Pack pack = Objects.requireNonNull(desk.governing.book().packs().get("house"));
    String sha256 = pack.stage().enforced();
    assertThat(inForce.now().documents().revisions()).containsKey("house");
    return sha256 == null ? null : pack.revision(sha256).revision();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.merge(path, 1, Integer::sum);
    try {
      Objects.requireNonNull(answers.get(path)).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void stream(HttpExchange exchange, long bytes) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] some = new byte[1 << 16];
    try (OutputStream out = exchange.getResponseBody()) {
      for (long sent = 0; sent < bytes; sent += some.length) {
        out.write(some);
      }
    }
  }

  private static void git(Path tree, String... arguments) throws Exception {
    List<String> line = new java.util.ArrayList<>(List.of("git", "-C", tree.toString()));
    line.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
  }
}
