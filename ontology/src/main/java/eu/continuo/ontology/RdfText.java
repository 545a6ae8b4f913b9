package eu.continuo.ontology;

import eu.continuo.verdict.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;

/**
 * The texts of RDF 1.1 beside JSON-LD: Turtle, N-Triples and RDF/XML, read as strictly and named as
 * deterministically as JSON-LD is.
 */
public final class RdfText {
  private static final List<Lang> LANGS = List.of(Lang.TURTLE, Lang.NTRIPLES, Lang.RDFXML);

  private final String base;

  /**
   * A reader for one continuum.
   *
   * @param base the IRI that all identifiers of the continuum begin with, ending in a slash;
   *     relative identifiers are resolved against {@code base + "id/"}
   */
  public RdfText(String base) {
    this.base = base;
  }

  /** The syntax of a media type, where it is one of these. */
  public static Optional<Lang> lang(String mediaType) {
    return Optional.ofNullable(RDFLanguages.contentTypeToLang(mediaType)).filter(LANGS::contains);
  }

  /** The media type of a file, by the end of its name; JSON-LD where it has none of ours. */
  public static String mediaType(Path file) {
    @Nullable Lang lang = RDFLanguages.filenameToLang(file.toString());
    return (lang != null && LANGS.contains(lang) ? lang : Lang.JSONLD)
        .getContentType()
        .getContentTypeStr();
  }

  /**
   * Reads one document.
   *
   * @param body its bytes, UTF-8
   * @param lang the syntax
   * @return its graph, or the first thing that is wrong with it
   */
  public Reading read(byte[] body, Lang lang) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      return unreadable("rdf.encoding", "The document is not valid UTF-8.", null);
    }
    Graph graph = GraphFactory.createDefaultGraph();
    try {
      RDFParser.fromString(new String(body, StandardCharsets.UTF_8), lang)
          .base(base + "id/")
          .checking(true)
          .errorHandler(ErrorHandlerFactory.errorHandlerExceptionOnError())
          .parse(graph);
      Optional<Node> relative =
          graph.stream()
              .flatMap(t -> Stream.of(t.getSubject(), t.getPredicate(), t.getObject()))
              .filter(n -> n.isURI() && n.getURI().indexOf(':') < 0)
              .findFirst();
      if (relative.isPresent()) {
        return unreadable(
            "rdf.syntax",
            "The document is not " + lang.getName() + ": <" + relative.get() + "> is relative.",
            "Write the whole IRI.");
      }
      if (graph.stream().anyMatch(t -> t.getObject().isTripleTerm())) {
        return unreadable(
            "rdf.triple-term",
            "The document has a triple as a term, which is not RDF 1.1.",
            "Say it about a node of its own.");
      }
      return Canonical.named(graph, base + JsonLd.GENID);
    } catch (RiotException e) {
      return unreadable(
          "rdf.syntax",
          "The document is not " + lang.getName() + ": " + e.getMessage(),
          "Mind the line and column.");
    } catch (StackOverflowError e) {
      return unreadable(
          "rdf.too-deep", "The document is nested too deeply.", "Refer to nodes by their IRI.");
    } catch (Canonical.TooComplex e) {
      return unreadable(
          "rdf.too-complex", String.valueOf(e.getMessage()), "Give each node an IRI.");
    }
  }

  private static Reading unreadable(String code, String message, @Nullable String hint) {
    return new Reading.Unreadable(List.of(Finding.violation(code, message, hint)));
  }
}
