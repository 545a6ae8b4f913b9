package eu.continuo.service.web;

import eu.continuo.sparql.FreeSparql;
import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExecResult;

/** SPARQL 1.1 Query over the view of whoever asks (SPARQL 1.1 Protocol, section 2.1). */
final class ViewQuery extends SPARQL_QueryDataset {
  private final SparqlProtocol protocol;

  ViewQuery(SparqlProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public void process(HttpAction action) {
    protocol.answering(action, () -> super.process(action));
  }

  @Override
  protected void executeBody(HttpAction action) {
    execute(Bodies.text(action), action);
  }

  @Override
  protected void execute(String text, HttpAction action) {
    switch (FreeSparql.read(text)) {
      case FreeSparql.Reading.Refused(List<Finding> findings) -> throw new Refusal(400, findings);
      case FreeSparql.Reading.Parsed(Query query) ->
          protocol.viewing(action, () -> answer(action, query));
    }
  }

  @Override
  protected DatasetGraph getDataset(HttpAction action) {
    return SparqlProtocol.view(action);
  }

  private void answer(HttpAction action, Query query) {
    Pair<DatasetGraph, Query> over = decideDatasetDynamic(action, query, "");
    QueryExecResult result =
        switch (FreeSparql.answer(over.getLeft(), over.getRight())) {
          case FreeSparql.Answer.Table(var answer) -> new QueryExecResult(answer.rowSet());
          case FreeSparql.Answer.Truth(boolean holds) -> new QueryExecResult(holds);
          case FreeSparql.Answer.Triples(var graph) -> new QueryExecResult(graph);
          case FreeSparql.Answer.Refused(List<Finding> findings) ->
              throw new Refusal(422, findings);
        };
    sendResults(action, result, query.getPrologue());
  }
}
