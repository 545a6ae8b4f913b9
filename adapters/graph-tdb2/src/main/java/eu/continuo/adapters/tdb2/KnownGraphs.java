package eu.continuo.adapters.tdb2;

import eu.continuo.ontology.GraphName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.jspecify.annotations.Nullable;

/**
 * The sets of graphs that were asked for last, so that who may see thousands of graphs does not pay
 * for looking up each of their names at every request.
 *
 * <p>An id holds for a store once it is committed. Hence only what a reading transaction found is
 * kept, and a compaction, which makes another store, empties it. A set with a name that has no id
 * is not kept: it would miss the graph later.
 */
final class KnownGraphs {
  private static final int SETS_MAX = 64;
  private static final float LOAD = 0.75f;

  private final Map<Set<GraphName>, GraphSet> known =
      new LinkedHashMap<>(SETS_MAX, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Set<GraphName>, GraphSet> eldest) {
          return size() > SETS_MAX;
        }
      };
  private @Nullable DatasetGraphTDB store;

  /**
   * The set of the graphs with these names.
   *
   * @param of the store whose ids they are
   * @param committed whether what the transaction reads is committed
   * @param lookUp finds the set where it is not known
   */
  synchronized GraphSet graphs(
      Set<GraphName> names,
      DatasetGraphTDB of,
      boolean committed,
      Function<Set<GraphName>, GraphSet> lookUp) {
    if (store != of) {
      known.clear();
      store = of;
    }
    GraphSet graphs = known.get(names);
    if (graphs == null) {
      graphs = lookUp.apply(names);
      if (committed && graphs.isComplete()) {
        known.put(names, graphs);
      }
    }
    return graphs;
  }
}
