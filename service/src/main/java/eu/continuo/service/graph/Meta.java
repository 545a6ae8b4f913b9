package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;

/** The rows about graphs, as they lie in the graph {@code meta} of one transaction. */
final class Meta {
  private static final Node ATTRIBUTED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasAttributedTo");

  private static final Node GENERATED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasGeneratedBy");

  private static final Node DERIVED =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasDerivedFrom");

  private static final Node PUBLIC = Icra.concept("visibilities", "public");

  private static final Node RESTRICTED = Icra.concept("visibilities", "restricted");

  private final Graph meta;
  private final GraphName itself;
  private int divisions;

  Meta(DatasetGraph dataset, GraphNames names) {
    this.itself = names.meta();
    this.meta = dataset.getGraph(itself.node());
  }

  /** How many commits there were. Each of them changes this graph, so that its version says it. */
  long commits() {
    return version(itself.node());
  }

  void commits(long number) {
    set(itself.node(), Icra.GRAPH_VERSION, integer(number));
  }

  /** How many times a graph came or went through this. */
  int divisions() {
    return divisions;
  }

  List<GraphRow> rows() {
    List<GraphRow> rows = new ArrayList<>();
    meta.stream(Node.ANY, Icra.GRAPH_KIND, Node.ANY)
        .forEach(
            t -> {
              Node g = t.getSubject();
              rows.add(
                  new GraphRow(
                      new GraphName(g.getURI()),
                      notation(t.getObject()),
                      object(g, Icra.VISIBILITY).map(Meta::notation).orElse("restricted"),
                      object(g, ATTRIBUTED).map(Node::getURI).orElse(""),
                      version(g)));
            });
    rows.sort(Comparator.comparing(GraphRow::name));
    return rows;
  }

  /** Says what a graph is; one that has a row keeps it. Gives whether it had none. */
  boolean declareOnce(GraphName graph, String kind, Change.Declaration declaration) {
    Node g = graph.node();
    if (meta.contains(g, Icra.GRAPH_KIND, Node.ANY)) {
      return false;
    }
    divisions++;
    set(g, RDF.type.asNode(), DCAT.Dataset.asNode());
    set(g, Icra.GRAPH_KIND, Icra.concept("graph-kinds", kind));
    set(
        g,
        Icra.VISIBILITY,
        Icra.concept("visibilities", declaration.visibility().name().toLowerCase(Locale.ROOT)));
    set(g, ATTRIBUTED, NodeFactory.createURI(declaration.owner()));
    set(g, Icra.GRAPH_VERSION, integer(version(g)));
    return true;
  }

  void digest(GraphName graph, String digest) {
    set(graph.node(), Icra.CONTENT_DIGEST, NodeFactory.createLiteralString(digest));
  }

  /** Notes which version of a rule made a graph. */
  void generatedBy(GraphName graph, String version) {
    set(graph.node(), GENERATED, NodeFactory.createURI(version));
  }

  /** Whether this version of a rule made a graph. */
  boolean isGeneratedBy(GraphName graph, String version) {
    return meta.contains(graph.node(), GENERATED, NodeFactory.createURI(version));
  }

  /** Notes that a graph follows from another; gives whether that is new. */
  boolean derivedFrom(GraphName graph, GraphName source) {
    if (isDerivedFrom(graph, source)) {
      return false;
    }
    meta.add(Triple.create(graph.node(), DERIVED, source.node()));
    return true;
  }

  /** Whether a graph is noted to follow from another. */
  boolean isDerivedFrom(GraphName graph, GraphName source) {
    return meta.contains(graph.node(), DERIVED, source.node());
  }

  /** Whether anyone sees a graph. */
  boolean isPublic(GraphName graph) {
    return meta.contains(graph.node(), Icra.VISIBILITY, PUBLIC);
  }

  /** Notes that a graph no longer follows from another. */
  void derivedFromNoMore(GraphName graph, GraphName source) {
    meta.delete(Triple.create(graph.node(), DERIVED, source.node()));
  }

  /** Notes which graphs a graph follows from, and no others. */
  void derivedFrom(GraphName graph, Set<GraphName> sources) {
    sources(graph).stream()
        .filter(source -> !sources.contains(source))
        .forEach(source -> derivedFromNoMore(graph, source));
    sources.forEach(source -> derivedFrom(graph, source));
  }

  /** The graphs that a graph follows from. */
  Set<GraphName> sources(GraphName graph) {
    return meta.stream(graph.node(), DERIVED, Node.ANY)
        .map(t -> new GraphName(t.getObject().getURI()))
        .collect(Collectors.toSet());
  }

  /**
   * Makes a graph that follows from others as visible as the strictest of them; gives whether
   * others see it now.
   */
  boolean seeAsSources(GraphName graph) {
    if (isSeenAsSources(graph)) {
      return false;
    }
    divisions++;
    set(graph.node(), Icra.VISIBILITY, strictest(graph));
    return true;
  }

  /** Whether a graph is as visible as the strictest of those that it follows from. */
  boolean isSeenAsSources(GraphName graph) {
    return !meta.contains(graph.node(), Icra.GRAPH_KIND, Node.ANY)
        || meta.contains(graph.node(), Icra.VISIBILITY, strictest(graph));
  }

  /** What follows from nothing that is known is seen by nobody without need. */
  private Node strictest(GraphName graph) {
    List<Node> sources =
        meta.stream(graph.node(), DERIVED, Node.ANY).map(Triple::getObject).toList();
    return !sources.isEmpty()
            && sources.stream().allMatch(source -> meta.contains(source, Icra.VISIBILITY, PUBLIC))
        ? PUBLIC
        : RESTRICTED;
  }

  void changed(GraphName graph) {
    set(graph.node(), Icra.GRAPH_VERSION, integer(version(graph.node()) + 1));
  }

  void forget(GraphName graph) {
    divisions++;
    meta.remove(graph.node(), Node.ANY, Node.ANY);
  }

  /** As {@link #forget}, if the graph has a row. */
  void forgetOnce(GraphName graph) {
    if (meta.contains(graph.node(), Icra.GRAPH_KIND, Node.ANY)) {
      forget(graph);
    }
  }

  /** How many commits changed a graph. */
  long version(GraphName graph) {
    return version(graph.node());
  }

  private long version(Node graph) {
    return object(graph, Icra.GRAPH_VERSION)
        .map(n -> ((Number) n.getLiteralValue()).longValue())
        .orElse(0L);
  }

  private void set(Node subject, Node property, Node value) {
    if (!meta.contains(subject, property, value)) {
      meta.remove(subject, property, Node.ANY);
      meta.add(Triple.create(subject, property, value));
    }
  }

  private Optional<Node> object(Node subject, Node property) {
    return meta.stream(subject, property, Node.ANY).map(Triple::getObject).findFirst();
  }

  private static Node integer(long value) {
    return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
  }

  private static String notation(Node concept) {
    return concept.getURI().substring(concept.getURI().lastIndexOf('/') + 1);
  }
}
