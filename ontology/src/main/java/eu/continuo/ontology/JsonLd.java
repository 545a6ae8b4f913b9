package eu.continuo.ontology;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.processor.ToRdfProcessor;
import com.apicatalog.jsonld.serialization.QuadsToJsonld;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.glassfish.json.api.JsonConfig;
import org.jspecify.annotations.Nullable;

/**
 * JSON-LD 1.1 in and out. What a document cannot mean is said, where the standard would drop it in
 * silence: an unknown property, an unknown type, a named graph.
 */
public final class JsonLd {
  /** The media type of JSON-LD (JSON-LD 1.1, appendix C). */
  public static final String MEDIA_TYPE = "application/ld+json";

  /** What the names of blank nodes begin with, after the base (RDF 1.1 Concepts, section 3.5). */
  static final String GENID = ".well-known/genid/";

  /** The largest document in bytes that is read at once. */
  public static final int BYTES_MAX = 32 * 1024 * 1024;

  private static final String PROFILE_HINT =
      "See the context at /ns/contexts/v1.jsonld for the terms, and examples/europe for whole"
          + " documents.";

  private final String base;
  private final URI documentBase;
  private final DocumentLoader contexts;

  /**
   * A reader and writer for one continuum.
   *
   * @param base the IRI that all identifiers of the continuum begin with, ending in a slash;
   *     relative identifiers are resolved against {@code base + "id/"}
   */
  public JsonLd(String base) {
    this(base, URI.create(base + "id/"), Contexts.loader());
  }

  /**
   * As the public one, for documents that lie elsewhere and name contexts of their own: those of a
   * test suite.
   */
  JsonLd(String base, URI documentBase, DocumentLoader contexts) {
    this.base = base;
    this.documentBase = documentBase;
    this.contexts = contexts;
  }

  /**
   * Reads one document.
   *
   * @param body its bytes, UTF-8
   * @return its graph, or everything that is wrong with it
   */
  public Reading read(byte[] body) {
    if (body.length > BYTES_MAX) {
      return unreadable(
          "json-ld.too-large",
          "The document has " + body.length + " bytes; the limit is " + BYTES_MAX + ".",
          "Send it in parts: each provider, or each site, a document.");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      return unreadable(
          "json-ld.encoding", "The document is not valid UTF-8.", "JSON is UTF-8 (RFC 8259, 8.1).");
    }
    try {
      JsonLdOptions options = options();
      JsonArray expanded =
          com.apicatalog.jsonld.JsonLd.expand(JsonDocument.of(strict(body))).options(options).get();
      Collector collected = new Collector();
      DroppedIris.of(expanded, options.getUriValidation()).forEach(collected::dropped);
      ToRdfProcessor.toRdf(collected, expanded, options);
      return judged(collected);
    } catch (JsonLdError e) {
      return unreadable(e);
    } catch (JsonException e) {
      return unreadable("json-ld.syntax", "The document is not JSON: " + e.getMessage(), null);
    } catch (StackOverflowError e) {
      return unreadable(
          "json-ld.too-deep",
          "The document is nested too deeply.",
          "Refer to nodes by their id instead.");
    } catch (Canonical.TooComplex e) {
      return unreadable(
          "json-ld.too-complex", String.valueOf(e.getMessage()), "Give each node an id.");
    }
  }

