package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegoToolTest {
  private static final RegoTool TOOL = Sovereignty.TOOL;

  @TempDir private Path scratch;

  @Test
  void refusesABuiltinThatTheServiceDoesNotRunByNameAndLine() throws IOException {
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
    write("trial.rego", "package trial\n\nallow := false\n");
    var test = write("trial_test.rego", "package trial_test\n\ntest_allows if data.trial.allow\n");
    assertThat(TOOL.run("test", List.of(scratch.toString())))
        .isEqualTo(
            new RegoAnswer.Failed(
                test + ":3: data.trial_test.test_allows failed\n0 passed, 1 failed\n", ""));
  }

  @Test
  void explainsAnAnswerBesideIt() throws IOException {
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
