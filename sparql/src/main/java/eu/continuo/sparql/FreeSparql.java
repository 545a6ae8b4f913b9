package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.modify.UsingList;
import org.apache.jena.sparql.modify.request.UpdateLoad;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.apache.jena.sparql.syntax.syntaxtransform.UpdateTransformOps;
import org.apache.jena.update.UpdateException;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.update.UpdateRequest;

/**
 * Free SPARQL within limits: nothing in it reaches the network, and an answer is whole or refused.
 */
public final class FreeSparql {
  private FreeSparql() {}

  /** What became of a query. */
  public sealed interface Answer {
    /** The rows of SELECT. */
    record Table(Asked.Answer answer) implements Answer {}

    /** What ASK says. */
    record Truth(boolean holds) implements Answer {}

    /** What CONSTRUCT and DESCRIBE give. */
    record Triples(Graph graph) implements Answer {}

    /** It was not answered: why. */
    record Refused(List<Finding> findings) implements Answer {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  /** What became of the text of a query. */
  public sealed interface Reading {
    /** It can be asked. */
    record Parsed(Query query) implements Reading {}

    /** It cannot: why. */
    record Refused(List<Finding> findings) implements Reading {
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

  /** Reads a query and refuses what would reach the network. */
  public static Reading read(String text) {
    Query query;
    try {
      query = QueryFactory.create(text);
    } catch (QueryException e) {
      return unread(
          "query.unreadable",
          "The query is not SPARQL 1.1: " + e.getMessage(),
          "Mind the line and column.");
    }
    if (query.isJsonType()) {
      return unread(
          "query.unreadable",
          "The query is not SPARQL 1.1: JSON is an extension.",
          "Write SELECT, ASK, CONSTRUCT or DESCRIBE.");
    }
    return CallsOut.in(query)
        ? unread(
            "query.service",
            "The query asks another service.",
            "SERVICE is off: peers are pulled instead.")
        : new Reading.Parsed(query);
  }

  /**
   * Answers a query within the limits of time and rows.
   *
   * @param view what is asked; what {@code FROM} names is taken from it
   */
  public static Answer answer(DatasetGraph view, Query query) {
    Limits limits = Limits.USUAL;
    try (QueryExec exec = limits.over(view).query(query).build()) {
      if (query.isSelectType()) {
        return switch (limits.table(exec.select())) {
          case Asked.Answer answer -> new Answer.Table(answer);
          case Asked.NotAnswered(List<Finding> findings) -> new Answer.Refused(findings);
        };
      }
      if (query.isAskType()) {
        return new Answer.Truth(exec.ask());
      }
      return limits.graph(
          query.isConstructType() ? exec.constructTriples() : exec.describeTriples());
    } catch (QueryCancelledException e) {
      return new Answer.Refused(List.of(limits.tooSlow()));
    }
  }

  /**
   * Reads an update and refuses what would reach the network.
   *
   * @param using the graphs that the protocol names for its patterns; none where the text says
   */
  public static Update update(String text, UsingList using) {
    UpdateRequest request;
    try {
      request =
          UpdateFactory.read(
              using, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (QueryParseException | UpdateException e) {
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

  private static Reading unread(String code, String message, String hint) {
    return new Reading.Refused(List.of(Finding.violation(code, message, hint)));
  }
}