  /**
   * Writes a graph in the terms of our context, as one document with an array of nodes.
   *
   * @param graph what to write
   * @param frame a JSON-LD 1.1 frame that says how to nest, or null for a flat list of nodes
   */
  public String write(Graph graph, @Nullable String frame) {
    try {
      JsonLdOptions options = options();
      options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Ignore);
      options.setUseNativeTypes(false);
      options.setRdfDirection(null);
      options.setOrdered(true);
      JsonDocument expanded = JsonDocument.of(expanded(graph, options));
      String context =
          "{\"@context\": [\"" + Contexts.V1 + "\", {\"@base\": \"" + base + "id/\"}]}";
      JsonObject compact =
          frame == null
              ? com.apicatalog.jsonld.JsonLd.compact(expanded, json(context)).options(options).get()
              : com.apicatalog.jsonld.JsonLd.frame(expanded, json(frame)).options(options).get();
      return pretty(compact);
    } catch (JsonLdError e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes what is said of one thing, framed by its identifier: it is the document itself, and what
   * it points to stands inside it where the graph describes that too (JSON-LD 1.1 Framing).
   *
   * @param iri of the thing
   */
  public String about(Graph graph, String iri) {
    return write(
        graph,
        "{\"@context\": [\"%s\", {\"@base\": \"%sid/\"}], \"@id\": %s}"
            .formatted(Contexts.V1, base, jakarta.json.Json.createValue(iri)));
  }

  /** Whether an IRI stands for a node that its document gave no name. */
  public boolean isUnnamed(String iri) {
    return iri.startsWith(base + GENID);
  }

  private static JsonArray expanded(Graph graph, JsonLdOptions options) throws JsonLdError {
    QuadsToJsonld expanded = com.apicatalog.jsonld.JsonLd.fromRdf().options(options);
    // Of a list, the engine must see rdf:first before rdf:rest; without blank nodes, one graph is
    // one text.
    graph.stream()
        .sorted(
            Comparator.comparing((Triple triple) -> triple.getPredicate().getURI())
                .thenComparing(triple -> triple.getObject().toString()))
        .forEach(triple -> Canonical.provide(triple, expanded));
    return expanded.toJsonLd();
  }

  private Reading judged(Collector collected) throws Canonical.TooComplex {
    List<Finding> findings = new ArrayList<>(collected.findings);
    for (String type : collected.types) {
      if (type.startsWith(base + "id/")) {
        String word = type.substring((base + "id/").length());
        findings.add(
            new Finding(
                "json-ld.unknown-type",
                Severity.VIOLATION,
                null,
                "rdf:type",
                word,
                null,
                "The type \"" + word + "\" is not a term of the context.",
                Nearest.hint(word, PROFILE_HINT)));
      }
    }
    if (findings.isEmpty() && collected.graph.isEmpty()) {
      findings.add(
          Finding.violation(
              "json-ld.empty",
              "The document says nothing: no node has a property or a type.",
              "A document names its context: \"@context\": \"" + Contexts.V1 + "\"."));
    }
    if (!findings.isEmpty()) {
      return new Reading.Unreadable(findings);
    }
    return Canonical.named(collected.graph, base + GENID);
  }

  private JsonLdOptions options() {
    JsonLdOptions options = new JsonLdOptions(contexts);
    options.setBase(documentBase);
    options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Fail);
    // So that what a graph cannot hold reaches us: blank properties (the engine has the flag the
    // wrong way round) and the direction of a text.
    options.setProduceGeneralizedRdf(false);
    options.setRdfDirection(JsonLdOptions.RdfDirection.I18N_DATATYPE);
    return options;
  }

