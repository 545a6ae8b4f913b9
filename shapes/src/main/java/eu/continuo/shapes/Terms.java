package eu.continuo.shapes;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.sparql.path.PathFactory;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;

/**
 * Judges triple by triple what SHACL cannot say without a shape for each property: that terms of
 * our namespace exist, that nodes which use them have a type, and that data does not rewrite the
 * vocabulary. Whoever could add {@code loc:US skos:broader loc:EU} would change what every policy
 * answers.
 */
final class Terms {
  private final Graph vocabulary = Words.vocabulary();
  private final Graph schemes = Words.schemes();
  private final Set<Node> classes = instances(OWL2.Class.asNode());
  private final Set<Node> properties = properties();
  private final Set<Node> concepts =
      schemes.stream().map(Triple::getSubject).collect(Collectors.toSet());

  /** The concept schemes, which are part of every judged graph. */
  Graph schemes() {
    return schemes;
  }

  /** Hands on everything that is wrong with the words of this graph. */
  void judge(Graph data, Consumer<ReportEntry> found) {
    Typed typed = new Typed(data);
    data.stream().forEach(triple -> judge(triple, typed, found));
  }

  /** As {@link #judge(Graph, Consumer)}, of the subjects that a change speaks about. */
  void judge(NetChange change, Consumer<ReportEntry> found) {
    subjects(change).forEach(subject -> judge(subject, change.after(), found));
  }

  /** As {@link #judge(Graph, Consumer)}, of one subject. */
  void judge(Node subject, Graph data, Consumer<ReportEntry> found) {
    Typed typed = new Typed(data);
    data.stream(subject, Node.ANY, Node.ANY).forEach(triple -> judge(triple, typed, found));
  }

  /** Which nodes have a type; the last one is remembered, for triples come subject by subject. */
  private static final class Typed {
    private final Graph data;
    private @Nullable Node last;
    private boolean hasType;

    Typed(Graph data) {
      this.data = data;
    }

    boolean has(Node node) {
      if (!node.equals(last)) {
        last = node;
        hasType = data.contains(node, RDF.type.asNode(), Node.ANY);
      }
      return hasType;
    }
  }

  private static Stream<Node> subjects(NetChange change) {
    return Stream.concat(change.added().stream(), change.removed().stream())
        .map(Triple::getSubject)
        .distinct();
  }

  private void judge(Triple triple, Typed typed, Consumer<ReportEntry> found) {
    Node predicate = triple.getPredicate();
    if (describesVocabulary(triple)) {
      if (!vocabulary.contains(triple) && !schemes.contains(triple)) {
        found.accept(
            entry(triple, ShapeIri.VOCABULARY_INTACT, ShapeIri.VOCABULARY_CHANGED)
                .message(
                    "The data says of a part of the vocabulary what the vocabulary does not."));
      }
      return;
    }
    if (predicate.equals(RDF.type.asNode())) {
      if (isOurs(triple.getObject()) && !classes.contains(triple.getObject())) {
        found.accept(
            entry(triple, ShapeIri.KNOWN_TERM, ShapeIri.UNKNOWN_TERM)
                .message(
                    "\""
                        + triple.getObject().getLocalName()
                        + "\" is no class of the vocabulary."));
      }
    } else if (isOurs(predicate)) {
      if (!properties.contains(predicate)) {
        found.accept(
            entry(triple, ShapeIri.KNOWN_TERM, ShapeIri.UNKNOWN_TERM)
                .message("\"" + predicate.getLocalName() + "\" is no property of the vocabulary."));
      }
      if (!typed.has(triple.getSubject())) {
        found.accept(
            entry(triple, ShapeIri.TYPED_NODE, ShapeIri.UNTYPED)
                .message("The node has a property of the vocabulary and no type."));
      }
    }
  }

  private boolean describesVocabulary(Triple triple) {
    return concepts.contains(triple.getSubject())
        || isOurs(triple.getSubject())
        || (triple.getPredicate().equals(SKOS.inScheme.asNode())
            && concepts.contains(triple.getObject()));
  }

  private static boolean isOurs(Node node) {
    return node.isURI() && node.getURI().startsWith(Icra.NS);
  }

  private static ReportEntry entry(Triple triple, Node shape, Node component) {
    return ReportEntry.create()
        .severity(Severity.Violation)
        .focusNode(triple.getSubject())
        .resultPath(PathFactory.pathLink(triple.getPredicate()))
        .value(triple.getObject())
        .source(shape)
        .sourceConstraintComponent(component);
  }

  private Set<Node> properties() {
    Set<Node> all = instances(OWL2.ObjectProperty.asNode());
    all.addAll(instances(OWL2.DatatypeProperty.asNode()));
    return all;
  }

  private Set<Node> instances(Node type) {
    return vocabulary.stream(Node.ANY, RDF.type.asNode(), type)
        .map(Triple::getSubject)
        .collect(Collectors.toSet());
  }
}
