package eu.continuo.adapters.tdb2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.StoreConnection;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * The files of a store on disk, generation after generation: the folder {@code Data-NNNN} with the
 * highest number is the store, as TDB2 has it. A new generation is filled beside the old one and
 * takes its place by being renamed, so that a process that is killed meanwhile leaves the old one.
 *
 * <p>TDB2's own compaction waits for a moment without readers while new ones come in, and may wait
 * for ever. Here the new ones wait, for as long as the longest of those that are reading.
 */
final class Generations {
  private static final String UNFINISHED = "-tmp";

  private final Path folder;
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private DatasetGraph current;

  private Generations(Path folder, DatasetGraph current) {
    this.folder = folder;
    this.current = current;
  }

  /** The store in a folder; what a killed process left beside it is deleted. */
  static Generations in(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Generations generations = new Generations(absolute, connect(absolute));
    Path newest = generations.newest();
    try (Stream<Path> files = Files.list(absolute)) {
      for (Path file : files.filter(f -> isGeneration(f) && !f.equals(newest)).toList()) {
        delete(file);
      }
    }
    return generations;
  }

  private static boolean isGeneration(Path file) {
    return file.getFileName().toString().matches("Data-\\d+(" + UNFINISHED + ")?");
  }

  /** A store on no disk, which has one generation only. */
  static Generations inMemory() {
    return new Generations(Path.of(""), DatabaseMgr.createDatasetGraph());
  }

  /** Uses the newest generation, which stays the newest as long as that takes. */
  <T> T use(Function<DatasetGraph, T> use) {
    lock.readLock().lock();
    try {
      return use.apply(current);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Makes a new generation. Nobody may write meanwhile.
   *
   * @param filling puts everything into it that is to be in it, and keeps no part of it open
   * @param deciding is asked once it is on the disk, and says whether to take it
   */
  void next(Consumer<DatasetGraph> filling, BooleanSupplier deciding) throws IOException {
    if (isInMemory()) {
      DatasetGraph filled = DatabaseMgr.createDatasetGraph();
      filling.accept(filled);
      if (deciding.getAsBoolean()) {
        take(() -> filled);
      }
      return;
    }
    Path before = newest();
    Path after = folder.resolve("Data-%04d".formatted(number(before) + 1));
    Path unfinished = folder.resolve(after.getFileName() + UNFINISHED);
    delete(unfinished);
    Files.createDirectory(unfinished);
    try {
      fill(unfinished, filling);
      if (!deciding.getAsBoolean()) {
        delete(unfinished);
        return;
      }
    } catch (RuntimeException | Error e) {
      delete(unfinished);
      throw e;
    }
    take(
        () -> {
          Files.move(unfinished, after, StandardCopyOption.ATOMIC_MOVE);
          force(folder);
          return connect(folder);
        });
    delete(before);
  }

  private static void fill(Path unfinished, Consumer<DatasetGraph> filling) throws IOException {
    Location location = Location.create(unfinished.toString());
    try {
      filling.accept(StoreConnection.connectCreate(location).getDatasetGraph());
    } finally {
      StoreConnection.internalExpel(location, true);
    }
    try (Stream<Path> files = Files.walk(unfinished)) {
      for (Path file : files.toList()) {
        force(file);
      }
    }
  }

  /** Makes what was written to a file, or the names in a folder, outlive a loss of power. */
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Puts another generation in the place of this one, as soon as nobody reads this one. */
  private void take(Taking taking) throws IOException {
    lock.writeLock().lock();
    try {
      TDBInternal.expel(current);
      current = taking.take();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @FunctionalInterface
  private interface Taking {
    DatasetGraph take() throws IOException;
  }

  private boolean isInMemory() {
    return folder.toString().isEmpty();
  }

  void close() {
    TDBInternal.expel(current);
  }

  private static DatasetGraph connect(Path folder) {
    return DatabaseMgr.connectDatasetGraph(Location.create(folder.toString()));
  }

  private Path newest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("Data-\\d+"))
          .max(Comparator.comparingInt(Generations::number))
          .orElseThrow();
    }
  }

  private static int number(Path generation) {
    return Integer.parseInt(generation.getFileName().toString().substring("Data-".length()));
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      files.sorted(Comparator.reverseOrder()).forEach(Generations::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
