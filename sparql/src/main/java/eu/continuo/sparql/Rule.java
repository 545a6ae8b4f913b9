package eu.continuo.sparql;

import java.util.Collection;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;

/** One rule: a CONSTRUCT over what is known, whose conclusions are a graph of their own. */
public final class Rule {
  private final String name;
  private final boolean repeats;
  private final Query query;
  private final Reads reads;

  Rule(String name, boolean repeats, Query query) {
    this.name = name;
    this.repeats = repeats;
    this.query = query;
    this.reads = Reads.of(query);
  }

  /** Its name; its graph is named after it. */
  public String name() {
    return name;
  }

  /** Whether its conclusions may differ where these triples are new or gone. */
  public boolean concernedBy(Collection<Triple> changed) {
    return changed.stream().anyMatch(reads::touchedBy);
  }

  /**
   * Concludes everything anew.
   *
   * @param known what is asserted, and what earlier rules concluded; it is not changed
   */
  public Graph conclude(Graph known) {
    Graph derived = GraphFactory.createDefaultGraph();
    Graph seen = new Union(derived, known);
    int before;
    do {
      before = derived.size();
      Graph found = GraphFactory.createDefaultGraph();
      try (QueryExec exec =
          QueryExec.dataset(DatasetGraphFactory.wrap(seen)).query(query).build()) {
        exec.construct(found);
      }
      found.stream().forEach(derived::add);
    } while (repeats && derived.size() > before);
    return derived;
  }
}
