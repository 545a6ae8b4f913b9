package eu.continuo.service.web;

import eu.continuo.sparql.Explanation;
import eu.continuo.sparql.FreeSparql;
import eu.continuo.verdict.Finding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.springframework.http.MediaType;

/** SPARQL 1.1 Query over the view of whoever asks (SPARQL 1.1 Protocol, section 2.1). */
final class ViewQuery extends SPARQL_QueryDataset {
  private static final String EXPLAIN = "explain";

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
  protected Collection<String> customParams() {
    return List.of(EXPLAIN);
  }

  @Override
  protected DatasetGraph getDataset(HttpAction action) {
    return SparqlProtocol.view(action);
  }

  private void answer(HttpAction action, Query query) {
    HttpServletRequest request = action.getRequest();
    if ("true".equals(request.getParameter(EXPLAIN))) {
      Accept.pick(request, List.of(MediaType.APPLICATION_JSON));
      send(
          action,
          MediaType.APPLICATION_JSON,
          protocol.json().writeValueAsBytes(Explanation.of(query)));
      return;
    }
    boolean rows = query.isSelectType() || query.isAskType();
    TableForm table = rows ? TableForm.of(request) : TableForm.JSON;
    GraphForm triples = rows ? GraphForm.JSON_LD : GraphForm.of(request);
    Pair<DatasetGraph, Query> over = decideDatasetDynamic(action, query, "");
    switch (FreeSparql.answer(over.getLeft(), over.getRight())) {
      case FreeSparql.Answer.Table(var answer) ->
          send(action, table.mediaType(), table.write(answer));
      case FreeSparql.Answer.Truth(boolean holds) ->
          send(action, table.mediaType(), table.write(holds));
      case FreeSparql.Answer.Triples(var graph) ->
          send(action, triples.mediaType(), triples.write(graph, protocol.instance().jsonLd()));
      case FreeSparql.Answer.Refused(List<Finding> findings) -> throw new Refusal(422, findings);
    }
  }

  private static void send(HttpAction action, MediaType type, byte[] body) {
    HttpServletResponse response = action.getResponse();
    response.setContentType(type.toString());
    response.setHeader("Vary", Accept.VARY);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
