package eu.continuo.service.graph;

import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.GraphName;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/**
 * The names of the graphs of one continuum, by owner and source.
 *
 * @param base the IRI that all names begin with, ending in a slash
 */
public record GraphNames(String base) {
  private static final Pattern RESERVED =
      Pattern.compile(
          "meta|prov|schemes|findings|questions|quarantine/.*|inferred/.*|plan/.*|desired/.*|peer/.*");
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  public GraphNames {
    if (!base.endsWith("/") || !base.contains(":")) {
      throw new IllegalArgumentException(
          "The base is an absolute IRI that ends in a slash, not " + base);
    }
  }

  /** A row about each graph: owner, kind, visibility, version. */
  public GraphName meta() {
    return name("meta");
  }

  /** What was committed, by whom and when. */
  public GraphName provenance() {
    return name("prov");
  }

  /** What is wrong at one owner's and caused by another. */
  GraphName findings() {
    return name("findings");
  }

  /** What was set aside of what is sent for a graph. */
  GraphName quarantine(GraphName graph) {
    String own = base + "g/";
    return name(
        "quarantine/"
            + (graph.iri().startsWith(own)
                ? graph.iri().substring(own.length())
                : Canonical.digest(graph.iri())));
  }

  /** Whether this graph holds what was set aside. */
  boolean setsAside(GraphName graph) {
    return graph.iri().startsWith(base + "g/quarantine/") || graph.equals(questions());
  }

  /** The questions that operators have saved. */
  public GraphName questions() {
    return name("questions");
  }

  /** The concepts that values may be. */
  public GraphName schemes() {
    return name("schemes");
  }

  /** What verified credentials say. */
  public GraphName attested() {
    return name("inferred/attested");
  }

  /** What one rule concludes. */
  public GraphName inferred(String rule) {
    return name("inferred/" + rule);
  }

  /** One plan. */
  public GraphName plan(String id) {
    return name("plan/" + id);
  }

  /** Which assignments of plans one party desires; they are the subjects of those plans. */
  public GraphName desired(String party) {
    return name("desired/" + party + "/links");
  }

  /** Whether a graph says what some party desires. */
  public boolean isDesired(Node graph) {
    return graph.isURI() && graph.getURI().startsWith(base + "g/desired/");
  }

  /** What a peer offers, in our words. */
  public GraphName peer(String peer) {
    return name("peer/" + peer + "/mapped");
  }

  /** The party that this service is. */
  String continuo() {
    return base + "id/party/continuo";
  }

  /** A graph of the service that operators alone see. */
  Change.Declaration restricted() {
    return new Change.Declaration(continuo(), Change.Visibility.RESTRICTED, null);
  }

  /** A graph that nobody declared: the operator's own, and restricted. */
  Change.Declaration undeclared() {
    return new Change.Declaration(base + "id/party/operator", Change.Visibility.RESTRICTED, null);
  }

  /** A graph by the part of its name after {@code g/}, or by its whole IRI. */
  public GraphName resolve(String text) {
    return LOCAL.matcher(text).matches()
        ? name(text.startsWith("g/") ? text.substring(2) : text)
        : new GraphName(text);
  }

  /** Whether the service alone writes this graph. */
  boolean reserved(GraphName graph) {
    String own = base + "g/";
    return ofTheEngine(graph.node())
        || (graph.iri().startsWith(own)
            && RESERVED.matcher(graph.iri().substring(own.length())).matches());
  }

  /** Whether this graph holds what others say: operators, and peers in their catalogues. */
  boolean fromOutside(GraphName graph) {
    return !reserved(graph) || graph.iri().startsWith(base + "g/peer/");
  }

  /**
   * Whether the query engine takes this name for something else than a graph, such as the union.
   */
  static boolean ofTheEngine(Node graph) {
    return graph.isURI() && graph.getURI().startsWith("urn:x-arq:") && !Quad.isDefaultGraph(graph);
  }

  /** Whether this graph says things of subjects that other graphs own. */
  boolean links(GraphName graph) {
    return graph.iri().endsWith("/links");
  }

  /** Whether this graph holds conclusions of the service. */
  boolean derived(GraphName graph) {
    return graph.iri().startsWith(base + "g/inferred/");
  }

  private GraphName name(String local) {
    return new GraphName(base + "g/" + local);
  }
}
