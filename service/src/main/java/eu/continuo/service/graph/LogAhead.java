package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A commit in parts that is appended to the log while something else is still being done, such as
 * writing the store. The last part decides, and waits until it is told to: what has no last part is
 * no commit, also where the process ends here.
 */
final class LogAhead implements AutoCloseable {
  private final CompletableFuture<Boolean> decision = new CompletableFuture<>();
  private final FutureTask<CommitLog.Head> appending;

  /** Begins to append. */
  LogAhead(CommitLog log, Iterable<CommitRecord> parts) {
    this.appending = new FutureTask<>(() -> log.append(() -> new Waiting(parts.iterator())));
    Thread.ofPlatform().name("log-ahead").start(appending);
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

  private void join() throws CommitLog.Unwritable {
    boolean interrupted = false;
    while (true) {
      try {
        appending.get();
        break;
      } catch (InterruptedException e) {
        // It is writing to a file that others write after it.
        interrupted = true;
      } catch (ExecutionException e) {
        throw because(e.getCause());
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static CommitLog.Unwritable because(Throwable cause) {
    return switch (cause) {
      case CommitLog.Unwritable unwritable -> unwritable;
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      default -> throw new CompletionException(cause);
    };
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
