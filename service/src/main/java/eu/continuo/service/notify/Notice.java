package eu.continuo.service.notify;

import java.time.Instant;
import java.util.List;

/**
 * What one commit changed of what somebody may see. It names what changed and brings none of it:
 * whoever needs it reads it, as it is then.
 *
 * @param commit its number
 * @param at its clock
 * @param graphs the graphs that changed
 * @param resources the IRIs of what more or less is said of now
 * @param complete whether these are all resources
 */
public record Notice(
    long commit, Instant at, List<Touched> graphs, List<String> resources, boolean complete) {
  public Notice {
    graphs = List.copyOf(graphs);
    resources = List.copyOf(resources);
  }

  /**
   * A graph that changed.
   *
   * @param graph its IRI
   * @param added how many triples are new
   * @param removed how many are gone
   */
  public record Touched(String graph, long added, long removed) {}
}
