package eu.continuo.ontology;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsReaderException;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Takes quads and gives them back as one text that is equal for isomorphic datasets (RDFC-1.0). */
final class CanonicalQuads implements RdfQuadConsumer {
  private final RdfCanon canon = RdfCanon.create("SHA-256");
  private int namedGraphQuads;

  /** The quads of an N-Quads document. */
  static CanonicalQuads of(String nQuads) {
    CanonicalQuads quads = new CanonicalQuads();
    try {
      new NQuadsReader(new StringReader(nQuads)).provide(quads);
    } catch (NQuadsReaderException | RdfConsumerException e) {
      throw new IllegalArgumentException(nQuads, e);
    }
    return quads;
  }

  @Override
  public RdfQuadConsumer quad(
      String subject,
      String predicate,
      String object,
      @Nullable String datatype,
      @Nullable String language,
      @Nullable String direction,
      @Nullable String graph)
      throws RdfConsumerException {
    if (graph != null) {
      namedGraphQuads++;
    }
    canon.quad(subject, predicate, object, datatype, language, direction, graph);
    return this;
  }

  /** Whether all quads are of the default graph. */
  boolean isOneGraph() {
    return namedGraphQuads == 0;
  }

  /** The canonical N-Quads document. */
  String text() {
    StringWriter text = new StringWriter();
    try {
      canon.provide(new NQuadsWriter(text));
    } catch (RdfConsumerException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
