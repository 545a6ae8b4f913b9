package eu.continuo.service.web;

import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as RFC 9457 writes it, with everything that is wrong.
 *
 * @param type where the problem is explained, relative to the service
 * @param title the first thing that is wrong
 * @param status the status of the response
 * @param detail what to do about it, or null
 * @param findings all that is wrong
 */
public record Problem(
    String type, String title, int status, @Nullable String detail, List<Found> findings) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    findings = List.copyOf(findings);
  }

  static Problem of(int status, List<Finding> findings) {
    Finding first = findings.get(0);
    return new Problem(
        "/problems/" + first.code(),
        first.message(),
        status,
        first.hint(),
        findings.stream().map(Found::of).toList());
  }

  /** Answers with it. */
  void write(HttpServletResponse response, JsonMapper json) {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType(MEDIA_TYPE);
    if (status == 503) {
      response.setHeader("Retry-After", "5");
    }
    try {
      response.getOutputStream().write(json.writeValueAsBytes(this));
    } catch (IOException e) {
      if (!HangUps.is(e)) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A finding with the address of its page. */
  public record Found(
      String code,
      String severity,
      @Nullable String focus,
      @Nullable String path,
      @Nullable String value,
      @Nullable String source,
      String message,
      @Nullable String hint,
      String page) {
    /** A finding as it is shown. */
    public static Found of(Finding f) {
      return new Found(
          f.code(),
          f.severity().name().toLowerCase(java.util.Locale.ROOT),
          f.focus(),
          f.path(),
          f.value(),
          f.source(),
          f.message(),
          f.hint(),
          "/problems/" + f.code());
    }
  }
}
