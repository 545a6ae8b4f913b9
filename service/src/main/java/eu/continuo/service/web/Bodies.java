package eu.continuo.service.web;

import eu.continuo.ontology.JsonLd;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.jena.fuseki.servlets.HttpAction;

/** Reads bodies up to a limit, before anything else is touched: a slow sender holds nobody up. */
final class Bodies {
  private Bodies() {}

  /** The body of a request to one of Fuseki's doors. */
  static byte[] bytes(HttpAction action) {
    try {
      return read(action.getRequestInputStream());
    } catch (IOException e) {
      throw new Refusal(
          400, Finding.violation("request.unreadable", "The body ends early.", "Send it again."));
    }
  }

  /** As {@link #bytes}, as text. */
  static String text(HttpAction action) {
    return new String(bytes(action), StandardCharsets.UTF_8);
  }

  static byte[] read(InputStream in) throws IOException {
    byte[] body = in.readNBytes(JsonLd.BYTES_MAX + 1);
    if (body.length > JsonLd.BYTES_MAX) {
      throw new Refusal(
          413,
          Finding.violation(
              "request.too-large",
              "The body is larger than " + JsonLd.BYTES_MAX + " bytes.",
              "Send it in parts."));
    }
    return body;
  }
}
