package eu.continuo.adapters.spi;

import eu.continuo.ontology.GraphName;
import java.util.Set;
import org.apache.jena.graph.Triple;

/**
 * What a request may see of a store: its default graph is the union of some graphs, its named
 * graphs are others. A name that no graph has shows nothing, and shows the graph as soon as the
 * transaction itself brings one.
 *
 * @param union the graphs whose triples, each once, are the default graph
 * @param named the graphs that have a name for the request; usually more than the union
 * @param overlay what a scenario changes
 */
public record View(Set<GraphName> union, Set<GraphName> named, Overlay overlay) {
  public View {
    union = Set.copyOf(union);
    named = Set.copyOf(named);
  }

  /** A view of what is, without a scenario. */
  public View(Set<GraphName> union, Set<GraphName> named) {
    this(union, named, Overlay.NONE);
  }

  /**
   * A scenario over the graphs that are visible: what would be, were this added and that gone.
   *
   * @param added graphs that belong to the default graph and to the named graphs as well
   * @param excluded triples that no graph shows, save the added ones
   */
  public record Overlay(Set<GraphName> added, Set<Triple> excluded) {
    /** No scenario. */
    public static final Overlay NONE = new Overlay(Set.of(), Set.of());

    public Overlay {
      added = Set.copyOf(added);
      excluded = Set.copyOf(excluded);
    }
  }
}
