package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed after a big change was given up can be read. */
class NodeFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Test
  void aRefusedChangeLeavesNoHole(@TempDir Path folder) {
    Set<Quad> kept = new HashSet<>();
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      for (int round = 0; round < 6; round++) {
        // Some fill the buffer of 128 KB and are given up, some are kept.
        boolean keep = round % 2 == 1;
        Set<Quad> quads = quads("round " + round, round < 4 ? 5_000 : 50);
        store.write(
            dataset -> {
              quads.forEach(dataset::add);
              // Reading in between has the buffer written.
              assertThat(dataset.stream().toList()).containsAll(quads);
              return new Outcome<>(true, keep);
            },
            PATIENCE);
        if (keep) {
          kept.addAll(quads);
        }
        assertThat(store.read(NodeFileTest::all)).isEqualTo(kept);
      }
    }
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      assertThat(store.read(NodeFileTest::all)).isEqualTo(kept);
    }
  }

  private static Set<Quad> all(DatasetGraph dataset) {
    Set<Quad> all = new HashSet<>();
    dataset.stream().forEach(all::add);
    return all;
  }

  private static Set<Quad> quads(String name, int count) {
    Set<Quad> quads = new HashSet<>();
    for (int i = 0; i < count; i++) {
      quads.add(
          Quad.create(
              NodeFactory.createURI("urn:g"),
              NodeFactory.createURI("urn:s"),
              NodeFactory.createURI("urn:p"),
              NodeFactory.createLiteralString(name + ", a text that is long enough: " + i)));
    }
    return quads;
  }
}
