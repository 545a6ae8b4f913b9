package eu.continuo.adapters.spi;

import java.time.Duration;
import java.util.function.Function;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * A place where named graphs are kept: many readers, each with a snapshot of its own, and one
 * writer.
 *
 * <p>The whole service knows its store by this interface alone, so that a store on one machine and
 * a remote engine can stand behind it. What a commit may contain is not decided here.
 */
public interface GraphStore extends AutoCloseable {

  /**
   * Reads one consistent snapshot. The dataset is valid during the call only.
   *
   * @param reading takes the snapshot and gives the answer; it must not write
   */
  <T> T read(Function<DatasetGraph, T> reading);

  /**
   * Writes at most one transaction. Nothing is kept unless the writing asks for it, and nothing
   * where it throws.
   *
   * @param writing takes the dataset of the transaction and says whether to keep what it did
   * @param patience how long to wait for other writers
   */
  <T> Written<T> write(Function<DatasetGraph, Outcome<T>> writing, Duration patience);

  @Override
  void close();

  /**
   * What a writing wants.
   *
   * @param value its answer
   * @param keep whether the transaction is to be kept
   */
  record Outcome<T>(T value, boolean keep) {}

  /** What became of a writing. */
  sealed interface Written<T> {
    /** It ran; its transaction was kept or not, as it asked. */
    record Done<T>(T value) implements Written<T> {}

    /** Other writers held the store for longer than the caller was ready to wait. */
    record Busy<T>(Duration waited) implements Written<T> {}
  }
}
