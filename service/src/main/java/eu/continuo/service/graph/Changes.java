package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetChanges;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.QuadAction;

/** The net change of a transaction: a quad that is added and removed again was never touched. */
final class Changes implements DatasetChanges {
  private final Set<Quad> added = new LinkedHashSet<>();
  private final Set<Quad> removed = new LinkedHashSet<>();

  @Override
  public void change(QuadAction action, Node g, Node s, Node p, Node o) {
    Quad quad = Quad.create(g, s, p, o);
    switch (action) {
      case ADD -> {
        if (!removed.remove(quad)) {
          added.add(quad);
        }
      }
      case DELETE -> {
        if (!added.remove(quad)) {
          removed.add(quad);
        }
      }
      case NO_ADD, NO_DELETE -> {}
    }
  }

  @Override
  public void start() {}

  @Override
  public void finish() {}

  @Override
  public void reset() {}

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  long addedCount() {
    return added.size();
  }

  long removedCount() {
    return removed.size();
  }

  /** Whether anything was written without the name of a graph. */
  boolean touchesUnnamed() {
    return added.stream().anyMatch(Quad::isDefaultGraph)
        || removed.stream().anyMatch(Quad::isDefaultGraph);
  }

  /** The named graphs that differ from before. */
  Set<GraphName> graphs() {
    Set<GraphName> graphs = new TreeSet<>();
    for (Set<Quad> quads : java.util.List.of(added, removed)) {
      for (Quad quad : quads) {
        if (!quad.isDefaultGraph()) {
          graphs.add(new GraphName(quad.getGraph().getURI()));
        }
      }
    }
    return graphs;
  }
}
