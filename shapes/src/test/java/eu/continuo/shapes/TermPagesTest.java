package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the vocabulary say what the vocabulary, the shapes and the questions say. */
class TermPagesTest {
  @Test
  void thePagesAreCurrent() throws IOException {
    for (Map.Entry<String, String> page : new TermPages().pages().entrySet()) {
      ReferencePage.holds(ReferencePage.FOLDER.resolve(page.getKey()), page.getValue());
    }
  }

  @Test
  void noPageIsLeftOver() throws IOException {
    try (Stream<Path> pages = Files.list(ReferencePage.FOLDER.resolve("terms"))) {
      assertThat(pages.map(page -> "terms/" + page.getFileName()))
          .isSubsetOf(new TermPages().pages().keySet());
    }
  }
}
