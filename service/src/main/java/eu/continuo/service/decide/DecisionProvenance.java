package eu.continuo.service.decide;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import tools.jackson.databind.JsonNode;

/** A decision as PROV-O tells it: an activity, what it used, who asked, and what came of it. */
public final class DecisionProvenance {
  private static final String PROV = "http://www.w3.org/ns/prov#";

  private DecisionProvenance() {}

  /**
   * Tells an event of the log.
   *
   * @param base the IRI that all names of the continuum begin with
   */
  public static Graph of(JsonNode event, String base) {
    Graph graph = GraphFactory.createDefaultGraph();
    String iri = base + "id/decision/" + event.path("decision_id").asString();
    Node decision = NodeFactory.createURI(iri);
    graph.add(decision, RDF.type.asNode(), prov("Activity"));
    graph.add(
        decision,
        prov("endedAtTime"),
        NodeFactory.createLiteralDT(event.path("timestamp").asString(), XSDDatatype.XSDdateTime));
    graph.add(
        decision,
        prov("wasAssociatedWith"),
        NodeFactory.createURI(base + "id/party/" + event.path("requested_by").asString()));
    graph.add(
        decision,
        prov("used"),
        NodeFactory.createURI(base + "id/commit/" + event.at("/custom/data_revision").asLong()));
    graph.add(decision, prov("used"), digest(event.at("/custom/data_sha256")));
    for (JsonNode bundle : event.path("bundles").values()) {
      graph.add(decision, prov("used"), digest(bundle.path("revision")));
    }
    if (event.has("result")) {
      Node result = NodeFactory.createURI(iri + "#result");
      graph.add(result, RDF.type.asNode(), prov("Entity"));
      graph.add(result, prov("wasGeneratedBy"), decision);
      graph.add(
          result, prov("value"), NodeFactory.createLiteralString(event.get("result").toString()));
    }
    return graph;
  }

  private static Node digest(JsonNode sha256) {
    return NodeFactory.createURI("urn:sha256:" + sha256.asString());
  }

  private static Node prov(String name) {
    return NodeFactory.createURI(PROV + name);
  }
}
