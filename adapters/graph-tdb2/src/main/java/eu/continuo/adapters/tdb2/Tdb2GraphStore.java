package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * A graph store in Apache Jena TDB2. TDB2 itself waits for another writer without end; the
 * semaphore in front of it makes the wait bounded and fair.
 */
public final class Tdb2GraphStore implements GraphStore {
  static {
    ViewEngine.announce();
  }

  private final DatasetGraph dataset;
  private final KnownGraphs known = new KnownGraphs();
  private final Semaphore writer = new Semaphore(1, true);

  private Tdb2GraphStore(DatasetGraph dataset) {
    this.dataset = dataset;
  }

  /**
   * A store on disk; the folder is made where it is missing.
   *
   * @throws UncheckedIOException where the folder cannot be made or read
   */
  public static Tdb2GraphStore onDisk(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the graph cannot be made: " + folder, e);
    }
    return new Tdb2GraphStore(
        DatabaseMgr.connectDatasetGraph(Location.create(folder.toAbsolutePath().toString())));
  }

  /** A store that is gone when it is closed. */
  public static Tdb2GraphStore inMemory() {
    return new Tdb2GraphStore(DatabaseMgr.createDatasetGraph());
  }

  @Override
  public <T> T read(Function<DatasetGraph, T> reading) {
    return Txn.calculateRead(dataset, () -> reading.apply(dataset));
  }

  @Override
  public <T> Written<T> write(Function<DatasetGraph, Outcome<T>> writing, Duration patience) {
    if (!acquired(patience)) {
      return new Written.Busy<>(patience);
    }
    try {
      dataset.begin(ReadWrite.WRITE);
      try {
        Outcome<T> outcome = writing.apply(dataset);
        if (outcome.keep()) {
          dataset.commit();
        } else {
          dataset.abort();
        }
        return new Written.Done<>(outcome.value());
      } finally {
        if (dataset.isInTransaction()) {
          dataset.abort();
        }
        dataset.end();
      }
    } finally {
      writer.release();
    }
  }

  @Override
  public DatasetGraph view(DatasetGraph transaction, View view) {
    return new ViewDataset(storage(transaction), view);
  }

  @Override
  public DatasetGraph view(DatasetGraph transaction, View view, DatasetGraph recorder) {
    return new UpdatableView(storage(transaction), view, recorder);
  }

  private FilteredStorage storage(DatasetGraph transaction) {
    return new FilteredStorage(TDBInternal.requireStorage(transaction), known);
  }

  private boolean acquired(Duration patience) {
    try {
      return writer.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    TDBInternal.expel(dataset);
  }
}
