package eu.continuo.shapes;

import eu.continuo.ontology.Icra;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** A term of the vocabulary, as its module describes it. */
record Term(Graph module, Node node) {
  private static final Node DOMAIN = NodeFactory.createURI("https://schema.org/domainIncludes");
  private static final Node RANGE = NodeFactory.createURI("https://schema.org/rangeIncludes");

  /** The terms of a module by name, classes first. */
  static List<Term> of(Graph module) {
    return module.stream(Node.ANY, RDFS.isDefinedBy.asNode(), Node.ANY)
        .map(triple -> new Term(module, triple.getSubject()))
        .sorted(Comparator.comparing((Term term) -> !term.isClass()).thenComparing(Term::name))
        .toList();
  }

  String name() {
    return node.getLocalName();
  }

  boolean isClass() {
    return module.contains(node, RDF.type.asNode(), OWL2.Class.asNode());
  }

  String definition() {
    return Stream.of(SKOS.definition, SKOS.scopeNote)
        .flatMap(property -> ShapeRow.objects(module, node, property.asNode()))
        .map(Node::getLiteralLexicalForm)
        .reduce((definition, note) -> definition + " " + note)
        .orElseThrow();
  }

  String example() {
    return text(SKOS.example.asNode());
  }

  /** Such as {@code §3.1}, with the name of a component where the source gives one. */
  String section() {
    return text(DCTerms.source.asNode()).replaceFirst(".*(§)", "$1");
  }

  String since() {
    return text(OWL2.versionInfo.asNode());
  }

  /** Local names of what a property is said of. */
  List<String> domain() {
    return names(DOMAIN);
  }

  /** Local names of what the values of a property are. */
  List<String> range() {
    return names(RANGE);
  }

  /** Whether it joins things of ours. */
  boolean joins() {
    return ShapeRow.objects(module, node, RANGE)
        .anyMatch(range -> range.getURI().startsWith(Icra.NS));
  }

  private List<String> names(Node property) {
    return ShapeRow.objects(module, node, property).map(Node::getLocalName).sorted().toList();
  }

  private String text(Node property) {
    return ShapeRow.one(module, node, property).orElseThrow().getLiteralLexicalForm();
  }
}
