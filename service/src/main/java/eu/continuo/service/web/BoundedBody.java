package eu.continuo.service.web;

import eu.continuo.verdict.Finding;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request up to a size and a time. What is wrong with it is told as a refusal,
 * however deep in a parser it is read.
 */
final class BoundedBody extends ServletInputStream {
  private static final String ATTRIBUTE = BoundedBody.class.getName();

  private final HttpServletRequest request;
  private final ServletInputStream body;
  private final long bytesMax;
  private final Duration patience;

  /** For how long it was waited for: what is made of the bytes meanwhile is not the sender's. */
  private long waitedNs;

  private long bytes;

  BoundedBody(HttpServletRequest request, long bytesMax, Duration patience) throws IOException {
    this.request = request;
    this.body = request.getInputStream();
    this.bytesMax = bytesMax;
    this.patience = patience;
  }

  static Refusal tooLarge(long bytesMax) {
    return new Refusal(
        413,
        Finding.violation(
            "request.too-large",
            "The body is larger than " + bytesMax + " bytes.",
            "Send it in parts."));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (waitedNs > patience.toNanos()) {
      throw tooSlow();
    }
    long began = System.nanoTime();
    int read = more(body, into, from, length);
    waitedNs += System.nanoTime() - began;
    bytes += Math.max(read, 0);
    if (bytes > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return read;
  }

  private int more(InputStream in, byte[] into, int from, int length) {
    try {
      return in.read(into, from, length);
    } catch (IOException e) {
      if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
        throw tooSlow();
      }
      throw noted(
          new Refusal(
              400,
              Finding.violation(
                  "request.truncated",
                  "The body ends before it is complete.",
                  "Send it again, with the length that it has.")));
    }
  }

  /**
   * Why the web server could not read a body, which answers by itself then.
   *
   * @return null where it could
   */
  static @Nullable Problem problem(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Refusal refusal ? refusal.problem() : null;
  }

  private Refusal noted(Refusal refusal) {
    request.setAttribute(ATTRIBUTE, refusal);
    return refusal;
  }

  private Refusal tooSlow() {
    return noted(
        new Refusal(
            408,
            Finding.violation(
                "request.too-slow",
                "The body did not arrive in " + patience.toSeconds() + " s.",
                "Send it again, or in parts.")));
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
