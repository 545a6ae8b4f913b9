package eu.continuo.adapters.bundles;

import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A bundle at an address, as OPA's bundle API has it: it is sent again only where its ETag is
 * another. See <a href="https://www.openpolicyagent.org/docs/management-bundles">OPA: bundles</a>.
 *
 * <p>Redirections are not followed, so that nobody sends this service about in the operator's own
 * network; size and time are bounded; a token goes over https, or to this machine, and nowhere
 * else.
 */
public final class BundleServer implements BundleSource, AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int TAG_CHARS_MAX = 200;

  private final URI address;
  private final @Nullable Path tokenFile;
  private final Duration answerMax;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A server.
   *
   * @param address of one bundle
   * @param tokenFile what is shown to it as a bearer token; null where it asks for none
   */
  public BundleServer(URI address, @Nullable Path tokenFile) {
    this(address, tokenFile, ANSWER_MAX);
  }

  BundleServer(URI address, @Nullable Path tokenFile, Duration answerMax) {
    this.address = address;
    this.tokenFile = tokenFile;
    this.answerMax = answerMax;
  }

  /** What is wrong with an address; empty where it can be used. */
  public static List<Finding> wrong(URI address) {
    List<Finding> findings = new ArrayList<>();
    @Nullable String host = address.getHost();
    @Nullable String scheme = address.getScheme();
    String protocol = scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
      findings.add(
          address("It names a host, and holds no user name, no password and no fragment."));
    } else if (!protocol.equals("https") && !(protocol.equals("http") && isHere(host))) {
      findings.add(address("It begins with https://, or http:// for this machine."));
    }
    return findings;
  }

  private static Finding address(String message) {
    return Finding.violation("source.address", message, "Such as https://policies.example/house");
  }

  /** A name would have to be asked for, and could lead elsewhere tomorrow. */
  private static boolean isHere(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.matches("127\\.\\d+\\.\\d+\\.\\d+") && loopback(host));
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Fetched fetch(String known) {
    List<Finding> wrong = wrong(address);
    if (!wrong.isEmpty()) {
      return new Fetched.Failed(wrong);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/gzip, application/octet-stream");
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    if (tokenFile != null) {
      try {
        request.header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
      } catch (IOException | IllegalArgumentException e) {
        // The message could hold what stands in the file.
        return Fetched.Failed.of(
            "source.token",
            "The token for %s cannot be read.".formatted(address.getHost()),
            "Its file is there for this service to read, and holds the token alone.");
      }
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BUNDLE_BYTES_MAX));
    try {
      return received(answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unreachable("It took more than " + answerMax.toSeconds() + " s.");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return unreachable("This service stopped waiting.");
    }
  }

  private Fetched failed(@Nullable Throwable cause) {
    String message = cause == null ? "" : String.valueOf(cause.getMessage());
    return message.contains("exceeds capacity")
        ? BundleFolder.tooLarge("What " + address.getHost() + " sends")
        : unreachable(
            "It did not answer"
                + (cause == null ? "." : ": " + cause.getClass().getSimpleName() + "."));
  }

  private Fetched received(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 304) {
      return new Fetched.Unchanged();
    }
    if (answer.statusCode() != 200) {
      return Fetched.Failed.of(
          "source.status",
          "%s answers with the status %d.".formatted(address.getHost(), answer.statusCode()),
          "200 brings a bundle and 304 says that it is the same; redirections are not followed.");
    }
    String tag = answer.headers().firstValue("ETag").orElse("");
    return new Fetched.Changed(
        tag.length() > TAG_CHARS_MAX ? "" : tag,
        new TreeMap<>(java.util.Map.of(String.valueOf(address.getHost()), answer.body())));
  }

  private Fetched unreachable(String why) {
    return Fetched.Failed.of(
        "source.unreachable",
        "%s: %s".formatted(address.getHost(), why),
        "Is it running, and is the address right?");
  }

  /** Closes idle connections. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
