package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A commit in parts that is appended to the log while something else is still being done, such as
 * writing the store. The last part decides, and waits until it is told to: what has no last part is
 * no commit, also where the process ends here.
 */
final class LogAhead implements AutoCloseable {
  private final CompletableFuture<Boolean> decision = new CompletableFuture<>();
  private final CompletableFuture<CommitLog.Head> appended = new CompletableFuture<>();

  /** Begins to append. */
  LogAhead(CommitLog log, Iterable<CommitRecord> parts) {
    Thread.ofPlatform().name("log-ahead").start(() -> append(log, parts));
  }

  private void append(CommitLog log, Iterable<CommitRecord> parts) {
    try {
      appended.complete(log.append(() -> new Waiting(parts.iterator())));
    } catch (CommitLog.Unwritable | RuntimeException | Error e) {
      appended.completeExceptionally(e);
    }
  }

  /**
   * Lets the last part be written, and waits until all of it outlives a loss of power.
   *
   * @throws CommitLog.Unwritable where it could not be written; the log ends as before
   */
  void decide() throws CommitLog.Unwritable {
    decision.complete(true);
    join();
  }

  /** Takes back what was appended, unless it was decided. */
  @Override
  public void close() {
    if (decision.complete(false)) {
      try {
        join();
      } catch (GivenUp | CommitLog.Unwritable e) {
        // The log ends as before, and that is what was asked for.
      }
    }
  }

  /** Waits without heeding interruptions: what it writes to, others write after it. */
  private void join() throws CommitLog.Unwritable {
    try {
      appended.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case CommitLog.Unwritable unwritable -> throw unwritable;
        case RuntimeException failed -> throw failed;
        case Error failed -> throw failed;
        case null, default -> throw e;
      }
    }
  }

  /** It was not decided. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Waiting implements Iterator<CommitRecord> {
    private final Iterator<CommitRecord> parts;

    Waiting(Iterator<CommitRecord> parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      return parts.hasNext();
    }

    @Override
    public CommitRecord next() {
      CommitRecord part = parts.next();
      if (part.complete() && !decision.join()) {
        throw new GivenUp();
      }
      return part;
    }
  }
}
