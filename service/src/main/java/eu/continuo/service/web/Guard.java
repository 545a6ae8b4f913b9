package eu.continuo.service.web;

import eu.continuo.ontology.JsonLd;
import eu.continuo.verdict.Finding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first thing that a request meets, at every door: its headers, the coding, the size and the
 * time of its body are bounded before anything reads it, and a browser may make nothing of an
 * answer but show it.
 */
final class Guard extends OncePerRequestFilter {
  /** The most bytes of all headers that are taken; the web server itself reads more, to tell so. */
  static final int HEADERS_BYTES_MAX = 16 * 1024;

  /** What a page may load and do: nothing but the style that it brings (CSP Level 3). */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final JsonMapper json;
  private final Duration bodyTime;

  Guard(JsonMapper json, Duration bodyTime) {
    this.json = json;
    this.bodyTime = bodyTime;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    try {
      checked(request);
      chain.doFilter(new Bounded(request, bodyTime), response);
    } catch (Refusal refusal) {
      refusal.problem().write(response, json);
    } catch (RuntimeException e) {
      if (!HangUps.is(e)) {
        Problems.unforeseen(e).write(response, json);
      }
    }
  }

  private static void checked(HttpServletRequest request) {
    long bytes = 0;
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        bytes += name.length() + value.length() + 4L;
      }
    }
    if (bytes > HEADERS_BYTES_MAX) {
      throw new Refusal(
          431,
          Finding.violation(
              "request.headers-too-large",
              "The headers are larger than " + HEADERS_BYTES_MAX + " bytes.",
              "Leave out what this service does not need; a long query goes into the body."));
    }
    @Nullable String coding = request.getHeader("Content-Encoding");
    if (coding != null && !coding.isBlank() && !coding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          415,
          Finding.violation(
              "request.coding",
              "The body is coded as \"" + coding + "\", and bodies are taken as they are.",
              "Send it without Content-Encoding."));
    }
    if (request.getContentLengthLong() > JsonLd.BYTES_MAX) {
      throw BoundedBody.tooLarge(JsonLd.BYTES_MAX);
    }
  }

  /** A request whose body is bounded, however it is read. */
  private static final class Bounded extends HttpServletRequestWrapper {
    private final Duration bodyTime;
    private @Nullable BoundedBody body;

    Bounded(HttpServletRequest request, Duration bodyTime) {
      super(request);
      this.bodyTime = bodyTime;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      BoundedBody known = body;
      if (known == null) {
        known = new BoundedBody((HttpServletRequest) getRequest(), JsonLd.BYTES_MAX, bodyTime);
        body = known;
      }
      return known;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
