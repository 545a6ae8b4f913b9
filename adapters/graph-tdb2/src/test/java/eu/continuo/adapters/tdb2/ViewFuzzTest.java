package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Views against datasets of only the visible graphs: 12 principals, 40 graphs, every form of
 * request. More of it: {@code -Dview.fuzz.worlds=500 -Dview.fuzz.seed=1}.
 */
class ViewFuzzTest {
  private static final int WORLDS = Integer.getInteger("view.fuzz.worlds", 1);
  private static final long SEED = Long.getLong("view.fuzz.seed", System.nanoTime());

  @Test
  void showsWhatADatasetOfTheVisibleGraphsWouldShow() {
    try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
      assertThat(differences(store, WORLDS)).isEmpty();
    }
  }

  @Test
  void showsItOnDiskAsWell(@TempDir Path folder) {
    try (Tdb2GraphStore store = Tdb2GraphStore.onDisk(folder)) {
      assertThat(differences(store, 1)).isEmpty();
    }
  }

  private static List<String> differences(Tdb2GraphStore store, int worlds) {
    List<String> differences = new ArrayList<>();
    System.out.println("Fuzz of views: seed " + SEED + ", worlds " + worlds);
    for (long seed = SEED; seed < SEED + worlds; seed++) {
      Comparison comparison = new Comparison(store, seed);
      comparison.questions(store::view).forEach(differences::add);
      comparison
          .updates((dataset, view) -> store.view(dataset, view, dataset))
          .forEach(differences::add);
    }
    return differences;
  }
}
