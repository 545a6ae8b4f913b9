package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.ontology.Words;
import eu.continuo.service.gate.Gate;
import eu.continuo.sparql.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph of one continuum: every write from every door becomes one judged commit, every read a
 * view of what its principal may see.
 *
 * <p>A commit applies the change, concludes what follows, judges every node that it can affect, and
 * only then keeps it, in the log first and in the store then. Whatever is refused leaves no trace.
 */
public final class Continuum {
  private static final Logger LOG = LoggerFactory.getLogger(Continuum.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GraphStore store;
  private final CommitLog log;
  private final GraphNames names;
  private final Gate gate;
  private final Conclusions conclusions;
  private volatile @Nullable Numbered layout;
  private volatile @Nullable String broken;

  /**
   * The continuum in a store.
   *
   * @param store where its graphs are kept
   * @param log where its commits are kept
   * @param base the IRI that all its names begin with
   * @param gate the judge of its commits
   * @param rules what follows from what is asserted
   * @param verifier whose credentials count
   */
  public Continuum(
      GraphStore store,
      CommitLog log,
      String base,
      Gate gate,
      Rules rules,
      CredentialVerifier verifier) {
    this.store = store;
    this.log = log;
    this.names = new GraphNames(base);
    this.gate = gate;
    this.conclusions = new Conclusions(new Attestations(verifier, base), rules, names);
  }

  /** The names of its graphs. */
  public GraphNames names() {
    return names;
  }

  /**
   * Makes it ready: keeps what the log decided and the store has not, and brings in the concept
   * schemes of this release where they are not there already.
   *
   * @throws CommitLog.Damaged where the log does not belong to the graph
   */
  public Commit open(Instant now) {
    catchUp();
    return commit(
        new Change.Replace(
            names.schemes(),
            Words.schemes(),
            new Change.Declaration(names.continuo(), Change.Visibility.PUBLIC, null)),
        Principal.SERVICE,
        now);
  }

  /**
   * Changes the graph, or says why not.
   *
   * @param change what to change
   * @param principal who asks for it
   * @param now the clock of the commit, for its provenance
   */
  public Commit commit(Change change, Principal principal, Instant now) {
    return attempt(change, principal, now, true);
  }

  /** What a commit of this change would become; nothing is kept. */
  public Commit rehearse(Change change, Principal principal, Instant now) {
    return attempt(change, principal, now, false);
  }

  /**
   * Reads one snapshot. Its default graph is the union of the asserted and derived graphs that the
   * principal may see; its named graphs are those and, for operators, the ones kept apart.
   */
  public <T> T read(Principal principal, Function<DatasetGraph, T> reading) {
    return store.read(dataset -> reading.apply(store.view(dataset, layout(dataset).of(principal))));
  }

  /** The rows of the graphs that the principal may see, in the order of their names. */
  public List<GraphRow> graphs(Principal principal) {
    return store.read(
        dataset ->
            new Meta(dataset, names).rows().stream().filter(r -> r.visibleTo(principal)).toList());
  }

  /**
   * Hands out the commits in their order, as they were logged.
   *
   * @param from the number of the first one
   * @param reader takes a commit and says whether it wants another
   */
  public void history(long from, Predicate<CommitRecord> reader) {
    log.read(from, reader);
  }

  /** What a graph is that nobody declared: the operator's own, and restricted. */
  public Change.Declaration undeclared() {
    return names.undeclared();
  }

  /** How the graphs of a snapshot are divided; kept until a commit changes it. */
  private Layout layout(DatasetGraph dataset) {
    Meta meta = new Meta(dataset, names);
    long number = meta.commits();
    Numbered kept = layout;
    if (kept != null && kept.number == number) {
      return kept.layout;
    }
    Layout read = Layout.of(meta.rows(), names);
    layout = new Numbered(number, read);
    return read;
  }

  private Commit attempt(Change change, Principal principal, Instant now, boolean keep) {
    String reason = broken;
    if (reason != null) {
      return new Commit.Unwritable(reason);
    }
    Logged logged = new Logged();
    try {
      return switch (store.write(
          dataset -> transaction(dataset, change, principal, now, keep ? logged : null),
          PATIENCE)) {
        case Written.Done<Commit>(Commit commit) -> commit;
        case Written.Busy<Commit>(Duration waited) -> new Commit.Busy(waited);
      };
    } catch (RuntimeException e) {
      return failed(e, logged);
    }
  }

  private Outcome<Commit> transaction(
      DatasetGraph dataset,
      Change change,
      Principal principal,
      Instant now,
      @Nullable Logged logged) {
    Transaction transaction =
        new Transaction(store, dataset, names, gate, conclusions, layout(dataset));
    Commit commit = transaction.run(change, principal, now);
    if (!(commit instanceof Commit.Kept kept) || logged == null) {
      return new Outcome<>(commit, false);
    }
    try {
      logged.commit = kept;
      log.append(transaction.record(kept, change, principal, now));
      logged.appended = true;
    } catch (CommitLog.Unwritable e) {
      return new Outcome<>(new Commit.Unwritable(String.valueOf(e.getMessage())), false);
    }
    layout = new Numbered(kept.number(), transaction.layout());
    return new Outcome<>(commit, true);
  }

  /**
   * The store failed. A commit that is in the log may be in the store or not: the store is asked,
   * and where it has it not, the log forgets it too.
   */
  private Commit failed(RuntimeException e, Logged logged) {
    layout = null;
    if (!disk(e)) {
      takeBack(logged);
      throw e;
    }
    LOG.error("A commit could not be written.", e);
    Commit.Kept commit = logged.commit;
    if (logged.appended && commit != null && kept(commit.number())) {
      return commit;
    }
    takeBack(logged);
    return new Commit.Unwritable(String.valueOf(e.getMessage()));
  }

  private boolean kept(long number) {
    try {
      return store.read(dataset -> new Meta(dataset, names).commits()) == number;
    } catch (RuntimeException e) {
      broken = "its disk failed; restart the service, which then mends it from the log";
      return false;
    }
  }

  private void takeBack(Logged logged) {
    if (!logged.appended || broken != null) {
      return;
    }
    try {
      log.takeBack();
    } catch (CommitLog.Unwritable e) {
      broken = "the log cannot be written: " + e.getMessage();
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

  private void catchUp() {
    long kept = store.read(dataset -> new Meta(dataset, names).commits());
    long logged = log.head().map(CommitLog.Head::number).orElse(0L);
    if (logged < kept) {
      throw new CommitLog.Damaged(
          "The graph is at commit "
              + kept
              + " and its log ends at "
              + logged
              + ". Put the log back that belongs to it, or load into a new folder.");
    }
    if (logged > kept) {
      LOG.warn("Commits {} to {} are taken from the log.", kept + 1, logged);
      Written<Boolean> written =
          store.write(dataset -> new Outcome<>(replay(dataset, kept + 1), true), PATIENCE);
      if (written instanceof Written.Busy<Boolean>) {
        throw new IllegalStateException("Another writer holds the graph that is being opened.");
      }
    }
  }

  private boolean replay(DatasetGraph dataset, long from) {
    log.read(
        from,
        record -> {
          record.removed().forEach(dataset::delete);
          record.added().forEach(dataset::add);
          return true;
        });
    return true;
  }

  private record Numbered(long number, Layout layout) {}

  /** How far a commit came. */
  private static final class Logged {
    private Commit.@Nullable Kept commit;
    private boolean appended;
  }
}
