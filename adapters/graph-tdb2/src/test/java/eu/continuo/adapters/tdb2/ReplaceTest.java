package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.spi.QuadTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was written in one pass is the store that the same quads one by one give. */
final class ReplaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> VALUES =
      List.of(
          "1",
          "-7",
          "1.50",
          "1.5",
          "0.020",
          "1e3",
          "'text'",
          "'Text'@en",
          "true",
          "'2026-11-24T10:00:00Z'^^xsd:dateTime",
          "'x'^^<urn:d>",
          "12345678901234567890123");

  @TempDir Path folder;

  @Test
  void equalsTheStoreThatWasWrittenQuadByQuad() {
    try (Tdb2GraphStore one = Tdb2GraphStore.onDisk(folder.resolve("one"));
        Tdb2GraphStore whole = Tdb2GraphStore.onDisk(folder.resolve("whole"));
        Tdb2GraphStore memory = Tdb2GraphStore.inMemory()) {
      for (int quads : List.of(0, 1, 3000)) {
        List<Quad> some = quads(quads, quads);
        add(one, some);
        replace(whole, some, true);
        replace(memory, some, true);
        assertSame(one, whole, some);
        assertSame(one, memory, some);
        one.write(
            dataset -> {
              some.forEach(dataset::delete);
              return new Outcome<>(true, true);
            },
            PATIENCE);
      }
    }
  }

  @Test
  void canBeWrittenAndOpenedAfterwards() {
    List<Quad> before = quads(500, 1);
    List<Quad> after = quads(500, 2);
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder.resolve("packed"))) {
      replace(store, before, true);
      add(store, after);
    }
    List<Quad> both = new ArrayList<>(before);
    both.addAll(after);
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder.resolve("packed"));
        Tdb2GraphStore expected = Tdb2GraphStore.inMemory()) {
      add(expected, both);
      assertSame(expected, store, both);
    }
  }

  @Test
  void leavesTheStoreWhereItIsNotTaken() throws IOException {
    Path place = folder.resolve("kept");
    List<Quad> before = quads(50, 1);
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(place)) {
      add(store, before);
      replace(store, quads(50, 2), false);
      assertThat(all(store)).isEqualTo(stored(before));
      assertThatThrownBy(
              () ->
                  store.replace(
                      table(store, quads(50, 2)),
                      () -> {
                        throw new IllegalStateException("broken");
                      },
                      PATIENCE))
          .hasMessage("broken");
      assertThat(all(store)).isEqualTo(stored(before));
      assertThat(generations(place)).containsExactly("Data-0001");
    }
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws IOException {
    Path place = folder.resolve("left");
    List<Quad> before = quads(50, 1);
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(place)) {
      replace(store, before, true);
    }
    Files.createDirectories(place.resolve("Data-0003-tmp/half"));
    Files.createDirectories(place.resolve("Data-0001"));
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(place)) {
      assertThat(all(store)).isEqualTo(stored(before));
      assertThat(generations(place)).containsExactly("Data-0002");
    }
  }

  private static List<String> generations(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.startsWith("Data-"))
          .sorted()
          .toList();
    }
  }

  private static void add(GraphStore store, List<Quad> quads) {
    store.write(
        dataset -> {
          quads.forEach(dataset::add);
          return new Outcome<>(true, true);
        },
        PATIENCE);
  }

  private static void replace(GraphStore store, List<Quad> quads, boolean keep) {
    assertThat(store.replace(table(store, quads), () -> new Outcome<>("done", keep), PATIENCE))
        .isEqualTo(new Written.Done<>("done"));
  }

  private static QuadTable table(GraphStore store, List<Quad> quads) {
    QuadTable table = new QuadTable(store::kept);
    quads.forEach(table::add);
    table.unite();
    return table;
  }

  private static Set<String> stored(List<Quad> quads) {
    try (Tdb2GraphStore memory = Tdb2GraphStore.inMemory()) {
      add(memory, quads);
      return all(memory);
    }
  }

  private static Set<String> all(GraphStore store) {
    return find(store, Quad.ANY);
  }

  /** Every way to look for a quad finds the same, so that each index is right. */
  private static void assertSame(GraphStore expected, GraphStore store, List<Quad> quads) {
    assertThat(all(store)).isEqualTo(all(expected));
    Random random = new Random(3);
    for (int i = 0; i < Math.min(20, quads.size()); i++) {
      Quad quad = quads.get(random.nextInt(quads.size()));
      for (int bound = 1; bound < 16; bound++) {
        Quad pattern =
            Quad.create(
                (bound & 1) > 0 ? quad.getGraph() : Node.ANY,
                (bound & 2) > 0 ? quad.getSubject() : Node.ANY,
                (bound & 4) > 0 ? quad.getPredicate() : Node.ANY,
                (bound & 8) > 0 ? quad.getObject() : Node.ANY);
        assertThat(find(store, pattern)).as("%s", pattern).isEqualTo(find(expected, pattern));
      }
    }
  }

  private static Set<String> find(GraphStore store, Quad pattern) {
    return store.read(
        dataset -> {
          List<String> found =
              Iter.asStream(dataset.find(pattern))
                  .map(
                      q ->
                          Stream.of(q.getGraph(), q.getSubject(), q.getPredicate(), q.getObject())
                              .map(NodeFmtLib::strNT)
                              .toList()
                              .toString())
                  .toList();
          Set<String> once = new HashSet<>(found);
          assertThat(found).hasSameSizeAs(once);
          return once;
        });
  }

  private static List<Quad> quads(int count, long seed) {
    Random random = new Random(seed);
    List<Quad> quads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      quads.add(
          Quad.create(
              SSE.parseNode("<urn:g" + random.nextInt(20) + ">"),
              SSE.parseNode("<urn:s" + random.nextInt(1 + count / 10) + ">"),
              SSE.parseNode("<urn:p" + random.nextInt(10) + ">"),
              random.nextBoolean()
                  ? SSE.parseNode("<urn:s" + random.nextInt(1 + count / 10) + ">")
                  : SSE.parseNode(VALUES.get(random.nextInt(VALUES.size())))));
    }
    return quads;
  }
}
