package eu.continuo.service.web;

import eu.continuo.ontology.JsonLd;
import eu.continuo.ontology.RdfText;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads bodies whole, before anything else is touched: a slow sender holds nobody up. */
final class Bodies {
  private static final Set<String> JSON = Set.of(JsonLd.MEDIA_TYPE, "application/json");

  private Bodies() {}

  /** The body of a request to one of Fuseki's doors. */
  static byte[] bytes(HttpAction action) {
    try {
      return read(action.getRequest().getInputStream());
    } catch (IOException e) {
      throw new Refusal(
          400, Finding.violation("request.truncated", "The body ends early.", "Send it again."));
    }
  }

  /** As {@link #bytes}, as text. */
  static String text(HttpAction action) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(action))).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(
          400,
          Finding.violation(
              "request.unreadable", "The body is not valid UTF-8.", "Send it as UTF-8."));
    }
  }

  static byte[] read(InputStream in) throws IOException {
    return in.readAllBytes();
  }

  /**
   * The media type of a document; JSON-LD where none is said.
   *
   * @throws Refusal 415 where it is none that can be read
   */
  static String documentType(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return JsonLd.MEDIA_TYPE;
    }
    try {
      MediaType type = MediaType.parseMediaType(header);
      String bare = type.getType() + "/" + type.getSubtype();
      if (JSON.contains(bare) || RdfText.lang(bare).isPresent()) {
        return bare;
      }
    } catch (InvalidMediaTypeException e) {
      // It is told below, as one that is not known.
    }
    throw new Refusal(
        415,
        Finding.violation(
            "request.media-type",
            "\"" + header + "\" is no media type of a document.",
            "Send application/ld+json, text/turtle, application/n-triples or"
                + " application/rdf+xml."));
  }
}
