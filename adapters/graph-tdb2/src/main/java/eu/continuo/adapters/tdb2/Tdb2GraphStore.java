package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.dboe.DBOpEnvException;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.base.file.ProcessFileLock;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;

/**
 * A graph store in Apache Jena TDB2. TDB2 itself waits for another writer without end; the
 * semaphore in front of it makes the wait bounded and fair.
 */
public final class Tdb2GraphStore implements GraphStore {
  /**
   * What stays free on the disk, in bytes. TDB2 writes through memory maps, and a map that finds no
   * room fails in the middle of whatever runs; so no transaction begins where the largest one that
   * a request can bring might not find it.
   */
  public static final long RESERVED_BYTES = 256L * 1024 * 1024;

  static {
    ViewEngine.announce();
  }

  private final Generations generations;
  private final @Nullable Path folder;
  private final @Nullable FileStore disk;
  private final KnownGraphs known = new KnownGraphs();
  private final Semaphore writer = new Semaphore(1, true);

  private Tdb2GraphStore(Generations generations, @Nullable Path folder, @Nullable FileStore disk) {
    this.generations = generations;
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * A store on disk; the folder is made where it is missing.
   *
   * @throws UncheckedIOException where the folder cannot be made or written, or another process has
   *     it
   */
  public static Tdb2GraphStore onDisk(Path folder) {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new UncheckedIOException(
            "The folder of the graph is read-only: " + folder,
            new AccessDeniedException(folder.toString()));
      }
      mend(folder);
      return new Tdb2GraphStore(Generations.in(folder), folder, Files.getFileStore(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the graph cannot be made: " + folder, e);
    } catch (DBOpEnvException e) {
      throw new UncheckedIOException(
          "Another process has the folder of the graph: " + e.getMessage(), new IOException(e));
    }
  }

  /** A store that is gone when it is closed. */
  public static Tdb2GraphStore inMemory() {
    return new Tdb2GraphStore(Generations.inMemory(), null, null);
  }

  @Override
  public <T> T read(Function<DatasetGraph, T> reading) {
    return generations.use(dataset -> Txn.calculateRead(dataset, () -> reading.apply(dataset)));
  }

  @Override
  public <T> Written<T> write(Function<DatasetGraph, Outcome<T>> writing, Duration patience) {
    if (!acquired(patience)) {
      return new Written.Busy<>(patience);
    }
    try {
      long free = freeBytes();
      if (free < RESERVED_BYTES) {
        return new Written.Full<>(free, RESERVED_BYTES);
      }
      return generations.use(dataset -> new Written.Done<>(transaction(dataset, writing)));
    } finally {
      writer.release();
    }
  }

  private static <T> T transaction(
      DatasetGraph dataset, Function<DatasetGraph, Outcome<T>> writing) {
    boolean kept = false;
    dataset.begin(ReadWrite.WRITE);
    try {
      Outcome<T> outcome = writing.apply(dataset);
      if (outcome.keep()) {
        dataset.commit();
        kept = true;
      }
      return outcome.value();
    } catch (InternalError e) {
      throw noRoom(e);
    } finally {
      if (dataset.isInTransaction()) {
        dataset.abort();
      }
      dataset.end();
      if (!kept) {
        NodeFile.afterAbort(dataset);
      }
    }
  }

  /** What the runtime makes of a memory map that finds no room on the disk. */
  private static UncheckedIOException noRoom(InternalError e) {
    return new UncheckedIOException(new IOException("The disk has no room: " + e.getMessage(), e));
  }

  @Override
  public long diskBytes() {
    if (folder == null) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Written<Long> compact(Duration patience) {
    if (!acquired(patience)) {
      return new Written.Busy<>(patience);
    }
    try {
      long needed = diskBytes() + RESERVED_BYTES;
      if (freeBytes() < needed) {
        return new Written.Full<>(freeBytes(), needed);
      }
      if (folder != null) {
        generations.next(
            fresh ->
                Txn.executeWrite(
                    fresh,
                    () ->
                        read(
                            kept -> {
                              kept.stream().forEach(fresh::add);
                              return true;
                            })),
            () -> true);
      }
      return new Written.Done<>(diskBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.release();
    }
  }

  @Override
  public <T> Written<T> replace(QuadTable quads, Supplier<Outcome<T>> deciding, Duration patience) {
    if (!acquired(patience)) {
      return new Written.Busy<>(patience);
    }
    try {
      long needed = PackedStore.bytes(quads) + RESERVED_BYTES;
      if (freeBytes() < needed) {
        return new Written.Full<>(freeBytes(), needed);
      }
      AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
      generations.next(
          fresh -> new PackedStore(fresh).write(quads),
          () -> {
            Outcome<T> decided = deciding.get();
            outcome.set(decided);
            return decided.keep();
          });
      return new Written.Done<>(outcome.get().value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InternalError e) {
      throw noRoom(e);
    } finally {
      writer.release();
    }
  }

  @Override
  public Node kept(Node node) {
    @Nullable NodeId inline = NodeId.inline(node);
    return inline == null ? node : NodeId.extract(inline);
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

  /** Mends what a killed process left, and nothing while a living one has the store. */
  private static void mend(Path folder) throws IOException {
    ProcessFileLock lock =
        DatabaseConnection.lockForLocation(Location.create(folder.toAbsolutePath().toString()));
    if (!lock.isLockedHere()) {
      try {
        lock.lockEx();
        TornJournal.mend(folder);
      } finally {
        ProcessFileLock.release(lock);
      }
    }
  }

  private long freeBytes() {
    if (disk == null) {
      return Long.MAX_VALUE;
    }
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    generations.close();
  }
}
