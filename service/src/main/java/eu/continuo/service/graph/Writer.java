package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Whoever gets it carries out the changes of all who wait, each judged by itself
 * and numbered by itself, and waits for the disk once for all of them (group commit).
 *
 * <p>What was decided is logged before the store keeps it. Where the store then fails, it is asked
 * whether it kept the changes, and where not, the log takes them back.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int GROUP_MAX = 64;
  private static final String RESTART =
      "the disk failed; restart the service, which then mends the graph from its log";

  private final GraphStore store;
  private final CommitLog log;
  private final Layouts layouts;
  private final Function<DatasetGraph, Transaction> transactions;
  private final Following following;
  private final Semaphore turn = new Semaphore(1, true);
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private final Object logged = new Object();
  private volatile @Nullable String broken;

  /**
   * A writer of a store.
   *
   * @param transactions makes a transaction of the dataset of the store's
   * @param following is told what was kept
   */
  Writer(
      GraphStore store,
      CommitLog log,
      Layouts layouts,
      Function<DatasetGraph, Transaction> transactions,
      Following following) {
    this.store = store;
    this.log = log;
    this.layouts = layouts;
    this.transactions = transactions;
    this.following = following;
  }

  /** What is kept up to date with the store. */
  interface Following {
    /** These commits were kept. */
    void kept(List<CommitRecord> records);

    /** The store was written anew. */
    void replaced();
  }

  /** Commits a change, with those of others who wait. */
  Commit commit(Pending pending, Duration patience) {
    synchronized (waiting) {
      waiting.add(pending);
    }
    if (!taken(patience)) {
      synchronized (waiting) {
        if (waiting.remove(pending)) {
          return new Commit.Busy(patience);
        }
      }
      // Somebody is carrying it out just now.
      turn.acquireUninterruptibly();
    }
    try {
      while (pending.outcome() == null) {
        write(group());
      }
      return java.util.Objects.requireNonNull(pending.outcome());
    } finally {
      turn.release();
    }
  }

  /**
   * Commits a bulk load. Whoever else wants to write waits, or is told that the graph is busy.
   *
   * @param load reads the graph as it is then
   */
  Commit load(Loading load, Bulk.Progress progress, Duration patience) throws IOException {
    if (!taken(patience)) {
      return new Commit.Busy(patience);
    }
    try {
      String reason = broken;
      if (reason != null) {
        return new Commit.Unwritable(reason);
      }
      return switch (load.run()) {
        case BulkLoad.Outcome.Not(Commit commit) -> commit;
        case BulkLoad.Outcome.Ready ready -> keep(ready, progress, patience);
      };
    } finally {
      turn.release();
    }
  }

  /** Reads, judges and concludes, and keeps nothing. */
  @FunctionalInterface
  interface Loading {
    BulkLoad.Outcome run() throws IOException;
  }

  private Commit keep(BulkLoad.Outcome.Ready load, Bulk.Progress progress, Duration patience) {
    long number = load.commit().number();
    Group written = new Group();
    progress.at(Bulk.Phase.STORE, load.table().rows());
    try (LogAhead ahead = new LogAhead(log, load.records())) {
      Written<Commit> outcome =
          store.replace(
              load.table(),
              () -> {
                progress.at(Bulk.Phase.LOG, load.commit().added());
                return logged(load.commit(), ahead, written);
              },
              patience);
      return switch (outcome) {
        case Written.Done<Commit>(Commit commit) -> {
          if (commit instanceof Commit.Kept) {
            layouts.put(number, load.layout());
            following.replaced();
            tellWaiting();
          }
          yield commit;
        }
        case Written.Busy<Commit>(Duration waited) -> new Commit.Busy(waited);
        case Written.Full<Commit>(long free, long needed) -> full(free, needed);
      };
    } catch (RuntimeException e) {
      layouts.forget();
      if (written.logged && kept(number)) {
        LOG.warn("The store failed after it had taken a bulk load.", e);
        following.replaced();
        return load.commit();
      }
      takeBack(written);
      if (disk(e)) {
        LOG.error("A bulk load could not be written.", e);
        return new Commit.Unwritable(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static Outcome<Commit> logged(Commit.Kept commit, LogAhead ahead, Group written) {
    try {
      ahead.decide();
      written.logged = true;
      return new Outcome<>(commit, true);
    } catch (CommitLog.Unwritable e) {
      return new Outcome<>(new Commit.Unwritable(String.valueOf(e.getMessage())), false);
    }
  }

  private void tellWaiting() {
    synchronized (logged) {
      logged.notifyAll();
    }
  }

  /** What a commit of the change would become. */
  Commit rehearse(Pending pending, Duration patience) {
    return switch (store.write(
        dataset -> new Outcome<>(attempt(dataset, pending).commit(), false), patience)) {
      case Written.Done<Commit>(Commit commit) -> commit;
      case Written.Busy<Commit>(Duration waited) -> new Commit.Busy(waited);
      case Written.Full<Commit>(long free, long reserved) -> full(free, reserved);
    };
  }

  /** Waits until the log has a commit of this number; says whether it has. */
  boolean await(long number, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (logged) {
      while (log.head().map(CommitLog.Head::number).orElse(0L) < number) {
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return false;
        }
        logged.wait(leftMs);
      }
      return true;
    }
  }

  /** How many changes wait for the writer. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private boolean taken(Duration patience) {
    try {
      return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Pending> group() {
    List<Pending> group = new ArrayList<>();
    synchronized (waiting) {
      while (!waiting.isEmpty() && group.size() < GROUP_MAX) {
        group.add(waiting.remove());
      }
    }
    return group;
  }

  private void write(List<Pending> group) {
    String reason = broken;
    if (reason != null) {
      group.forEach(p -> p.is(new Commit.Unwritable(reason)));
      return;
    }
    Group written = new Group();
    try {
      layouts.announce(store);
      Written<List<Commit>> outcome =
          store.write(dataset -> transaction(dataset, group, written), Duration.ofSeconds(30));
      switch (outcome) {
        case Written.Done<List<Commit>>(List<Commit> commits) -> {
          if (written.logged) {
            following.kept(written.records);
          }
          for (int i = 0; i < group.size(); i++) {
            group.get(i).is(commits.get(i));
          }
          tellWaiting();
        }
        case Written.Busy<List<Commit>>(Duration waited) ->
            group.forEach(p -> p.is(new Commit.Busy(waited)));
        case Written.Full<List<Commit>>(long free, long reserved) ->
            group.forEach(p -> p.is(full(free, reserved)));
      }
    } catch (RuntimeException e) {
      failed(group, written, e);
    }
  }

  private static Commit full(long freeBytes, long reservedBytes) {
    return new Commit.Unwritable(
        "the disk has %,d MB left, and %,d MB stay free"
            .formatted(freeBytes >> 20, reservedBytes >> 20));
  }

  private Outcome<List<Commit>> transaction(
      DatasetGraph dataset, List<Pending> group, Group written) {
    List<Commit> commits = new ArrayList<>();
    for (Pending pending : group) {
      Attempt attempt = attempt(dataset, pending);
      Transaction transaction = attempt.transaction();
      Commit commit = attempt.commit();
      if (commit instanceof Commit.Kept kept) {
        written.records.add(transaction.record(kept, pending));
        layouts.put(kept.number(), transaction.layout());
      } else if (group.size() > 1) {
        transaction.undo();
      }
      commits.add(commit);
    }
    written.commits = commits;
    if (written.records.isEmpty()) {
      return new Outcome<>(commits, false);
    }
    try {
      log.append(written.records);
      written.logged = true;
      return new Outcome<>(commits, true);
    } catch (CommitLog.Unwritable e) {
      layouts.forget();
      Commit unwritable = new Commit.Unwritable(String.valueOf(e.getMessage()));
      return new Outcome<>(
          commits.stream().map(c -> c instanceof Commit.Kept ? unwritable : c).toList(), false);
    }
  }

  private record Attempt(Transaction transaction, Commit commit) {}

  /** Carries a change out; where it asks for that, without what is found wrong. */
  private Attempt attempt(DatasetGraph dataset, Pending pending) {
    Change change = pending.change();
    for (int round = 0; ; round++) {
      Transaction transaction = transactions.apply(dataset);
      Commit commit = transaction.run(pending, change);
      Optional<Change> less =
          commit instanceof Commit.Refused(List<Finding> findings) && round < Quarantine.ROUNDS_MAX
              ? Quarantine.without(change, findings)
              : Optional.empty();
      if (less.isEmpty()) {
        return new Attempt(transaction, commit);
      }
      transaction.undo();
      change = less.get();
    }
  }

  private void failed(List<Pending> group, Group written, RuntimeException e) {
    layouts.forget();
    if (written.logged && kept(written.records.getLast().number())) {
      LOG.warn("The store failed after it had kept a commit.", e);
      following.kept(written.records);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).is(written.commits.get(i));
      }
      return;
    }
    takeBack(written);
    if (disk(e)) {
      LOG.error("A commit could not be written.", e);
      String reason = broken;
      group.forEach(
          p ->
              p.is(
                  new Commit.Unwritable(reason == null ? String.valueOf(e.getMessage()) : reason)));
    } else if (group.size() > 1) {
      // One of them breaks the transaction: alone, it breaks nobody else's.
      group.forEach(p -> write(List.of(p)));
    } else {
      throw e;
    }
  }

  private boolean kept(long number) {
    try {
      return store.read(layouts::commits) == number;
    } catch (RuntimeException e) {
      LOG.error("The graph cannot be read after a failed commit.", e);
      broken = RESTART;
      return false;
    }
  }

  private void takeBack(Group written) {
    if (!written.logged || broken != null) {
      return;
    }
    try {
      log.takeBack();
    } catch (CommitLog.Unwritable e) {
      LOG.error("The log cannot be written.", e);
      broken = RESTART;
    }
  }

  private static boolean disk(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof RuntimeIOException) {
        return true;
      }
    }
    return false;
  }

  /** How far a group came. */
  private static final class Group {
    private final List<CommitRecord> records = new ArrayList<>();
    private List<Commit> commits = List.of();
    private boolean logged;
  }
}
