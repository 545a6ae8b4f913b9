package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** What was committed: one PROV activity a commit, numbered. */
final class Provenance {
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private Provenance() {}

  /** Notes a commit in the graph of provenance. */
  static void append(
      Graph graph,
      GraphNames names,
      long number,
      Set<GraphName> written,
      String shapesVersion,
      Principal principal,
      Instant now) {
    Node commit = NodeFactory.createURI(names.base() + "id/commit/" + number);
    graph.add(commit, RDF.type.asNode(), prov("Activity"));
    graph.add(
        commit,
        prov("endedAtTime"),
        NodeFactory.createLiteralDT(now.toString(), XSDDatatype.XSDdateTime));
    graph.add(
        commit,
        prov("wasAssociatedWith"),
        NodeFactory.createURI(
            names.base() + "id/party/" + principal.name().toLowerCase(Locale.ROOT)));
    graph.add(
        commit, DCTerms.conformsTo.asNode(), NodeFactory.createURI("urn:sha256:" + shapesVersion));
    for (GraphName changed : written) {
      graph.add(commit, prov("generated"), changed.node());
    }
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
