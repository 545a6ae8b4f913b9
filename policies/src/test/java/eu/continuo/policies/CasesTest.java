package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CasesTest {
  static List<PolicyCase> cases() throws IOException {
    return PolicyCase.of("sovereignty");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersInWasmAsTheCaseWants(PolicyCase policyCase) {
    assertThat(Sovereignty.inWasm(policyCase.data(), policyCase.input()))
        .isEqualTo(policyCase.wanted());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersInNativeOpaAsTheCaseWants(PolicyCase policyCase, @TempDir Path scratch)
      throws IOException {
    assertThat(Sovereignty.inNativeOpa(scratch, policyCase.data(), policyCase.input()))
        .isEqualTo(policyCase.wanted());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isNamedAfterItsAnswer(PolicyCase policyCase) {
    var allows = new TreeSet<Boolean>();
    policyCase
        .wanted()
        .forEach(sites -> sites.forEach(site -> allows.add(site.path("allow").asBoolean())));
    assertThat(allows).containsExactly(policyCase.name().startsWith("allows-"));
  }

  @Test
  void showsEveryCodeOfThePageInACase() throws IOException {
    var codes = new TreeSet<String>();
    cases().forEach(one -> one.wanted().findValuesAsText("code").forEach(codes::add));
    var page = Files.readString(Path.of("sovereignty", "README.md"));
    var listed = new TreeSet<String>();
    java.util.regex.Pattern.compile("^\\| `([a-z-]+\\.[a-z-]+)`", java.util.regex.Pattern.MULTILINE)
        .matcher(page)
        .results()
        .forEach(row -> listed.add(row.group(1)));
    assertThat(listed).isEqualTo(codes);
  }
}
