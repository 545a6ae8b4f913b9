package eu.continuo.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under {@code docs/reference} that is made from what it describes. */
final class ReferencePage {
  private ReferencePage() {}

  /** Holds that the page says this; {@code -Dcontinuo.write-reference=true} writes it instead. */
  static void holds(Path page, String text) throws IOException {
    if (Boolean.getBoolean("continuo.write-reference")) {
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page)).isEqualTo(text);
  }
}
