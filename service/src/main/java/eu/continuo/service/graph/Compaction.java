package eu.continuo.service.graph;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Written;
import java.time.Duration;

/** What became of a wish to compact the store. */
public sealed interface Compaction {
  /** It takes so many bytes now, and took so many before. */
  record Done(long beforeBytes, long afterBytes) implements Compaction {}

  /** It takes hardly more room than its content needs; nothing was done. */
  record NotWorth() implements Compaction {}

  /** Other writers were at work for too long; nothing was done. */
  record Busy(Duration waited) implements Compaction {}

  /** The new files would not fit beside the old ones; nothing was done. */
  record Full(long freeBytes, long neededBytes) implements Compaction {}

  /** How often its content's size a store may take before it is compacted by itself. */
  int RATIO = 4;

  /** About what TDB2 needs for a quad, its nodes included, and for a store that holds none. */
  long QUAD_BYTES = 350;

  /** The files of an empty store: each begins with a segment of eight megabytes. */
  long EMPTY_BYTES = 200L * 1024 * 1024;

  /** Whether the store takes so much more than its content needs that compacting is worth it. */
  static boolean isWorth(GraphStore store) {
    long bytes = store.diskBytes();
    if (bytes < RATIO * EMPTY_BYTES) {
      return false;
    }
    long quads = store.read(dataset -> dataset.stream().count());
    return bytes > RATIO * (EMPTY_BYTES + quads * QUAD_BYTES);
  }

  /** Compacts the store. */
  static Compaction of(GraphStore store) {
    long before = store.diskBytes();
    return switch (store.compact(Duration.ofSeconds(30))) {
      case Written.Done<Long>(Long after) -> new Done(before, after);
      case Written.Busy<Long>(Duration waited) -> new Busy(waited);
      case Written.Full<Long>(long free, long needed) -> new Full(free, needed);
    };
  }
}