  /** A member that is there twice would be dropped in silence (RFC 8259, section 4). */
  private static JsonStructure strict(byte[] body) {
    return jakarta.json.Json.createReaderFactory(Map.of(JsonConfig.REJECT_DUPLICATE_KEYS, true))
        .createReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8)
        .read();
  }

  private static JsonDocument json(String text) throws JsonLdError {
    return JsonDocument.of(new StringReader(text));
  }

  private static String pretty(JsonStructure json) {
    StringWriter out = new StringWriter();
    try (var writer =
        jakarta.json.Json.createWriterFactory(
                Map.of(jakarta.json.stream.JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(out)) {
      writer.write(json);
    }
    return out.toString().strip() + "\n";
  }

  private static Reading unreadable(JsonLdError error) {
    @Nullable Throwable cause = error.getCause();
    String message = String.valueOf(cause == null ? error.getMessage() : cause.getMessage());
    if (cause instanceof JsonParsingException || cause instanceof JsonException) {
      return unreadable("json-ld.syntax", "The document is not JSON: " + message, null);
    }
    if (error.getCode() == JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED
        || error.getCode() == JsonLdErrorCode.LOADING_DOCUMENT_FAILED) {
      return unreadable("json-ld.context", message, "Name \"" + Contexts.V1 + "\".");
    }
    if (error.getCode() == JsonLdErrorCode.UNDEFINED_TERM) {
      String word = message.replaceAll("(?s).*\\[(?:.*/)?([^\\]]*)\\].*", "$1");
      return unreadable(
          "json-ld.unknown-term",
          "The term \"" + word + "\" is not in the context.",
          Nearest.hint(word, PROFILE_HINT));
    }
    return unreadable("json-ld.invalid", message, PROFILE_HINT);
  }

  private static Reading unreadable(String code, String message, @Nullable String hint) {
    return new Reading.Unreadable(List.of(Finding.violation(code, message, hint)));
  }

  /** Takes the quads that JSON-LD yields and keeps a graph, and what cannot be one. */
  private static final class Collector implements RdfQuadConsumer {
    final Graph graph = GraphFactory.createDefaultGraph();
    final TreeSet<String> types = new TreeSet<>();
    final List<Finding> findings = new ArrayList<>();

    void dropped(String iri) {
      findings.add(
          new Finding(
              "json-ld.iri",
              Severity.VIOLATION,
              null,
              null,
              iri,
              null,
              "\"" + iri + "\" is no absolute IRI, so that what it names would be lost.",
              "Write it as RFC 3987 says; a space is %20, and a name of this continuum is"
                  + " relative."));
    }

    @Override
    public RdfQuadConsumer quad(
        String subject,
        String predicate,
        String object,
        @Nullable String datatype,
        @Nullable String language,
        @Nullable String direction,
        @Nullable String graphName) {
      if (graphName != null) {
        findings.add(
            Finding.violation(
                "json-ld.named-graph",
                "The document has a graph of its own, <" + graphName + ">.",
                "A document is the content of one graph, which the request names."));
        return this;
      }
      if (predicate.startsWith("_:")) {
        findings.add(
            Finding.violation(
                "json-ld.blank-property",
                "The document has a property without an IRI, " + predicate + ".",
                "A property is a term of the context or an IRI."));
        return this;
      }
      if (direction != null) {
        findings.add(
            Finding.violation(
                "json-ld.text-direction",
                "The document gives \"" + object + "\" a direction, which RDF 1.1 cannot keep.",
                "Leave @direction out; the language of a text tells its direction."));
      }
      if (predicate.equals(RDF.type.getURI())) {
        types.add(object);
      }
      graph.add(Triple.create(node(subject), node(predicate), object(object, datatype, language)));
      return this;
    }

    private static Node node(String id) {
      return id.startsWith("_:")
          ? NodeFactory.createBlankNode(id.substring(2))
          : NodeFactory.createURI(id);
    }

    private static Node object(
        String object, @Nullable String datatype, @Nullable String language) {
      if (language != null) {
        return NodeFactory.createLiteralLang(object, language);
      }
      if (datatype == null) {
        return node(object);
      }
      RDFDatatype type = TypeMapper.getInstance().getSafeTypeByName(datatype);
      return NodeFactory.createLiteralDT(
          type.equals(XSDDatatype.XSDdecimal) ? decimal(object) : object, type);
    }

    /** JSON-LD writes a number with a fraction as a double, 1.15E0, which is no xsd:decimal. */
    private static String decimal(String lexical) {
      if (lexical.indexOf('E') < 0) {
        return lexical;
      }
      try {
        return new BigDecimal(lexical).toPlainString();
      } catch (NumberFormatException e) {
        return lexical;
      }
    }
  }
}
