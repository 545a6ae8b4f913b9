package eu.continuo.adapters.spi;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.JenaTransactionException;
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

  /**
   * Shows a part of the dataset of a transaction, and nothing else by any way: patterns, paths,
   * {@code FROM}, {@code GRAPH}, {@code DESCRIBE} and the graphs that the view hands out. It costs
   * the same however many graphs there are.
   *
   * <p>{@code urn:x-arq:UnionGraph} and {@code urn:x-arq:DefaultGraph} name the default graph of
   * the view. The view cannot be written, sees what its transaction writes, and fails with a {@link
   * JenaTransactionException} once the transaction has ended. Its default graph is live as well: it
   * can be judged while the transaction goes on.
   *
   * @param transaction the dataset that {@link #read} or {@link #write} gave
   */
  DatasetGraph view(DatasetGraph transaction, View view);

  /**
   * A view for a SPARQL Update: what it reads it reads through the view, what it writes it writes
   * to a recorder.
   *
   * <p>A quad is deleted where the view shows it, so that nothing hidden can be deleted, or found
   * out by deleting it. Everything that is added is passed on, whatever graph it is for: the
   * recorder judges that. Quads without a graph are passed on as such.
   *
   * @param transaction the dataset that {@link #write} gave
   * @param recorder takes what is written, and writes it to the same transaction, so that the next
   *     operation of the request reads it
   */
  DatasetGraph view(DatasetGraph transaction, View view, DatasetGraph recorder);

  /**
   * Makes the store hold exactly these quads, by writing new files beside the old ones, which then
   * take their place at once. Readers go on; writers wait. Nothing is kept where the deciding asks
   * for nothing to be kept or throws, and a process that is killed meanwhile leaves the store as it
   * was.
   *
   * @param quads each once, see {@link QuadTable#unite}
   * @param deciding is called once the new files are complete and on the disk, just before they are
   *     taken
   * @param patience how long to wait for other writers
   */
  <T> Written<T> replace(QuadTable quads, Supplier<Outcome<T>> deciding, Duration patience);

  /** A node as the store gives it back: TDB2 keeps 0.50 as 0.5. */
  Node kept(Node node);

  /** How many bytes the store takes on the disk; 0 where it is on none. */
  long diskBytes();

  /**
   * Writes what is kept into new files and gives back the room of the old ones, which every commit
   * leaves something in. Readers go on; writers wait. A process that is killed meanwhile leaves the
   * store as it was.
   *
   * @param patience how long to wait for other writers
   * @return how many bytes the store takes then
   */
  Written<Long> compact(Duration patience);

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

    /**
     * There is so little room on the disk that a transaction might not end well; it was not begun.
     *
     * @param freeBytes what is free
     * @param reservedBytes what has to be
     */
    record Full<T>(long freeBytes, long reservedBytes) implements Written<T> {}
  }
}
