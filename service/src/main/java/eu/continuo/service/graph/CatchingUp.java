package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.spi.QuadTable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** Keeps in the store what the log decided, and the process did not live to keep. */
final class CatchingUp {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GraphStore store;
  private final CommitLog log;

  CatchingUp(GraphStore store, CommitLog log) {
    this.store = store;
    this.log = log;
  }

  /** Keeps every commit from a number on. A bulk load is kept as it was to be: at once. */
  Written<Boolean> from(long number) {
    return hasParts(number)
        ? replace(number)
        : store.write(dataset -> new Outcome<>(replay(dataset, number), true), PATIENCE);
  }

  private boolean hasParts(long number) {
    AtomicBoolean parts = new AtomicBoolean();
    log.read(
        number,
        record -> {
          parts.compareAndSet(false, !record.complete());
          return false;
        });
    return parts.get();
  }

  private boolean replay(DatasetGraph dataset, long number) {
    log.read(
        number,
        record -> {
          record.removed().forEach(dataset::delete);
          record.added().forEach(dataset::add);
          return true;
        });
    return true;
  }

  private Written<Boolean> replace(long number) {
    Set<Quad> removed = new HashSet<>();
    QuadTable table = new QuadTable(store::kept);
    log.read(
        number,
        record -> {
          take(record, removed, table);
          return true;
        });
    store.read(
        dataset -> {
          dataset.stream().filter(quad -> !removed.contains(quad)).forEach(table::add);
          return true;
        });
    table.unite();
    return store.replace(table, () -> new Outcome<>(true, true), PATIENCE);
  }

  /** Only one commit is ever decided and not kept, where it is a bulk load: it writes alone. */
  private static void take(CommitRecord record, Set<Quad> removed, QuadTable table) {
    removed.addAll(record.removed());
    record.added().forEach(table::add);
  }
}
