package eu.continuo.examples;

import eu.continuo.ontology.Icra;
import java.math.BigDecimal;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/**
 * What a graph says of one node, so that a generator reads like a document.
 *
 * @param graph where it is said
 * @param node of whom
 */
record Description(Graph graph, Node node) {
  /** Begins with the class of the node. */
  static Description of(Graph graph, Node node, Node type) {
    return new Description(graph, node).says(RDF.type.asNode(), type);
  }

  Description says(Node property, Node value) {
    graph.add(node, property, value);
    return this;
  }

  Description says(Node property, String lexical, RDFDatatype type) {
    return says(property, NodeFactory.createLiteralDT(lexical, type));
  }

  Description titled(String title) {
    return says(DCTerms.title.asNode(), NodeFactory.createLiteralString(title + " (generated)"));
  }

  Description counts(Node property, long count) {
    return says(property, Long.toString(count), XSDDatatype.XSDinteger);
  }

  /** A decimal figure. */
  Description measures(Node property, BigDecimal figure) {
    return says(property, figure.toPlainString(), XSDDatatype.XSDdecimal);
  }

  /** A whole decimal figure. */
  Description measures(Node property, long figure) {
    return measures(property, BigDecimal.valueOf(figure));
  }

  /** So many hundredths. */
  static BigDecimal hundredths(long count) {
    return BigDecimal.valueOf(count, 2);
  }

  /** An instant. */
  Description at(Node property, String instant) {
    return says(property, instant, XSDDatatype.XSDdateTime);
  }

  /** Says where it comes from: from nowhere. */
  Description sourced() {
    return says(DCTerms.source.asNode(), NodeFactory.createLiteralString("generated"));
  }

  /** Says of the figures of this node that they are modelled. */
  Description modelled() {
    return says(Icra.FIGURE_BASIS, Icra.concept("figure-bases", "modelled"));
  }
}
