package eu.continuo.shapes;

import eu.continuo.ontology.Nearest;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Prologue;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathWriter;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;

/**
 * Says a result of SHACL as a finding. The message of a shape states the rule; SHACL Core puts no
 * values into it, so the value that was found is added here. The hint is the shape's {@code
 * sh:description}.
 */
final class Findings {
  /** A literal may be as long as a document; a message is read by people. */
  private static final int VALUE_CHARS_MAX = 120;

  private static final PrefixMapping PREFIXES =
      PrefixMapping.Factory.create()
          .setNsPrefix("icra", "https://w3id.org/icra/ns#")
          .setNsPrefix("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
          .setNsPrefix("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
          .setNsPrefix("skos", "http://www.w3.org/2004/02/skos/core#")
          .setNsPrefix("dcterms", "http://purl.org/dc/terms/")
          .setNsPrefix("dcat", "http://www.w3.org/ns/dcat#")
          .setNsPrefix("prov", "http://www.w3.org/ns/prov#")
          .setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#")
          .setNsPrefix("geo", "http://www.opengis.net/ont/geosparql#")
          .lock();

  private final Graph shapes;
  private final Graph schemes;

  Findings(Graph shapes, Graph schemes) {
    this.shapes = shapes;
    this.schemes = schemes;
  }

  Finding finding(ReportEntry entry) {
    @Nullable Node value = entry.value();
    return new Finding(
        Code.of(entry.sourceConstraintComponent()),
        severity(entry),
        text(entry.focusNode()),
        path(entry.resultPath()),
        value == null ? null : text(value),
        text(entry.source()),
        message(entry, value),
        hint(entry, value));
  }

  private static Severity severity(ReportEntry entry) {
    Node level = entry.severity().level();
    if (level.equals(SHACL.Warning)) {
      return Severity.WARNING;
    }
    return level.equals(SHACL.Info) ? Severity.INFO : Severity.VIOLATION;
  }

  private static @Nullable String path(@Nullable Path path) {
    return path == null ? null : text(path);
  }

  /** A path as SPARQL writes it, with the prefixes that people know. */
  static String text(Path path) {
    return PathWriter.asString(path, new Prologue(PREFIXES));
  }

  /** The text of a literal, an IRI, or the label of a blank node. */
  static String text(Node node) {
    if (node.isLiteral()) {
      return node.getLiteralLexicalForm();
    }
    return node.isURI() ? node.getURI() : "_:" + node.getBlankNodeLabel();
  }

  private static String message(ReportEntry entry, @Nullable Node value) {
    String rule = entry.message();
    if (value == null || saysItsValues(entry.sourceConstraintComponent())) {
      return rule;
    }
    return rule + " Found " + found(value) + typeFound(entry, value) + ".";
  }

  /** A SPARQL constraint puts its values into the message itself (SHACL, section 5.3.2). */
  private static boolean saysItsValues(Node component) {
    return component.equals(SHACL.SPARQLConstraintComponent)
        || component.equals(ShapeIri.UNKNOWN_TERM)
        || component.equals(ShapeIri.UNTYPED);
  }

  private static String found(Node value) {
    if (value.isURI()) {
      return "<" + value.getURI() + ">";
    }
    String text = text(value);
    return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
  }

  private static String typeFound(ReportEntry entry, Node value) {
    if (!entry.sourceConstraintComponent().equals(SHACL.DatatypeConstraintComponent)
        || !value.isLiteral()) {
      return "";
    }
    String type = PREFIXES.shortForm(value.getLiteralDatatypeURI());
    return value.getLiteral().isWellFormed() ? " (" + type + ")" : " (no valid " + type + ")";
  }

  private @Nullable String hint(ReportEntry entry, @Nullable Node value) {
    String description = object(entry.source(), SHACL.description).map(Findings::text).orElse(null);
    Node component = entry.sourceConstraintComponent();
    if (component.equals(ShapeIri.UNKNOWN_TERM)) {
      return nearest(entry, value).orElse(description);
    }
    if (component.equals(SHACL.NodeConstraintComponent)) {
      String known = known(entry.source());
      return known.isEmpty() ? description : description + " Known: " + known + ".";
    }
    return description;
  }

  /** The misspelled word is the class where the path is rdf:type, and the property otherwise. */
  private static Optional<String> nearest(ReportEntry entry, @Nullable Node value) {
    Node predicate = ((P_Link) entry.resultPath()).getNode();
    Node word = predicate.equals(RDF.type.asNode()) && value != null ? value : predicate;
    List<String> near = Nearest.terms(word.getLocalName());
    return near.isEmpty()
        ? Optional.empty()
        : Optional.of("Did you mean " + String.join(", ", near) + "?");
  }

  /** The concepts that a property may have as values, where its shape draws them from a scheme. */
  private String known(Node propertyShape) {
    return object(propertyShape, SHACL.node)
        .flatMap(concept -> object(concept, SHACL.property))
        .flatMap(membership -> object(membership, SHACL.hasValue))
        .map(this::notations)
        .orElse("");
  }

  private String notations(Node scheme) {
    return schemes.stream(Node.ANY, SKOS.inScheme.asNode(), scheme)
        .map(Triple::getSubject)
        .flatMap(concept -> schemes.stream(concept, SKOS.notation.asNode(), Node.ANY))
        .map(notation -> text(notation.getObject()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Optional<Node> object(Node subject, Node predicate) {
    return shapes.stream(subject, predicate, Node.ANY).map(Triple::getObject).findFirst();
  }
}
