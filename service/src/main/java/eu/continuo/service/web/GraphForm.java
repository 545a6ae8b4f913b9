package eu.continuo.service.web;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.JsonLd;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How triples are written. */
// Media types and languages are never changed, which their classes do not say.
@SuppressWarnings("ImmutableEnumChecker")
enum GraphForm {
  JSON_LD(JsonLd.MEDIA_TYPE, null),
  TURTLE("text/turtle;charset=UTF-8", Lang.TURTLE),
  N_QUADS("application/n-quads", Lang.NQUADS),
  N_TRIPLES("application/n-triples", Lang.NTRIPLES),
  RDF_XML("application/rdf+xml", Lang.RDFXML);

  private static final PrefixMapping PREFIXES =
      PrefixMapping.Factory.create()
          .setNsPrefix("icra", Icra.NS)
          .setNsPrefix("dcat", DCAT.NS)
          .setNsPrefix("dcterms", DCTerms.NS)
          .setNsPrefix("foaf", FOAF.NS)
          .setNsPrefix("geo", "http://www.opengis.net/ont/geosparql#")
          .setNsPrefix("loc", "https://w3id.org/dpv/loc#")
          .setNsPrefix("owl", OWL2.NS)
          .setNsPrefix("prov", "http://www.w3.org/ns/prov#")
          .setNsPrefix("rdfs", RDFS.uri)
          .setNsPrefix("skos", SKOS.uri)
          .setNsPrefix("xsd", XSD.NS)
          .lock();

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
      Graph named = GraphFactory.createDefaultGraph();
      named.getPrefixMapping().setNsPrefixes(PREFIXES);
      GraphUtil.addInto(named, quads.getDefaultGraph());
      RDFWriter.source(named).lang(lang).build().output(out);
    }
    return out.toByteArray();
  }
}
