package eu.continuo.adapters.peer;

import eu.continuo.adapters.trust.Detached;
import eu.continuo.adapters.trust.DetachedCheck;
import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.Reading;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the catalogues of peers: {@code GET {url}/catalogue}, JSON-LD, with the header {@value
 * #SIGNATURE_HEADER}, a detached JWS over the digest of the catalogue's canonical form.
 *
 * <p>A peer is a stranger until its signature says otherwise: redirections are not followed, so
 * that it cannot send this service about in the operator's own network; size and time are bounded;
 * and what a body says is read only where status and media type are right.
 */
public final class PeerClient implements AutoCloseable {
  /** The header with the signature of a catalogue. */
  public static final String SIGNATURE_HEADER = "Catalogue-Signature";

  /** The media type of a catalogue. */
  public static final String MEDIA_TYPE = JsonLd.MEDIA_TYPE;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private static final int HEADER_CHARS_MAX = 200;

  private final HttpClient http;
  private final Duration answerMax;

  /** A client that waits five seconds for a connection and a minute for a whole answer. */
  public PeerClient() {
    this(CONNECT_MAX, ANSWER_MAX);
  }

  PeerClient(Duration connectMax, Duration answerMax) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(connectMax)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.answerMax = answerMax;
  }

  /**
   * Asks a peer for its catalogue and checks who signed it.
   *
   * @param peer whom to ask; without a pinned key any signer is taken, and the caller pins it
   * @param reader the reader of JSON-LD
   * @return the catalogue, or why nothing was taken
   */
  public Pull pull(Peer peer, JsonLd reader) {
    List<Finding> address = peer.findings();
    if (!address.isEmpty()) {
      return new Pull.PullRefused(address);
    }
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        http.sendAsync(
            HttpRequest.newBuilder(peer.catalogue()).header("Accept", MEDIA_TYPE).build(),
            PeerClient::body);
    try {
      return received(peer, answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS), reader);
    } catch (ExecutionException e) {
      return unreachable(peer, "It did not answer: " + reason(e.getCause()) + ".");
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unreachable(peer, "It took more than " + answerMax.toMillis() + " ms to answer.");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return unreachable(peer, "This service stopped waiting.");
    }
  }

  /** Closes idle connections. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private static HttpResponse.BodySubscriber<Optional<byte[]>> body(
      HttpResponse.ResponseInfo info) {
    boolean wanted = info.statusCode() == 200 && isMediaType(mediaType(info.headers()));
    return new BoundedBody(wanted ? JsonLd.BYTES_MAX : 0);
  }

  private static Pull received(Peer peer, HttpResponse<Optional<byte[]>> answer, JsonLd reader) {
    if (answer.statusCode() != 200) {
      return status(peer, answer);
    }
    String mediaType = mediaType(answer.headers());
    if (!isMediaType(mediaType)) {
      return refused(
          "peer.media-type",
          peer,
          mediaType,
          "The peer answers with the media type \""
              + mediaType
              + "\" instead of "
              + MEDIA_TYPE
              + ".",
          "Is this the address of a Continuo instance?");
    }
    if (answer.body().isEmpty()) {
      return refused(
          "peer.too-large",
          peer,
          null,
          "The catalogue has more than " + JsonLd.BYTES_MAX + " bytes.",
          "The peer offers less at once, or shows this instance less.");
    }
    List<String> signatures = answer.headers().allValues(SIGNATURE_HEADER);
    if (signatures.size() != 1) {
      return refused(
          "peer.unsigned",
          peer,
          null,
          "The catalogue has " + signatures.size() + " signatures instead of one.",
          "The peer sends one header " + SIGNATURE_HEADER + ".");
    }
    return switch (reader.read(answer.body().get())) {
      case Reading.Unreadable(List<Finding> findings) ->
          refused(
              finding("peer.unreadable", peer, null, "The catalogue cannot be read.", null),
              findings);
      case Reading.Read(Graph graph, String digest) ->
          signed(peer, graph, digest, signatures.getFirst());
    };
  }

  private static Pull signed(Peer peer, Graph graph, String digest, String signature) {
    return switch (Detached.check(signature, digest)) {
      case DetachedCheck.Forged(Finding why) ->
          refused(
              finding(
                  "peer.signature",
                  peer,
                  null,
                  "The catalogue is not the one that was signed.",
                  "It was changed on the way, or the peer signs wrongly: nothing of it was taken."),
              List.of(why));
      case DetachedCheck.Genuine(String did, Instant signedAt) ->
          peer.did() == null || peer.did().equals(did)
              ? new Pull.Pulled(graph, digest, did, signedAt)
              : refused(
                  "peer.key-changed",
                  peer,
                  did,
                  "The catalogue is signed by "
                      + did
                      + ", but the peer is known by "
                      + peer.did()
                      + ".",
                  "Ask the peer's operator over another way; if the new key is right, add the peer"
                      + " again.");
    };
  }

  private static Pull status(Peer peer, HttpResponse<?> answer) {
    String status = String.valueOf(answer.statusCode());
    Optional<String> location = answer.headers().firstValue("Location");
    return answer.statusCode() / 100 == 3 && location.isPresent()
        ? refused(
            "peer.status",
            peer,
            status,
            "The peer answers with status "
                + status
                + " and sends us to "
                + excerpt(location.get())
                + ".",
            "Redirections are not followed; if the new address is right, add the peer with it.")
        : refused(
            "peer.status", peer, status, "The peer answers with status " + status + ".", null);
  }

  private static String mediaType(HttpHeaders headers) {
    return excerpt(headers.firstValue("Content-Type").orElse(""));
  }

  private static boolean isMediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE);
  }

  /** As much of a peer's header as a message repeats. */
  private static String excerpt(String text) {
    return text.length() <= HEADER_CHARS_MAX ? text : text.substring(0, HEADER_CHARS_MAX) + "…";
  }

  /** The exception's name stands for those that say nothing, as a refused connection does. */
  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason is known";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static Pull unreachable(Peer peer, String message) {
    return refused("peer.unreachable", peer, null, message, "Is it running, and is the URL right?");
  }

  private static Pull refused(
      String code, Peer peer, @Nullable String value, String message, @Nullable String hint) {
    return refused(finding(code, peer, value, message, hint), List.of());
  }

  private static Pull refused(Finding finding, List<Finding> behind) {
    return new Pull.PullRefused(Stream.concat(Stream.of(finding), behind.stream()).toList());
  }

  private static Finding finding(
      String code, Peer peer, @Nullable String value, String message, @Nullable String hint) {
    return new Finding(
        code, Severity.VIOLATION, peer.catalogue().toString(), null, value, null, message, hint);
  }
}
