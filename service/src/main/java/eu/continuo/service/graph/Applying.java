package eu.continuo.service.graph;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.sparql.Delta;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.sparql.modify.request.UpdateLoad;
import org.apache.jena.update.Update;
import org.apache.jena.update.UpdateException;
import org.apache.jena.update.UpdateRequest;

/**
 * Carries a change out in a transaction. An update reads what its principal sees, and what earlier
 * operations of it brought.
 */
final class Applying {
  private final GraphStore store;
  private final DatasetGraph transaction;
  private final Changes changes;
  private final Supplier<Views.Sight> sight;
  private final List<Declared> declarations = new ArrayList<>();

  Applying(
      GraphStore store, DatasetGraph transaction, Changes changes, Supplier<Views.Sight> sight) {
    this.store = store;
    this.transaction = transaction;
    this.changes = changes;
    this.sight = sight;
  }

  /** What the change says of a graph that it writes. */
  record Declared(GraphName graph, Change.Declaration declaration) {}

  /** What was said of the graphs that were written. */
  List<Declared> declarations() {
    return declarations;
  }

  /** Applies it; what cannot be applied is said. */
  List<Finding> apply(Change change) {
    return switch (change) {
      case Change.Replace(GraphName graph, Graph content, Change.Declaration declaration) -> {
        if (replace(changes, graph, content)) {
          declarations.add(new Declared(graph, declaration));
        }
        yield List.of();
      }
      case Change.Sifted sifted -> {
        replace(changes, sifted.graph(), sifted.content());
        declarations.add(new Declared(sifted.graph(), sifted.declaration()));
        yield List.of();
      }
      case Change.Merge(GraphName graph, Graph content, Change.Declaration declaration) -> {
        content.stream().forEach(t -> changes.add(Quad.create(graph.node(), t)));
        declarations.add(new Declared(graph, declaration));
        yield List.of();
      }
      case Change.Remove(GraphName graph) -> {
        replace(changes, graph, Graph.emptyGraph);
        yield List.of();
      }
      case Change.Update(UpdateRequest request) -> update(request);
      case Change.All(List<Change> all) -> all.stream().flatMap(c -> apply(c).stream()).toList();
    };
  }

  private List<Finding> update(UpdateRequest request) {
    // Here and not at a door alone: LOAD would read whatever file or address it names.
    if (request.getOperations().stream().anyMatch(UpdateLoad.class::isInstance)) {
      return List.of(
          Finding.violation(
              "update.load",
              "The update loads from an address.",
              "LOAD is off: send the document to /intake."));
    }
    Views.Sight seen = sight.get();
    try {
      for (Update operation : request.getOperations()) {
        UpdateExec.dataset(store.view(transaction, seen.with(changes.graphs()), changes))
            .update(operation)
            .set(ARQ.httpServiceAllowed, false)
            .build()
            .execute();
      }
      return List.of();
    } catch (UpdateException | QueryException e) {
      return List.of(Finding.violation("update.failed", String.valueOf(e.getMessage()), null));
    }
  }

  /** Makes a graph hold exactly this, by difference; says whether anything changed. */
  static boolean replace(DatasetGraph dataset, GraphName name, Graph content) {
    Delta difference = difference(dataset.getGraph(name.node()), content);
    difference.gone().forEach(t -> dataset.delete(Quad.create(name.node(), t)));
    difference.fresh().forEach(t -> dataset.add(Quad.create(name.node(), t)));
    return !difference.isNone();
  }

  /**
   * What makes a graph another one. Where a literal is not found as it is written, the graph is
   * asked for it, since a store may keep 0.020 as 0.02.
   */
  static Delta difference(Graph held, Graph wanted) {
    Set<Triple> gone = held.stream().collect(Collectors.toCollection(HashSet::new));
    List<Triple> unseen = wanted.stream().filter(t -> !gone.remove(t)).toList();
    List<Triple> fresh = new ArrayList<>();
    for (Triple triple : unseen) {
      List<Triple> same = triple.getObject().isLiteral() ? held.find(triple).toList() : List.of();
      same.forEach(gone::remove);
      if (same.isEmpty()) {
        fresh.add(triple);
      }
    }
    return new Delta(gone, fresh);
  }
}
