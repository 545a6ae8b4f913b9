package eu.continuo.service.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;

/** Somebody who is told of commits, and may be out of order. */
final class Receiver implements AutoCloseable {
  /** What came in. */
  record Message(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow()
          .getValue()
          .getFirst();
    }
  }

  private final HttpServer server;
  private final String scheme;
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  /**
   * Opens it.
   *
   * @param status what it answers to which message, from 1
   */
  Receiver(IntUnaryOperator status) throws IOException {
    this(HttpServer.create(), "http", status);
  }

  /** Opens one that speaks TLS with the key of the context. */
  static Receiver secured(SSLContext context, IntUnaryOperator status) throws IOException {
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Receiver(server, "https", status);
  }

  private Receiver(HttpServer server, String scheme, IntUnaryOperator status) throws IOException {
    this.server = server;
    this.scheme = scheme;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          messages.add(
              new Message(
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status.applyAsInt(messages.size()), -1);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<Message> messages() {
    return messages;
  }

  /** Waits until so many messages are there. */
  List<Message> await(int count) throws InterruptedException {
    for (int i = 0; i < 1_000 && messages.size() < count; i++) {
      Thread.sleep(20);
    }
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
