package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.time.Instant;
import java.util.Locale;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** What was committed: one PROV activity a commit, numbered. */
final class Provenance {
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private Provenance() {}

  /** Notes a commit and gives its number. */
  static long append(
      DatasetGraph dataset,
      GraphNames names,
      Changes changes,
      String shapesVersion,
      Principal principal,
      Instant now) {
    Graph graph = dataset.getGraph(names.provenance().node());
    Node activity = prov("Activity");
    long number = graph.stream(Node.ANY, RDF.type.asNode(), activity).count() + 1;
    Node commit = NodeFactory.createURI(names.base() + "id/commit/" + number);
    graph.add(commit, RDF.type.asNode(), activity);
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
    for (GraphName changed : changes.graphs()) {
      graph.add(commit, prov("generated"), changed.node());
    }
    return number;
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
