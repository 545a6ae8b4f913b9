package eu.continuo.service.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command of a tutorial or a how-to does what its page says, one after the other. */
final class TutorialTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The one page that its author is at; empty for every page. */
  private static final String ONLY = System.getProperty("continuo.page", "");

  private static final List<String> FOLDERS = List.of("docs/tutorials", "docs/how-to");

  @TestFactory
  Stream<DynamicContainer> everyPage(@TempDir Path folder) throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String name : FOLDERS) {
      try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
        files.sorted().filter(page -> page.toString().endsWith(ONLY)).forEach(pages::add);
      }
    }
    if (!buildsBundles()) {
      pages.removeIf(TutorialTest::needsBundles);
    }
    return pages.stream().map(page -> page(page, folder));
  }

  /** Whether the build made the Rego tool of Go; an opa in its place makes no bundles of ours. */
  private static boolean buildsBundles() {
    RegoTool tool = RegoTool.find(ROOT.resolve("policies/target/rego"), "");
    return tool.run("version", List.of()) instanceof RegoAnswer.Passed(String output, var _)
        && output.startsWith("rego on OPA ");
  }

  private static boolean needsBundles(Path page) {
    try {
      return Files.readString(page).contains("$ ./continuo policy build ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The steps of a page, in a folder of their own that has what a checkout has. */
  private static DynamicContainer page(Path page, Path folder) {
    String name = String.valueOf(page.getFileName());
    return DynamicContainer.dynamicContainer(
        name, Stream.of(0).flatMap(once -> steps(page, folder.resolve(name))));
  }

  private static Stream<DynamicTest> steps(Path page, Path folder) {
    try {
      Files.createDirectory(folder);
      for (String shown : List.of("examples", "shapes")) {
        Files.createSymbolicLink(folder.resolve(shown), ROOT.resolve(shown));
      }
      Terminal terminal = new Terminal(folder);
      return Step.in(Files.readString(page)).stream()
          .map(step -> DynamicTest.dynamicTest(name(step), () -> runs(terminal, step)))
          .onClose(terminal::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Step step) {
    return "line " + step.line() + ": " + step.command().lines().findFirst().orElse("");
  }

  private static void runs(Terminal terminal, Step step) throws Exception {
    assumeTrue(!step.command().startsWith("curl") || terminal.has("curl"), "There is no curl.");
    Terminal.Ended ended = terminal.run(step);
    assertThat(ended.status()).as("%s", ended.printed()).isEqualTo(step.status());
    if (!step.shows(ended.printed())) {
      assertThat(ended.printed()).isEqualTo(step.shown());
    }
  }

  @Test
  void aStepIsReadWithItsCommandItsOutputAndItsStatus() {
    String page =
        """
        ```sh
        mkdir a
        cd a
        ```
        Words.
        ```console
        $ one '
        > two'
        first
        …
        $ echo $?
        1
        $ three
        ```
        ```json
        $ four
        ```
        """;
    assertThat(Step.in(page))
        .isEqualTo(
            List.of(
                new Step(2, "mkdir a\ncd a", "", 0),
                new Step(7, "one '\ntwo'", "first\n…\n", 1),
                new Step(13, "three", "", 0)));
  }

  @Test
  void whatIsShownIsAllThatIsPrintedButForWhatIsLeftOut() {
    Step step = new Step(1, "", "first\n…\nat … o'clock (UTC)\n", 0);
    assertThat(step.shows("first\nat 10 o'clock (UTC)\n")).isTrue();
    assertThat(step.shows("first \r\nsecond\nthird\nat 10 o'clock (UTC)\n\n")).isTrue();
    assertThat(step.shows("at 10 o'clock (UTC)\n")).isFalse();
    assertThat(step.shows("first\nat 10 o'clock (CET)\n")).isFalse();
    assertThat(step.shows("first\nat 10 o'clock (UTC)\nlast\n")).isFalse();
    assertThat(new Step(1, "", "", 0).shows("something\n")).isFalse();
  }
}
