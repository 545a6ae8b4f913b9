package eu.continuo.service.federate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.continuo.adapters.peer.PeerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Stands between two instances: asks the one for its catalogue and hands it to the other, changed
 * as a test says, or as it came.
 */
final class Interloper implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final URI catalogue;
  private volatile UnaryOperator<Passed> change = UnaryOperator.identity();

  /** What goes by. */
  record Passed(String document, String signature) {}

  Interloper(URI peer) throws IOException {
    this.catalogue = peer.resolve("/catalogue");
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/catalogue", this::pass);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void change(UnaryOperator<Passed> change) {
    this.change = change;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<String> genuine =
          client.send(
              HttpRequest.newBuilder(catalogue).build(), HttpResponse.BodyHandlers.ofString());
      Passed passed =
          change.apply(
              new Passed(
                  genuine.body(),
                  genuine.headers().firstValue(PeerClient.SIGNATURE_HEADER).orElseThrow()));
      byte[] body = passed.document.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", PeerClient.MEDIA_TYPE);
      exchange.getResponseHeaders().set(PeerClient.SIGNATURE_HEADER, passed.signature);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
