package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made from what it describes. */
final class ReferencePage {
  /** Where the pages lie. */
  static final Path FOLDER = Path.of("../docs/reference");

  /** How all of them are written anew, as the pages say it. */
  static final String COMMAND =
      "`mvn -pl shapes,sparql -am test"
          + " -Dtest='*PageTest,*PagesTest,FormsTest,ArchitectureCoverageTest'"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontinuo.write-reference=true`";

  private ReferencePage() {}

  /** Holds that the file says this; {@code -Dcontinuo.write-reference=true} writes it instead. */
  static void holds(Path page, String text) throws IOException {
    if (Boolean.getBoolean("continuo.write-reference")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page)).isEqualTo(text);
  }

  /** A row of a table in Markdown. */
  static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("\n", " ") + " |\n";
  }
}
