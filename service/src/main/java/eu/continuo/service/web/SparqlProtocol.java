package eu.continuo.service.web;

import eu.continuo.service.wiring.Instance;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.DataAccessPointRegistry;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.fuseki.server.OperationRegistry;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * SPARQL 1.1 Protocol and Graph Store Protocol by Apache Jena Fuseki, in this service's own port:
 * {@code /sparql}, {@code /update} and {@code /graphs}.
 *
 * <p>Fuseki dispatches, negotiates content and writes results. What is read is the view of whoever
 * asks, what is written a judged commit, and an error a problem document; so its own processors,
 * which parse inside a transaction and take a refusal at commit for success, are replaced.
 */
final class SparqlProtocol {
  private final Instance instance;
  private final JsonMapper json;

  SparqlProtocol(Instance instance, JsonMapper json) {
    this.instance = instance;
    this.json = json;
  }

  /** Where Fuseki's filter is put. */
  static final String[] PATHS = {"/sparql", "/update", "/graphs"};

  /** What Fuseki answers there, each as {@code METHOD /path}. */
  static final Set<String> ROUTES =
      Set.of(
          "GET /sparql",
          "POST /sparql",
          "POST /update",
          "GET /graphs",
          "HEAD /graphs",
          "PUT /graphs",
          "POST /graphs",
          "DELETE /graphs");

  /** Tells Fuseki what there is. */
  void register(ServletContext servlets) {
    OperationRegistry operations = OperationRegistry.createEmpty();
    operations.register(Operation.Query, new ViewQuery(this));
    operations.register(Operation.Update, new JudgedUpdate(this));
    operations.register(Operation.GSP_RW, new GraphStoreProtocol(this));
    OperationRegistry.set(servlets, operations);
    // Fuseki transacts on a dataset of its own that is empty: views and commits have theirs.
    DataService service =
        DataService.newBuilder(DatasetGraphFactory.createTxnMem())
            .addEndpoint(Operation.Query, "sparql")
            .addEndpoint(Operation.Update, "update")
            .addEndpoint(Operation.GSP_RW, "graphs")
            .build();
    service.setEndpointProcessors(operations);
    service.goActive();
    DataAccessPointRegistry registry = new DataAccessPointRegistry();
    registry.register(new DataAccessPoint("/", service));
    DataAccessPointRegistry.set(servlets, registry);
  }

  Instance instance() {
    return instance;
  }

  JsonMapper json() {
    return json;
  }

  /** Runs an action with the view of whoever asks, for as long as its snapshot lasts. */
  void viewing(HttpAction action, Runnable reading) {
    instance
        .continuum()
        .read(
            Token.principal(action.getRequest()),
            view -> {
              action.getRequest().setAttribute(SparqlProtocol.class.getName(), view);
              reading.run();
              return view;
            });
  }

  /** The view of {@link #viewing}. */
  static DatasetGraph view(HttpAction action) {
    return (DatasetGraph) action.getRequest().getAttribute(SparqlProtocol.class.getName());
  }

  /** Runs an action; what goes wrong in it becomes a problem document. */
  void answering(HttpAction action, Runnable processing) {
    try {
      processing.run();
    } catch (Refusal refusal) {
      refusal.problem().write(action.getResponse(), json);
    } catch (ActionErrorException e) {
      Problems.protocol(e.getRC(), String.valueOf(e.getMessage()))
          .write(action.getResponse(), json);
    } catch (RuntimeException e) {
      if (!HangUps.is(e)) {
        Problems.unforeseen(e).write(action.getResponse(), json);
      }
    }
  }
}
