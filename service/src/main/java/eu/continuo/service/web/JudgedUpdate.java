package eu.continuo.service.web;

import eu.continuo.service.graph.Change;
import eu.continuo.sparql.FreeSparql;
import eu.continuo.verdict.Finding;
import java.util.List;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_Update;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.web.HttpNames;
import org.apache.jena.sparql.modify.UsingList;
import org.apache.jena.update.UpdateRequest;
import org.jspecify.annotations.Nullable;

/** SPARQL 1.1 Update as one judged commit (SPARQL 1.1 Protocol, section 2.2). */
final class JudgedUpdate extends SPARQL_Update {
  private final SparqlProtocol protocol;

  JudgedUpdate(SparqlProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public void process(HttpAction action) {
    protocol.answering(action, () -> super.process(action));
  }

  @Override
  public void execute(HttpAction action) {
    @Nullable String form = action.getRequestParameter(HttpNames.paramUpdate);
    String text = form == null ? Bodies.text(action) : form;
    switch (FreeSparql.update(text, using(action))) {
      case FreeSparql.Update.Refused(List<Finding> findings) -> throw new Refusal(400, findings);
      case FreeSparql.Update.Parsed(UpdateRequest update) ->
          Commits.answer(protocol, action, new Change.Update(update));
    }
  }

  private static UsingList using(HttpAction action) {
    UsingList using = new UsingList();
    for (String graph : parameters(action, HttpNames.paramUsingGraphURI)) {
      using.addUsing(NodeFactory.createURI(graph));
    }
    for (String graph : parameters(action, HttpNames.paramUsingNamedGraphURI)) {
      using.addUsingNamed(NodeFactory.createURI(graph));
    }
    return using;
  }

  private static List<String> parameters(HttpAction action, String name) {
    String @Nullable [] values = action.getRequestParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }
}
