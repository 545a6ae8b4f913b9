package eu.continuo.service.web;

import eu.continuo.ontology.JsonLd;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies up to a limit, before anything else is touched: a slow sender holds nobody up. */
final class Bodies {
  private Bodies() {}

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
