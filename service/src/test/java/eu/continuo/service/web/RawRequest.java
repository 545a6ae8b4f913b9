package eu.continuo.service.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as bytes, for what no honest client sends. */
final class RawRequest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final int ANSWER_MAX_MS = 60_000;

  /** What came back; nothing but status 0 where the connection was closed without a word. */
  record Answer(int status, String text) {}

  /** Writes a body, piece by piece if it likes. */
  interface Body {
    void write(OutputStream out) throws Exception;
  }

  private RawRequest() {}

  /**
   * Sends a request and half-closes the connection, so that nothing more can come.
   *
   * @param head request line and headers, each line ended
   */
  static Answer send(int port, String head, Body body) throws Exception {
    return send(port, head, body, true);
  }

  /** As {@link #send}; whoever does not say that it is done is waited for. */
  static Answer send(int port, String head, Body body, boolean done) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MAX_MS);
      Thread reading;
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      reading =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getInputStream().transferTo(received);
                    } catch (IOException e) {
                      // What has come until then is the answer.
                    }
                  });
      try {
        OutputStream out = socket.getOutputStream();
        out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        body.write(out);
        out.flush();
        if (done) {
          socket.shutdownOutput();
        }
      } catch (IOException e) {
        // The service has closed the connection; its answer counts.
      }
      reading.join();
      String text = received.toString(StandardCharsets.UTF_8);
      Matcher status = STATUS.matcher(text);
      return new Answer(status.find() ? Integer.parseInt(status.group(1)) : 0, text);
    }
  }

  /** The code of the first finding of a problem document; null where it is none. */
  static @Nullable String code(String text) {
    Matcher code = Pattern.compile("\"type\":\"/problems/([a-z0-9.-]+)\"").matcher(text);
    return code.find() ? code.group(1) : null;
  }
}
