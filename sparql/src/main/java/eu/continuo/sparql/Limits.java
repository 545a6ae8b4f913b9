package eu.continuo.sparql;

import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * What one query may use up. An answer is complete or refused: half an answer looks like a whole
 * one in CSV, so that nothing is sent before all of it is there.
 *
 * @param time how long it may take
 * @param rows how many rows or triples its answer may have
 */
record Limits(Duration time, int rows) {
  private static final long ROWS_IN_MEMORY = 100_000;

  /** For everybody's queries. */
  static final Limits USUAL = new Limits(Duration.ofSeconds(30), 100_000);

  /** A query over this view that stops at the limits and reaches no other service. */
  QueryExecBuilder over(DatasetGraph view) {
    return QueryExec.dataset(view)
        .set(ARQ.httpServiceAllowed, false)
        .set(ARQ.spillToDiskThreshold, ROWS_IN_MEMORY)
        .timeout(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** All rows. */
  Asked table(RowSet rowSet) {
    List<Binding> all = new ArrayList<>();
    while (rowSet.hasNext()) {
      if (all.size() == rows) {
        return new Asked.NotAnswered(List.of(tooMany("rows")));
      }
      // Detached, for a row of the store looks its values up when asked, and the snapshot may be
      // gone.
      all.add(rowSet.next().detach());
    }
    return new Asked.Answer(rowSet.getResultVars(), all);
  }

  /** All triples. */
  FreeSparql.Answer graph(Iterator<Triple> triples) {
    Graph all = GraphFactory.createDefaultGraph();
    while (triples.hasNext()) {
      if (all.size() == rows) {
        return new FreeSparql.Answer.Refused(List.of(tooMany("triples")));
      }
      all.add(triples.next());
    }
    return new FreeSparql.Answer.Triples(all);
  }

  /** That it took too long. */
  Finding tooSlow() {
    return Finding.violation(
        "query.too-slow",
        "The answer took longer than " + time.toSeconds() + " s.",
        "Bind a parameter, or ask for less.");
  }

  private Finding tooMany(String what) {
    return Finding.violation(
        "query.too-many-rows",
        "The answer has more than " + rows + " " + what + ".",
        "Bind a parameter, or ask in parts with ORDER BY, LIMIT and OFFSET.");
  }
}
