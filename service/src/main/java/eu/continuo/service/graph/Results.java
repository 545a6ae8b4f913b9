package eu.continuo.service.graph;

import eu.continuo.ontology.Canonical;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** Findings as they are kept in a graph: {@code sh:ValidationResult} (SHACL, section 3.6.2). */
final class Results {
  private static final String SHACL = "http://www.w3.org/ns/shacl#";

  /** The property from a result to what it is about. */
  static final Node FOCUS_NODE = NodeFactory.createURI(SHACL + "focusNode");

  private static final Node RESULT = NodeFactory.createURI(SHACL + "ValidationResult");
  private static final Node MESSAGE = NodeFactory.createURI(SHACL + "resultMessage");
  private static final Node SEVERITY = NodeFactory.createURI(SHACL + "resultSeverity");

  private Results() {}

  /** Writes a finding, which has a focus, under its name. */
  static Node write(Graph graph, Finding finding, String base) {
    Node result = name(finding, base);
    graph.add(result, RDF.type.asNode(), RESULT);
    graph.add(result, FOCUS_NODE, NodeFactory.createURI(String.valueOf(finding.focus())));
    graph.add(result, SEVERITY, severity(finding.severity()));
    graph.add(result, DCTerms.identifier.asNode(), NodeFactory.createLiteralString(finding.code()));
    graph.add(result, MESSAGE, NodeFactory.createLiteralString(finding.message()));
    return result;
  }

  /** The same finding has the same name at any time. */
  static Node name(Finding finding, String base) {
    String text =
        String.join(
            "\n",
            finding.code(),
            String.valueOf(finding.focus()),
            String.valueOf(finding.path()),
            String.valueOf(finding.value()),
            String.valueOf(finding.source()));
    return NodeFactory.createURI(base + "id/finding/" + Canonical.digest(text));
  }

  private static Node severity(Severity severity) {
    return NodeFactory.createURI(
        SHACL
            + switch (severity) {
              case VIOLATION -> "Violation";
              case WARNING -> "Warning";
              case INFO -> "Info";
            });
  }
}
