package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CasesTest {
  private static final int FEWEST_OF_A_KIND = 4;

  static List<String> policies() {
    return LibraryPolicy.names();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void answersInWasmAsTheCasesWant(String name) throws IOException {
    var policy = LibraryPolicy.of(name);
    for (var each : PolicyCase.of(name)) {
      assertThat(policy.inWasm(each.data(), each.input())).as(each.name()).isEqualTo(each.wanted());
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void answersInNativeOpaAsTheCasesWant(String name, @TempDir Path scratch) throws IOException {
    LibraryPolicy.assumeOwnTool();
    var cases = PolicyCase.of(name);
    assertThat(
            LibraryPolicy.of(name)
                .inNativeOpa(scratch, cases.stream().map(PolicyCase::question).toList()))
        .isEqualTo(cases.stream().map(PolicyCase::wanted).toList());
  }

  @ParameterizedTest
  @MethodSource("policies")
  void areNamedAfterTheirAnswer(String name) throws IOException {
    var allowing = 0;
    var denying = 0;
    for (var each : PolicyCase.of(name)) {
      var allows = each.name().startsWith("allows-");
      var verdicts = Set.copyOf(LibraryPolicy.verdicts(each.wanted()).values());
      assertThat(verdicts).as(each.name()).containsExactly(allows);
      allowing += allows ? 1 : 0;
      denying += allows ? 0 : 1;
    }
    assertThat(allowing).isGreaterThanOrEqualTo(FEWEST_OF_A_KIND);
    assertThat(denying).isGreaterThanOrEqualTo(FEWEST_OF_A_KIND);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void showEveryCodeOfThePage(String name) throws IOException {
    var codes = new TreeSet<String>();
    for (var each : PolicyCase.of(name)) {
      each.wanted().findValuesAsText("code").forEach(codes::add);
    }
    var page = Files.readString(Path.of(name, "README.md"));
    var listed = new TreeSet<String>();
    Pattern.compile("^\\| `([a-z-]+\\.[a-z-]+)`", Pattern.MULTILINE)
        .matcher(page)
        .results()
        .forEach(row -> listed.add(row.group(1)));
    assertThat(listed).isEqualTo(codes);
  }
}
