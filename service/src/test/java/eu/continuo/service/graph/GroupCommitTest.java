package eu.continuo.service.graph;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.log.MemoryCommitLog;
import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.View;
import eu.continuo.adapters.tdb2.Tdb2GraphStore;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.adapters.trust.TrustList;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.gate.Gate;
import eu.continuo.shapes.Shapes;
import eu.continuo.sparql.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several writers at once: one transaction for all who wait, and each judged by itself. */
class GroupCommitTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String BASE = "https://continuum.example/";

  private final Held store = new Held(Tdb2GraphStore.inMemory());
  private final CommitLog log = new MemoryCommitLog();
  private final ExecutorService writers = Executors.newCachedThreadPool();
  private final Continuum continuum =
      new Continuum(
          store,
          log,
          BASE,
          new Gate(Shapes.packaged()),
          Rules.packaged(),
          new CredentialVerifier(new TrustList(List.of())),
          Disclosure.AS_DECLARED);

  @BeforeEach
  void open() {
    assertThat(continuum.open(NOW)).isInstanceOf(Commit.Kept.class);
  }

  @AfterEach
  void close() {
    writers.shutdownNow();
    store.close();
  }

  @Test
  void whoIsRefusedLeavesNoTraceAmongThoseWhoAreKept() throws Exception {
    CountDownLatch gate = store.hold();
    Future<Commit> first = writers.submit(() -> put("a", 0));
    store.awaitHeld();
    List<Future<Commit>> waiting = new ArrayList<>();
    for (Change change :
        List.of(party("b", 0), party("c", -1), party("d", 0), remove("b"), party("d", 0))) {
      int before = waiting.size();
      waiting.add(writers.submit(() -> continuum.commit(change, Principal.OPERATOR, NOW)));
      while (continuum.waiting() <= before) {
        Thread.onSpinWait();
      }
    }
    int transactions = store.writes();
    gate.countDown();
    assertThat(first.get()).isEqualTo(new Commit.Kept(2, 4, 0, List.of()));
    assertThat(waiting.get(0).get()).isEqualTo(new Commit.Kept(3, 4, 0, List.of()));
    assertThat(waiting.get(1).get()).isInstanceOf(Commit.Refused.class);
    assertThat(waiting.get(2).get()).isEqualTo(new Commit.Kept(4, 4, 0, List.of()));
    assertThat(waiting.get(3).get()).isEqualTo(new Commit.Kept(5, 0, 4, List.of()));
    assertThat(waiting.get(4).get()).isEqualTo(new Commit.Unchanged());
    assertThat(store.writes() - transactions).isEqualTo(1);
    assertThat(parties()).containsExactlyInAnyOrder("a", "d");
    assertThat(replayed()).isEqualTo(kept());
  }

  @Test
  void everyCommitOfManyWritersHasItsNumberAndTheLogIsTheGraph() throws Exception {
    List<Future<List<Commit>>> all =
        IntStream.range(0, 6)
            .mapToObj(
                w ->
                    writers.submit(
                        () ->
                            IntStream.range(0, 12)
                                .mapToObj(i -> put("w" + w + "-" + i, i % 4 == 3 ? -1 : 0))
                                .toList()))
            .toList();
    List<Long> numbers = new ArrayList<>();
    for (Future<List<Commit>> of : all) {
      for (Commit commit : of.get(2, TimeUnit.MINUTES)) {
        if (commit instanceof Commit.Kept kept) {
          numbers.add(kept.number());
        } else {
          assertThat(commit).isInstanceOf(Commit.Refused.class);
        }
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, 55).mapToObj(Long::valueOf).toList());
    assertThat(parties()).hasSize(54);
    assertThat(replayed()).isEqualTo(kept());
  }

  private Commit put(String party, int owners) {
    return continuum.commit(party(party, owners), Principal.OPERATOR, NOW);
  }

  private Change party(String name, int owners) {
    Graph graph =
        RDFParser.fromString(
                """
                PREFIX icra: <https://w3id.org/icra/ns#>
                <https://continuum.example/id/party/%1$s> a icra:Party ;
                  <http://purl.org/dc/terms/title> "%1$s" ;
                  icra:subjectToJurisdiction <https://w3id.org/dpv/loc#DE> ; icra:ownerCount %2$d .
                """
                    .formatted(name, owners),
                Lang.TURTLE)
            .toGraph();
    return new Change.Replace(graph(name), graph, continuum.undeclared());
  }

  private Change remove(String name) {
    return new Change.Remove(graph(name));
  }

  private GraphName graph(String name) {
    return continuum.names().resolve("p/" + name + "/declared");
  }

  private Set<String> parties() {
    String prefix = BASE + "id/party/";
    return continuum.read(
        Principal.OPERATOR,
        view ->
            view.getDefaultGraph().stream()
                .filter(t -> t.getSubject().getURI().startsWith(prefix))
                .map(t -> t.getSubject().getURI().substring(prefix.length()))
                .collect(Collectors.toSet()));
  }

  private Set<Quad> kept() {
    return store.read(dataset -> dataset.stream().collect(Collectors.toSet()));
  }

  private Set<Quad> replayed() {
    DatasetGraph replayed = DatasetGraphFactory.create();
    log.read(
        1,
        (CommitRecord record) -> {
          record.removed().forEach(replayed::delete);
          record.added().forEach(replayed::add);
          return true;
        });
    return replayed.stream().collect(Collectors.toSet());
  }

  /** A store that can be made to wait in its next transaction, and counts them. */
  private static final class Held implements GraphStore {
    private final GraphStore store;
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int writes;

    Held(GraphStore store) {
      this.store = store;
    }

    CountDownLatch hold() {
      gate = new CountDownLatch(1);
      return gate;
    }

    void awaitHeld() throws InterruptedException {
      assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
    }

    int writes() {
      return writes;
    }

    @Override
    public <T> T read(Function<DatasetGraph, T> reading) {
      return store.read(reading);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public <T> Written<T> write(Function<DatasetGraph, Outcome<T>> writing, Duration patience) {
      return store.write(
          dataset -> {
            writes++;
            if (gate.getCount() > 0) {
              held.countDown();
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
            return writing.apply(dataset);
          },
          patience);
    }

    @Override
    public DatasetGraph view(DatasetGraph transaction, View view) {
      return store.view(transaction, view);
    }

    @Override
    public DatasetGraph view(DatasetGraph transaction, View view, DatasetGraph recorder) {
      return store.view(transaction, view, recorder);
    }

    @Override
    public <T> Written<T> replace(
        QuadTable quads, Supplier<Outcome<T>> deciding, Duration patience) {
      return store.replace(quads, deciding, patience);
    }

    @Override
    public Node kept(Node node) {
      return store.kept(node);
    }

    @Override
    public long diskBytes() {
      return store.diskBytes();
    }

    @Override
    public Written<Long> compact(Duration patience) {
      return store.compact(patience);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
