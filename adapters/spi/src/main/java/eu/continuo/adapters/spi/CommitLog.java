package eu.continuo.adapters.spi;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The history of a graph: every commit in its order, each bound to the one before by a digest, so
 * that replaying them from the first gives the graph and none can be changed unseen.
 *
 * <p>A record is written before the store keeps the commit. The graph says which commit was its
 * last: what the log has beyond it was decided and is kept again when the graph is opened.
 */
public interface CommitLog extends AutoCloseable {
  /** The last record, where there is one. */
  Optional<Head> head();

  /**
   * Appends records, all of them or none; when it returns, they outlive a loss of power. Several
   * cost hardly more than one, for the disk is waited for once.
   *
   * @param records numbered on from the last, at least one, the last of them complete; they are
   *     taken one by one, so that a commit of any size can be handed over in parts
   * @return the new end of the log
   * @throws Unwritable where they could not be written; the log ends as before
   */
  Head append(Iterable<CommitRecord> records) throws Unwritable;

  /**
   * Takes back what was appended last, for commits that the store then could not keep.
   *
   * @throws Unwritable where even that failed; the log must be opened again
   */
  void takeBack() throws Unwritable;

  /**
   * Hands out records in their order, those that are appended meanwhile not among them.
   *
   * @param from the number of the first commit
   * @param reader takes a record and says whether it wants another commit; what it says between the
   *     records of one commit counts for nothing, for it gets a commit whole
   * @throws Damaged where a record is not what its digest says
   */
  void read(long from, Predicate<CommitRecord> reader);

  /**
   * As {@link #read}, each record in its text: an RDF Patch whose last line is a comment with the
   * digest of all lines before it, so that a replica can check what it is given.
   */
  void readTexts(long from, Predicate<String> reader);

  @Override
  void close();

  /**
   * The end of the log.
   *
   * @param number the number of the last commit, from 1
   * @param digest SHA-256 of its record in hexadecimal, which holds the digest of the one before
   */
  record Head(long number, String digest) {}

  /** The log cannot be written: the disk is full or read-only. Nothing was appended. */
  final class Unwritable extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what the system said. */
    public Unwritable(Throwable cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** A record before the last one is not what was written. */
  final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the place and what is wrong there. */
    public Damaged(String message) {
      super(message);
    }
  }
}
