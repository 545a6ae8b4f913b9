package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegoToolTest {
  private static final RegoTool TOOL = LibraryPolicy.TOOL;

  @TempDir private Path scratch;

  @ParameterizedTest
  @MethodSource("toolAndOpa")
  void givesTheSameVerdictsThroughAnOpa(RegoTool tool) throws IOException {
    var chance = write("chance.rego", "package chance\n\nside := rand.intn(\"coin\", 2)\n");
    assertThat(tool.run("check", List.of(chance)))
        .isInstanceOfSatisfying(
            RegoAnswer.Failed.class,
            failed -> assertThat(failed.notes()).contains(chance + ":3", "rand.intn"));
    assertThat(tool.run("check", List.of("sovereignty"))).isEqualTo(new RegoAnswer.Passed("", ""));
    assertThat(tool.run("check", List.of()))
        .isInstanceOfSatisfying(
            RegoAnswer.Broken.class,
            broken -> assertThat(broken.message()).contains("name at least one file or folder"));

    var folder = Files.createDirectory(scratch.resolve("trial"));
    var rego = write("trial/trial.rego", "package trial\n\nallow if trace(\"a note\")\n");
    write("trial/trial_test.rego", "package trial_test\n\ntest_it if not data.trial.allow\n");
    assertThat(tool.run("test", List.of(folder.toString())))
        .isInstanceOfSatisfying(
            RegoAnswer.Failed.class,
            failed -> assertThat(failed.output()).contains("data.trial_test.test_it"));
    assertThat(tool.run("eval", List.of("--explain", "notes", "-d", rego, "data.trial.allow")))
        .isInstanceOfSatisfying(
            RegoAnswer.Passed.class,
            passed ->
                assertThat(passed.output() + passed.notes()).contains("true", "Note \"a note\""));
    assertThat(tool.run("eval", List.of("-d", rego, "data.trial.deny")))
        .isInstanceOf(RegoAnswer.Failed.class);
  }

  /** The tool that the build made, and an opa where there is one. */
  private static Stream<RegoTool> toolAndOpa() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(LibraryPolicy.TOOL, RegoTool.find(Path.of("no", "rego"), path))
        .filter(tool -> !(tool.run("version", List.of()) instanceof RegoAnswer.Missing));
  }

  @Test
  void refusesABuiltinThatTheServiceDoesNotRunByNameAndLine() throws IOException {
    LibraryPolicy.assumeOwnTool();
    var file = write("trial.rego", "package trial\n\nside := rand.intn(\"coin\", 2)\n");
    assertThat(TOOL.run("check", List.of(file)))
        .isEqualTo(
            new RegoAnswer.Failed(
                "",
                file
                    + ":3: builtin rand.intn is refused: chance cannot be replayed\n"
                    + "    side := rand.intn(\"coin\", 2)\n"));
  }

  @Test
  void passesThePoliciesOfTheBuild() {
    assertThat(TOOL.run("check", List.of("sovereignty"))).isEqualTo(new RegoAnswer.Passed("", ""));
  }

  @Test
  void saysWhichTestFailed() throws IOException {
    LibraryPolicy.assumeOwnTool();
    write("trial.rego", "package trial\n\nallow := false\n");
    var test = write("trial_test.rego", "package trial_test\n\ntest_allows if data.trial.allow\n");
    assertThat(TOOL.run("test", List.of(scratch.toString())))
        .isEqualTo(
            new RegoAnswer.Failed(
                test + ":3: data.trial_test.test_allows failed\n0 passed, 1 failed\n", ""));
  }

  @Test
  void explainsAnAnswerBesideIt() throws IOException {
    LibraryPolicy.assumeOwnTool();
    var file = write("trial.rego", "package trial\n\nallow if trace(\"a note\")\n");
    assertThat(TOOL.run("eval", List.of("--explain", "notes", "-d", file, "data.trial.allow")))
        .isInstanceOfSatisfying(
            RegoAnswer.Passed.class,
            passed -> {
              assertThat(passed.output()).isEqualTo("true\n");
              assertThat(passed.notes()).contains("Note \"a note\"");
            });
  }

  @Test
  void tellsAWrongCallFromANegativeAnswer() {
    LibraryPolicy.assumeOwnTool();
    assertThat(TOOL.run("check", List.of()))
        .isEqualTo(
            new RegoAnswer.Broken(
                "rego check: name at least one file or folder\nTry rego help.\n"));
  }

  @Test
  void saysWhatToInstallWhereThereIsNoTool() {
    var missing = RegoTool.find(scratch.resolve("rego"), scratch.toString());
    assertThat(missing.run("version", List.of()))
        .isInstanceOfSatisfying(
            RegoAnswer.Missing.class, answer -> assertThat(answer.hint()).contains("install Go"));
  }

  @Test
  void speaksToAnOpaOnThePathWhereTheToolIsNotBuilt() throws IOException {
    var opa = Path.of(write("opa", "#!/bin/sh\necho \"$@\"\nexit 1\n"));
    assertThat(opa.toFile().setExecutable(true)).isTrue();
    var tool = RegoTool.find(scratch.resolve("rego"), scratch.toString());
    assertThat(tool.run("fmt", List.of("--list", "sovereignty")))
        .isEqualTo(new RegoAnswer.Failed("fmt --fail --list sovereignty\n", ""));
    assertThat(tool.run("eval", List.of("--format", "text", "data.trial")))
        .isEqualTo(
            new RegoAnswer.Failed("eval --fail --ignore cases --format pretty data.trial\n", ""));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(scratch.resolve(name), text).toString();
  }
}
