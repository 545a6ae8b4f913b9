package eu.continuo.service.web;

import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Reading;
import eu.continuo.service.graph.Change;
import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.fuseki.servlets.GSP_RW;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.system.FusekiNetLib;
import org.apache.jena.graph.Graph;
import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;
import org.apache.jena.riot.web.HttpNames;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/**
 * SPARQL 1.1 Graph Store HTTP Protocol: reads from the view of whoever asks, writes as judged
 * commits. A body is read and parsed before any writer is taken, so that a slow sender holds nobody
 * up.
 */
final class GraphStoreProtocol extends GSP_RW {
  private final SparqlProtocol protocol;

  GraphStoreProtocol(SparqlProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public void process(HttpAction action) {
    protocol.answering(action, () -> super.process(action));
  }

  @Override
  protected void doGet(HttpAction action) {
    protocol.viewing(action, () -> super.doGet(action));
  }

  @Override
  protected void doHead(HttpAction action) {
    protocol.viewing(action, () -> super.doHead(action));
  }

  @Override
  protected DatasetGraph decideDataset(HttpAction action) {
    return SparqlProtocol.view(action);
  }

  @Override
  protected void doPutPostGSP(HttpAction action, boolean overwrite) {
    GraphName graph = graph(action);
    Graph content = content(action);
    Change.Declaration declaration = protocol.instance().continuum().undeclared();
    Commits.answer(
        protocol,
        action,
        overwrite
            ? new Change.Replace(graph, content, declaration)
            : new Change.Merge(graph, content, declaration));
  }

  @Override
  protected void doPutPostQuads(HttpAction action, boolean replaceOperation) {
    throw new Refusal(400, unnamed());
  }

  @Override
  protected void execDeleteGSP(HttpAction action) {
    GraphName graph = graph(action);
    protocol.viewing(
        action,
        () -> {
          if (!SparqlProtocol.view(action).containsGraph(graph.node())) {
            throw new Refusal(
                404,
                Finding.violation("request.not-found", "You see no graph <" + graph + ">.", null));
          }
        });
    Commits.answer(protocol, action, new Change.Remove(graph));
  }

  private Graph content(HttpAction action) {
    @Nullable ContentType type = FusekiNetLib.getContentType(action.getRequest());
    Reading reading =
        protocol
            .instance()
            .intake()
            .read(Bodies.bytes(action), type == null ? "" : type.getContentTypeStr());
    return switch (reading) {
      case Reading.Read(Graph graph, String digest) -> graph;
      case Reading.Unreadable(List<Finding> findings) -> throw new Refusal(400, findings);
    };
  }

  private static GraphName graph(HttpAction action) {
    @Nullable String graph = action.getRequestParameter(HttpNames.paramGraph);
    if (graph == null
        || graph.equals(HttpNames.graphTargetDefault)
        || graph.equals(HttpNames.graphTargetUnion)) {
      throw new Refusal(400, unnamed());
    }
    try {
      if (IRIx.create(graph).isReference()) {
        return new GraphName(graph);
      }
    } catch (IRIException e) {
      // It is told below, as one that is only relative.
    }
    throw new Refusal(
        400,
        Finding.violation(
            "request.parameter", "\"" + graph + "\" is no absolute IRI of a graph.", null));
  }

  private static Finding unnamed() {
    return Finding.violation(
        "graph.unnamed",
        "The change writes outside of every named graph.",
        "Say which graph: ?graph=IRI. What is asked is the union of all that one sees.");
  }
}
