package eu.continuo.service.graph;

import eu.continuo.adapters.spi.GraphStore;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/** The layouts of snapshots. The last one is kept, for it seldom differs between commits. */
final class Layouts {
  private final GraphNames names;
  private volatile @Nullable Numbered last;
  private volatile @Nullable Layout announced;

  Layouts(GraphNames names) {
    this.names = names;
  }

  /** How the graphs of a snapshot are divided. */
  Layout of(DatasetGraph dataset) {
    long number = commits(dataset);
    Numbered kept = last;
    if (kept != null && kept.number == number) {
      return kept.layout;
    }
    Layout read = Layout.of(new Meta(dataset, names).rows(), names);
    last = new Numbered(number, read);
    return read;
  }

  /** How many commits a snapshot has seen. */
  long commits(DatasetGraph dataset) {
    return new Meta(dataset, names).commits();
  }

  /** What the layout is after a commit. */
  void put(long number, Layout layout) {
    last = new Numbered(number, layout);
  }

  /**
   * Lets the store look the judged graphs up, if they are others than before. It keeps only what a
   * reading transaction found, and a commit reads in its writing one.
   */
  @SuppressWarnings("ReferenceEquality") // Another object is at worst looked up once more.
  void announce(GraphStore store) {
    Numbered kept = last;
    if (kept != null && kept.layout != announced) {
      store.read(dataset -> store.view(dataset, of(dataset).judged()));
      announced = kept.layout;
    }
  }

  /** Forgets what a failed commit said. */
  void forget() {
    last = null;
  }

  private record Numbered(long number, Layout layout) {}
}
