package eu.continuo.shapes;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.eclipse.rdf4j.common.transaction.IsolationLevels;
import org.eclipse.rdf4j.model.BNode;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.sail.NotifyingSailConnection;
import org.eclipse.rdf4j.sail.Sail;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.eclipse.rdf4j.sail.shacl.ShaclValidator;
import org.eclipse.rdf4j.sail.shacl.ast.constraintcomponents.MaxCountConstraintComponent;

/**
 * Judges a graph by RDF4J's SHACL engine, which shares no code with Jena's. It judges some shapes
 * wrong, so that somebody must choose which.
 */
final class Rdf4jJudge {
  private static final ValueFactory VALUES = SimpleValueFactory.getInstance();

  static {
    // Up to this limit RDF4J asks a query that tells values apart by !=, which is an error for a
    // number and a text, and false for 1 and 1.0. Above it, it counts terms.
    MaxCountConstraintComponent.SPARQL_VALIDATION_APPROACH_LIMIT = 0;
  }

  private Rdf4jJudge() {}

  /**
   * What RDF4J found.
   *
   * @param graph the report of SHACL; blank nodes keep their labels
   * @param truncated whether it has left out results, as it does after 1,000 of one constraint
   */
  record Judged(Graph graph, boolean truncated) {}

  /** Judges a whole graph. Both graphs are copied into memory. */
  static Judged report(Graph shapes, Graph data) {
    Sail dataSail = sail(data);
    Sail shapesSail = sail(shapes);
    try {
      var report = ShaclValidator.validate(dataSail, shapesSail);
      Graph graph = GraphFactory.createDefaultGraph();
      report.asModel().forEach(statement -> graph.add(triple(statement)));
      return new Judged(graph, report.isTruncated());
    } finally {
      dataSail.shutDown();
      shapesSail.shutDown();
    }
  }

  private static Sail sail(Graph graph) {
    MemoryStore sail = new MemoryStore();
    sail.init();
    try (NotifyingSailConnection connection = sail.getConnection()) {
      connection.begin(IsolationLevels.NONE);
      graph.stream()
          .forEach(
              triple ->
                  connection.addStatement(
                      (Resource) value(triple.getSubject()),
                      (IRI) value(triple.getPredicate()),
                      value(triple.getObject())));
      connection.commit();
    }
    return sail;
  }

  private static Value value(Node node) {
    if (node.isURI()) {
      return VALUES.createIRI(node.getURI());
    }
    if (node.isBlank()) {
      return VALUES.createBNode(node.getBlankNodeLabel());
    }
    String text = node.getLiteralLexicalForm();
    return node.getLiteralLanguage().isEmpty()
        ? VALUES.createLiteral(text, VALUES.createIRI(node.getLiteralDatatypeURI()))
        : VALUES.createLiteral(text, node.getLiteralLanguage());
  }

  private static Triple triple(Statement statement) {
    return Triple.create(
        node(statement.getSubject()), node(statement.getPredicate()), node(statement.getObject()));
  }

  private static Node node(Value value) {
    return switch (value) {
      case IRI iri -> NodeFactory.createURI(iri.stringValue());
      case BNode blank -> NodeFactory.createBlankNode(blank.getID());
      case Literal literal ->
          literal
              .getLanguage()
              .map(language -> NodeFactory.createLiteralLang(literal.getLabel(), language))
              .orElseGet(
                  () ->
                      NodeFactory.createLiteralDT(
                          literal.getLabel(),
                          NodeFactory.getType(literal.getDatatype().stringValue())));
      default -> throw new IllegalArgumentException("No term of RDF 1.1: " + value);
    };
  }
}
