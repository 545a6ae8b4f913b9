package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Tdb2GraphStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Node IRI = NodeFactory.createURI("urn:x");
  private static final Quad QUAD = Quad.create(IRI, IRI, IRI, IRI);

  @Test
  void keepsOnDiskWhatIsCommittedAndOnlyThat(@TempDir Path folder) {
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      assertThat(store.write(d -> add(d, true), PATIENCE)).isEqualTo(new Written.Done<>("done"));
    }
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      assertThat(holds(store)).isTrue();
    }
  }

  @Test
  void forgetsWhatIsNotKeptAndWhatFails() {
    try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
      store.write(d -> add(d, false), PATIENCE);
      assertThat(holds(store)).isFalse();
      assertThatThrownBy(
              () ->
                  store.write(
                      d -> {
                        d.add(QUAD);
                        throw new IllegalStateException("broken");
                      },
                      PATIENCE))
          .hasMessage("broken");
      assertThat(holds(store)).isFalse();
      store.write(d -> add(d, true), PATIENCE);
      assertThat(holds(store)).isTrue();
    }
  }

  @Test
  void aSecondWriterWaitsNoLongerThanItIsReadyTo() throws InterruptedException {
    try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      Thread first =
          Thread.ofPlatform()
              .start(
                  () ->
                      store.write(
                          d -> {
                            held.countDown();
                            await(released);
                            return add(d, true);
                          },
                          PATIENCE));
      held.await();
      Duration patience = Duration.ofMillis(20);
      assertThat(store.write(d -> add(d, true), patience)).isEqualTo(new Written.Busy<>(patience));
      assertThat(holds(store)).isFalse();
      released.countDown();
      first.join();
      assertThat(holds(store)).isTrue();
    }
  }

  private static boolean holds(Tdb2GraphStore store) {
    return store.read(d -> d.contains(QUAD));
  }

  private static Outcome<String> add(DatasetGraph dataset, boolean keep) {
    dataset.add(QUAD);
    return new Outcome<>("done", keep);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readersGoOnWhileItIsCompactedAndSeeWhatTheySaw(@TempDir Path folder) throws Exception {
    GraphName name = new GraphName("urn:g:1");
    View view = new View(Set.of(name), Set.of(name));
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder);
        ExecutorService readers = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < 8; round++) {
        int from = round * 5_000;
        store.write(
            d -> {
              d.deleteAny(Node.ANY, Node.ANY, Node.ANY, Node.ANY);
              for (int i = from; i < from + 5_000; i++) {
                d.add(SSE.parseQuad("(<urn:g:2> <urn:s> <urn:p> <urn:o:" + i + ">)"));
              }
              d.add(SSE.parseQuad("(<urn:g:1> <urn:s> <urn:p> " + from + ")"));
              return new Outcome<>(true, true);
            },
            PATIENCE);
      }
      AtomicBoolean done = new AtomicBoolean();
      Future<Set<Long>> seen =
          readers.submit(
              () -> {
                Set<Long> counts = new HashSet<>();
                do {
                  counts.add(
                      store.read(d -> store.view(d, view).getDefaultGraph().stream().count()));
                } while (!done.get());
                return counts;
              });
      long before = store.diskBytes();
      assertThat(store.compact(PATIENCE))
          .isInstanceOfSatisfying(
              Written.Done.class, after -> assertThat((Long) after.value()).isLessThan(before));
      done.set(true);
      assertThat(seen.get()).containsExactly(1L);
      long shownNow = store.read(d -> store.view(d, view).getDefaultGraph().stream().count());
      assertThat(shownNow).isEqualTo(1);
      assertThat(Files.exists(folder.resolve("Data-0001"))).isFalse();
    }
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      long kept = store.read(d -> d.stream().count());
      assertThat(kept).isEqualTo(5_001);
    }
  }
}
