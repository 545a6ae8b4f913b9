package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
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
}
