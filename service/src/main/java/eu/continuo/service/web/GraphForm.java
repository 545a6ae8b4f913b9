package eu.continuo.service.web;

import eu.continuo.ontology.JsonLd;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How triples are written. */
// Media types and languages are never changed, which their classes do not say.
@SuppressWarnings("ImmutableEnumChecker")
enum GraphForm {
  JSON_LD(JsonLd.MEDIA_TYPE, null),
  TURTLE("text/turtle;charset=UTF-8", Lang.TURTLE),
  N_QUADS("application/n-quads", Lang.NQUADS),
  N_TRIPLES("application/n-triples", Lang.NTRIPLES);

  /** A page for people, where there is one. */
  static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");

  private static final List<MediaType> OFFERED =
      Arrays.stream(values()).map(GraphForm::mediaType).toList();

  private final MediaType mediaType;
  private final @Nullable Lang lang;

  GraphForm(String mediaType, @Nullable Lang lang) {
    this.mediaType = MediaType.valueOf(mediaType);
    this.lang = lang;
  }

  /** The one that a request would have. */
  static GraphForm of(HttpServletRequest request) {
    return form(Accept.pick(request, OFFERED)).orElseThrow();
  }

  /** The one that a request would have where there is a page too; none means the page. */
  static Optional<GraphForm> orPage(HttpServletRequest request) {
    List<MediaType> offered = new ArrayList<>(OFFERED);
    offered.add(HTML);
    return form(Accept.pick(request, offered));
  }

  private static Optional<GraphForm> form(MediaType picked) {
    return Arrays.stream(values()).filter(f -> f.mediaType.equals(picked)).findFirst();
  }

  MediaType mediaType() {
    return mediaType;
  }

  /** Writes a graph. */
  byte[] write(Graph graph, JsonLd jsonLd) {
    return lang == null
        ? jsonLd.write(graph, null).getBytes(StandardCharsets.UTF_8)
        : written(DatasetGraphFactory.wrap(graph));
  }

  /** Writes quads: with their graphs as N-Quads, and as triples otherwise. */
  byte[] write(DatasetGraph quads, Graph triples, JsonLd jsonLd) {
    return this == N_QUADS ? written(quads) : write(triples, jsonLd);
  }

  private byte[] written(DatasetGraph quads) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (this == N_QUADS) {
      RDFWriter.source(quads).lang(Lang.NQUADS).build().output(out);
    } else {
      RDFWriter.source(quads.getDefaultGraph()).lang(lang).build().output(out);
    }
    return out.toByteArray();
  }
}
