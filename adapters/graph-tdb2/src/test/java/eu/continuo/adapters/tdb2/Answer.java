package eu.continuo.adapters.tdb2;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.update.UpdateFactory;

/**
 * All that a request tells whoever sent it, in an order of its own, for comparing: rows, triples,
 * or the error with its text.
 */
record Answer(List<String> lines) {
  /** The answer to a question. */
  static Answer ask(DatasetGraph dataset, String question) {
    Query query = QueryFactory.create(question, Syntax.syntaxARQ);
    try (QueryExec execution = QueryExec.dataset(dataset).query(query).build()) {
      return new Answer(told(execution, query).sorted().toList());
    } catch (RuntimeException e) {
      return error(e);
    }
  }

  /** What an update says; nothing where it goes well. */
  static Answer update(DatasetGraph dataset, String request) {
    try {
      UpdateExec.dataset(dataset)
          .update(UpdateFactory.create(request, Syntax.syntaxARQ))
          .build()
          .execute();
      return new Answer(List.of());
    } catch (RuntimeException e) {
      return error(e);
    }
  }

  /** What these say, one a line. */
  static Answer of(SortedSet<String> lines) {
    return new Answer(List.copyOf(lines));
  }

  /** Whether it tells nothing. */
  boolean isEmpty() {
    return lines.isEmpty();
  }

  private static Answer error(RuntimeException e) {
    return new Answer(List.of(e.getClass().getSimpleName() + ": " + e.getMessage()));
  }

  private static Stream<String> told(QueryExec execution, Query query) {
    if (query.isAskType()) {
      return Stream.of(String.valueOf(execution.ask()));
    }
    if (query.isDescribeType()) {
      return execution.describe().stream().map(Object::toString);
    }
    if (query.isConstructQuad()) {
      return new TreeSet<>(Iter.asStream(execution.constructQuads()).map(Quad::toString).toList())
          .stream();
    }
    if (query.isConstructType()) {
      return execution.construct().stream().map(Object::toString);
    }
    RowSet rows = execution.select();
    return Iter.asStream(rows).map(Answer::row).collect(Collectors.toList()).stream();
  }

  private static String row(Binding binding) {
    TreeMap<String, String> row = new TreeMap<>();
    binding.forEach((variable, value) -> row.put(variable.getName(), value.toString()));
    return row.toString();
  }
}
