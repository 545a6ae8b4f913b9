package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Words;
import eu.continuo.service.gate.Gate;
import eu.continuo.sparql.Rules;
import eu.continuo.sparql.SearchIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
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
  private final Layouts layouts;
  private final Views views;
  private final Gate gate;
  private final Conclusions conclusions;
  private final Writer writer;
  private final Auditor auditor;
  private final SearchIndex index;

  /**
   * The continuum in a store.
   *
   * @param store where its graphs are kept
   * @param log where its commits are kept
   * @param base the IRI that all its names begin with
   * @param gate the judge of its commits
   * @param rules what follows from what is asserted
   * @param verifier whose credentials count
   * @param disclosure what is kept from whom
   */
  public Continuum(
      GraphStore store,
      CommitLog log,
      String base,
      Gate gate,
      Rules rules,
      CredentialVerifier verifier,
      Disclosure disclosure) {
    this.store = store;
    this.log = log;
    this.names = new GraphNames(base);
    this.layouts = new Layouts(names);
    this.views = new Views(names, layouts, disclosure);
    this.gate = gate;
    this.conclusions = new Conclusions(new Attestations(verifier, base), rules, names);
    this.auditor = new Auditor(store, log, names, gate, conclusions, layouts);
    this.index = new SearchIndex(this::quads);
    this.writer =
        new Writer(
            store,
            log,
            layouts,
            dataset ->
                new Transaction(
                    store, dataset, names, gate, conclusions, layouts.of(dataset), views),
            new Writer.Following() {
              @Override
              public void kept(List<CommitRecord> records) {
                records.forEach(record -> index.follow(record.removed(), record.added()));
              }

              @Override
              public void replaced() {
                index.rebuild(Continuum.this::quads);
              }
            });
  }

  private void quads(Consumer<Quad> sink) {
    store.read(
        dataset -> {
          dataset.stream().forEach(sink);
          return true;
        });
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
    return commit(change, principal, now, Condition.NONE);
  }

  /**
   * As the other one, if a condition holds then.
   *
   * @param condition is asked while nobody else writes, and should take no time
   */
  public Commit commit(Change change, Principal principal, Instant now, Condition condition) {
    return writer.commit(new Pending(change, principal, now, condition), PATIENCE);
  }

  /**
   * Adds any number of quads to the graph in one commit, or says why not. Readers go on; other
   * writers wait or are told that it is busy. Everything that the graph holds then has to fit into
   * memory: see {@link eu.continuo.adapters.spi.QuadTable#QUAD_BYTES}.
   *
   * @param bulk what to add
   * @param principal who asks for it
   * @param now the clock of the commit, for its provenance
   * @param progress is told how it gets on
   * @throws IOException where there is nothing to read
   */
  public Commit bulk(Bulk bulk, Principal principal, Instant now, Bulk.Progress progress)
      throws IOException {
    return writer.load(
        () ->
            new BulkLoad(
                    store,
                    names,
                    gate,
                    conclusions,
                    store.read(layouts::of),
                    bulk,
                    principal,
                    now,
                    progress)
                .run(),
        progress,
        PATIENCE);
  }

  /** A change by which documents are kept without the entities that are found wrong. */
  public Change sifted(Change change) {
    return switch (change) {
      case Change.Replace replace -> Quarantine.of(replace, names.base());
      case Change.All(List<Change> all) -> new Change.All(all.stream().map(this::sifted).toList());
      default -> change;
    };
  }

  /** What a commit of this change would become; nothing is kept. */
  public Commit rehearse(Change change, Principal principal, Instant now) {
    return writer.rehearse(new Pending(change, principal, now, Condition.NONE), PATIENCE);
  }

  /**
   * Reads one snapshot. Its default graph is the union of the asserted and derived graphs that the
   * principal may see; its named graphs are those and, for operators, the ones kept apart.
   */
  public <T> T read(Principal principal, Function<DatasetGraph, T> reading) {
    return store.read(
        dataset -> {
          DatasetGraph view = store.view(dataset, views.of(dataset, principal).view());
          index.attach(view);
          return reading.apply(view);
        });
  }

  /** As {@link #read}, with what is known of where it came from. */
  public <T> T look(Principal principal, Function<Snapshot, T> reading) {
    return store.read(
        dataset -> {
          Views.Sight sight = views.of(dataset, principal);
          return reading.apply(
              new Snapshot(dataset, store.view(dataset, sight.view()), names, sight));
        });
  }

  /** As {@link #read}, and says which revision the snapshot has. */
  public <T> T readNumbered(Principal principal, BiFunction<Revision, DatasetGraph, T> reading) {
    return store.read(
        dataset -> {
          Views.Sight sight = views.of(dataset, principal);
          return reading.apply(
              new Revision(layouts.commits(dataset), sight.withheld()),
              store.view(dataset, sight.view()));
        });
  }

  /**
   * What makes two views of a principal the same.
   *
   * @param commit the number of the last commit
   * @param withheld what policies keep from it
   */
  public record Revision(long commit, Set<GraphName> withheld) {
    public Revision {
      withheld = Set.copyOf(withheld);
    }
  }

  /** The rows of the graphs that the principal may see, in the order of their names. */
  public List<GraphRow> graphs(Principal principal) {
    return store.read(
        dataset ->
            new Meta(dataset, names)
                .rows().stream().filter(views.of(dataset, principal)::shows).toList());
  }

  /**
   * Which of these graphs policies keep from a principal.
   *
   * @param graphs need not be there any more
   */
  public Set<GraphName> withheld(Principal principal, Set<Disclosure.Shown> graphs) {
    return views.withheld(principal, graphs);
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

  /** As {@link #history}, each commit as an RDF Patch. */
  public void patches(long from, Predicate<String> reader) {
    log.readTexts(from, reader);
  }

  /**
   * Waits until there is a commit.
   *
   * @param number of the commit
   * @param patience how long at most
   * @return whether it is there
   */
  public boolean await(long number, Duration patience) throws InterruptedException {
    return writer.await(number, patience);
  }

  /**
   * Looks at everything that is kept, from the beginning. Writers go on meanwhile.
   *
   * @param progress is told what is being done, for it can take minutes
   */
  public Audit audit(Consumer<String> progress) {
    return auditor.audit(progress);
  }

  /**
   * Gives back the room on the disk that commits have left behind. Readers go on, writers wait.
   *
   * @return what became of it
   */
  public Compaction compact() {
    return Compaction.of(store);
  }

  /** As {@link #compact}, if the store takes several times the room that its content needs. */
  public Compaction compactIfWorth() {
    return Compaction.isWorth(store) ? compact() : new Compaction.NotWorth();
  }

  /** What a graph is that nobody declared: the operator's own, and restricted. */
  public Change.Declaration undeclared() {
    return names.undeclared();
  }

  /** What searches find words and places by. */
  SearchIndex index() {
    return index;
  }

  /** How many changes wait for the writer. */
  int waiting() {
    return writer.waiting();
  }

  private void catchUp() {
    long kept = store.read(layouts::commits);
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
      Written<Boolean> written = new CatchingUp(store, log).from(kept + 1);
      if (!(written instanceof Written.Done<Boolean>)) {
        throw new IllegalStateException(
            "The commits that the log has and the graph has not cannot be written: " + written);
      }
    }
  }
}
