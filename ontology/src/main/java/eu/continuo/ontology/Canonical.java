package eu.continuo.ontology;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of a graph by RDFC-1.0: one text for all graphs that differ only in order and
 * in the labels of blank nodes. Its digest is what is signed and what tells whether anything
 * changed.
 *
 * @param nQuads the canonical N-Quads document
 * @param digest SHA-256 of it, in hexadecimal
 * @param labels from the labels of the blank nodes of the graph to canonical ones
 */
public record Canonical(String nQuads, String digest, Map<String, String> labels) {
  /**
   * Steps after which a graph counts as hostile: symmetrical blank nodes make the algorithm
   * exponential (RDFC-1.0, section 7.1 "Dataset Poisoning").
   */
  private static final int STEPS_MAX = 200_000;

  /** Thrown where a graph needs more steps than an honest one ever does. */
  public static final class TooComplex extends Exception {
    private static final long serialVersionUID = 1L;

    TooComplex(Throwable cause) {
      super(
          "The blank nodes of this graph are too symmetrical to be named. Give them IRIs.", cause);
    }
  }

  /**
   * The canonical form of a graph.
   *
   * @throws TooComplex where its blank nodes are made to be hard
   */
  public static Canonical of(Graph graph) throws TooComplex {
    int[] steps = {0};
    RdfCanon canon =
        RdfCanon.create(
            sha256(),
            () -> {
              if (++steps[0] > STEPS_MAX) {
                throw new IllegalStateException("more than " + STEPS_MAX + " steps");
              }
            });
    StringWriter text = new StringWriter();
    try {
      graph.stream().forEach(t -> provide(t, canon));
      canon.provide(new NQuadsWriter(text));
    } catch (RdfConsumerException e) {
      throw new IllegalStateException(e);
    } catch (IllegalStateException e) {
      throw new TooComplex(e);
    }
    return new Canonical(text.toString(), digest(text.toString()), canon.mapping());
  }

  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * An IRI for each blank node of a graph: the prefix, the digest of the graph and the canonical
   * label, so that the same graph gives the same names.
   *
   * @throws TooComplex where its blank nodes are made to be hard
   */
  public static Map<Node, Node> names(Graph graph, String prefix) throws TooComplex {
    return of(graph).names(prefix);
  }

  /** The same graph with an IRI for each blank node, as {@link #names} gives them. */
  static Reading.Read named(Graph graph, String prefix) throws TooComplex {
    Canonical canonical = of(graph);
    Map<Node, Node> names = canonical.names(prefix);
    Graph named = GraphFactory.createDefaultGraph();
    graph.stream()
        .forEach(
            t ->
                named.add(
                    Triple.create(
                        names.getOrDefault(t.getSubject(), t.getSubject()),
                        t.getPredicate(),
                        names.getOrDefault(t.getObject(), t.getObject()))));
    return new Reading.Read(named, canonical.digest);
  }

  private Map<Node, Node> names(String prefix) {
    String stem = prefix + digest.substring(0, 20) + "-";
    Map<Node, Node> names = new HashMap<>();
    labels.forEach(
        (label, canonical) ->
            names.put(
                NodeFactory.createBlankNode(label.substring(2)),
                NodeFactory.createURI(stem + canonical.substring(2))));
    return names;
  }

  static void provide(Triple t, RdfQuadConsumer consumer) {
    Node o = t.getObject();
    @Nullable String datatype = null;
    @Nullable String language = null;
    if (o.isLiteral()) {
      datatype = o.getLiteralDatatypeURI();
      if (!o.getLiteralLanguage().isEmpty()) {
        language = o.getLiteralLanguage();
        datatype = RDF.langString.getURI();
      }
    }
    String object = o.isLiteral() ? o.getLiteralLexicalForm() : resource(o);
    try {
      quad(
          consumer,
          resource(t.getSubject()),
          t.getPredicate().getURI(),
          object,
          datatype,
          language);
    } catch (RdfConsumerException e) {
      throw new IllegalArgumentException(e);
    }
  }

  // The library marks no nulls, though its contract takes null for what a term has not.
  @SuppressWarnings("NullAway")
  private static void quad(
      RdfQuadConsumer consumer,
      String subject,
      String predicate,
      String object,
      @Nullable String datatype,
      @Nullable String language)
      throws RdfConsumerException {
    consumer.quad(subject, predicate, object, datatype, language, null, null);
  }

  private static String resource(Node node) {
    return node.isBlank() ? "_:" + node.getBlankNodeLabel() : node.getURI();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
