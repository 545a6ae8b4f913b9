package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.ResultSet;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.modify.request.UpdateLoad;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.apache.jena.sparql.syntax.syntaxtransform.UpdateTransformOps;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.update.UpdateRequest;

/** Free SPARQL within limits: nothing in it reaches the network. */
public final class FreeSparql {
  private static final long TIME_MAX_S = 30;

  private FreeSparql() {}

  /** What became of a query. */
  public sealed interface Answer {
    /** Its result, written. */
    record Text(String mediaType, String text) implements Answer {}

    /** It was not answered: why. */
    record Refused(List<Finding> findings) implements Answer {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** What became of the text of an update. */
  public sealed interface Update {
    /** It can be carried out. */
    record Parsed(UpdateRequest request) implements Update {}

    /** It cannot: why. */
    record Refused(List<Finding> findings) implements Update {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Answers a query.
   *
   * @param view what is asked
   * @param text SPARQL 1.1 Query
   * @param accept media types that the asker takes; JSON results and Turtle where none fits
   */
  public static Answer query(DatasetGraph view, String text, String accept) {
    Query query;
    try {
      query = QueryFactory.create(text);
    } catch (QueryParseException e) {
      return refused(
          "query.unreadable",
          "The query is not SPARQL 1.1: " + e.getMessage(),
          "Mind the line and column.");
    }
    if (CallsOut.in(query)) {
      return refused(
          "query.service",
          "The query asks another service.",
          "SERVICE is off: peers are pulled instead.");
    }
    try (QueryExec exec =
        QueryExec.dataset(view)
            .query(query)
            .set(ARQ.httpServiceAllowed, false)
            .timeout(TIME_MAX_S, TimeUnit.SECONDS)
            .build()) {
      if (query.isSelectType()) {
        boolean csv = accept.contains("text/csv");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultSetMgr.write(
            out,
            ResultSet.adapt(exec.select()),
            csv ? ResultSetLang.RS_CSV : ResultSetLang.RS_JSON);
        return new Answer.Text(
            csv ? "text/csv" : "application/sparql-results+json",
            out.toString(StandardCharsets.UTF_8));
      }
      if (query.isAskType()) {
        return new Answer.Text(
            "application/sparql-results+json", "{\"head\":{},\"boolean\":" + exec.ask() + "}");
      }
      Graph graph = query.isConstructType() ? exec.construct() : exec.describe();
      return new Answer.Text("text/turtle", RDFWriter.source(graph).lang(Lang.TURTLE).asString());
    } catch (QueryCancelledException e) {
      return refused(
          "query.too-slow", "The answer took longer than " + TIME_MAX_S + " s.", "Ask for less.");
    }
  }

  /** Reads an update and refuses what would reach the network. */
  public static Update update(String text) {
    UpdateRequest request;
    try {
      request = UpdateFactory.create(text);
    } catch (QueryParseException e) {
      return new Update.Refused(
          List.of(
              Finding.violation(
                  "update.unreadable",
                  "The update is not SPARQL 1.1: " + e.getMessage(),
                  "Mind the line and column.")));
    }
    if (request.getOperations().stream().anyMatch(UpdateLoad.class::isInstance)) {
      return new Update.Refused(
          List.of(
              Finding.violation(
                  "update.load",
                  "The update loads from an address.",
                  "LOAD is off: send the document to /intake.")));
    }
    if (CallsOut.in(request)) {
      return new Update.Refused(
          List.of(
              Finding.violation(
                  "query.service", "The update asks another service.", "SERVICE is off.")));
    }
    return new Update.Parsed(request);
  }

  /**
   * Notes a call of another service wherever it stands: the transforms reach subqueries and
   * expressions too.
   */
  private static final class CallsOut extends ElementTransformCopyBase {
    private boolean found;

    static boolean in(Query query) {
      CallsOut calls = new CallsOut();
      QueryTransformOps.transform(query, calls, new ExprTransformApplyElementTransform(calls));
      return calls.found;
    }

    static boolean in(UpdateRequest request) {
      CallsOut calls = new CallsOut();
      UpdateTransformOps.transform(request, calls, new ExprTransformApplyElementTransform(calls));
      return calls.found;
    }

    @Override
    public Element transform(ElementService service, Node name, Element pattern) {
      found = true;
      return super.transform(service, name, pattern);
    }
  }

  private static Answer refused(String code, String message, String hint) {
    return new Answer.Refused(List.of(Finding.violation(code, message, hint)));
  }
}
