package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.sparql.modify.request.UpdateLoad;
import org.apache.jena.sparql.modify.request.UpdateModify;
import org.apache.jena.update.Update;
import org.apache.jena.update.UpdateException;

/** Carries a change out in the dataset of a transaction. */
final class Applying {
  private final DatasetGraph dataset;
  private final Meta meta;

  Applying(DatasetGraph dataset, Meta meta) {
    this.dataset = dataset;
    this.meta = meta;
  }

  /** Applies it; what cannot be applied is said. */
  List<Finding> apply(Change change) {
    List<Finding> findings = new ArrayList<>();
    switch (change) {
      case Change.Replace(GraphName graph, Graph content, Change.Declaration declaration) -> {
        if (replace(dataset, graph, content)) {
          declare(graph, declaration);
        }
      }
      case Change.Merge(GraphName graph, Graph content, Change.Declaration declaration) -> {
        content.stream().forEach(t -> dataset.add(Quad.create(graph.node(), t)));
        declare(graph, declaration);
      }
      case Change.Remove(GraphName graph) -> replace(dataset, graph, Graph.emptyGraph);
      case Change.Update(var request) -> {
        // Here and not at a door alone: LOAD would read whatever file or address it names.
        if (request.getOperations().stream().anyMatch(UpdateLoad.class::isInstance)) {
          findings.add(
              Finding.violation(
                  "update.load",
                  "The update loads from an address.",
                  "LOAD is off: send the document to /intake."));
          return findings;
        }
        try {
          request.getOperations().forEach(this::overTheView);
          UpdateExec.dataset(dataset)
              .update(request)
              .set(ARQ.httpServiceAllowed, false)
              .build()
              .execute();
        } catch (UpdateException | QueryException e) {
          findings.add(Finding.violation("update.failed", String.valueOf(e.getMessage()), null));
        }
      }
      case Change.All(List<Change> changes) -> changes.forEach(c -> findings.addAll(apply(c)));
    }
    return findings;
  }

  /**
   * Makes a graph hold exactly this, by difference; says whether anything changed. The graph is
   * asked which triples it holds already, since a store may keep 0.020 as 0.02.
   */
  static boolean replace(DatasetGraph dataset, GraphName name, Graph content) {
    Graph target = dataset.getGraph(name.node());
    List<Triple> fresh = new ArrayList<>();
    Set<Triple> held = new HashSet<>();
    content.stream()
        .forEach(
            t -> {
              List<Triple> same = target.find(t).toList();
              held.addAll(same);
              if (same.isEmpty()) {
                fresh.add(t);
              }
            });
    List<Triple> gone = target.stream().filter(t -> !held.contains(t)).toList();
    gone.forEach(t -> dataset.delete(Quad.create(name.node(), t)));
    fresh.forEach(t -> dataset.add(Quad.create(name.node(), t)));
    return !gone.isEmpty() || !fresh.isEmpty();
  }

  /**
   * An update without WITH or USING reads what a question reads; as the standard has it, it would
   * read the empty default graph and do nothing, in silence.
   */
  private void overTheView(Update operation) {
    if (operation instanceof UpdateModify modify
        && modify.getWithIRI() == null
        && modify.getUsing().isEmpty()
        && modify.getUsingNamed().isEmpty()) {
      for (GraphRow row : meta.rows()) {
        Node graph = row.name().node();
        if (row.asked()) {
          modify.addUsing(graph);
        }
        modify.addUsingNamed(graph);
      }
    }
  }

  private void declare(GraphName graph, Change.Declaration declaration) {
    if (!meta.has(graph)) {
      meta.declare(graph, "asserted", declaration);
    }
    String digest = declaration.digest();
    if (digest != null) {
      meta.digest(graph, digest);
    }
  }
}
