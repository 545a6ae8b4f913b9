package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The page of the library is made from the policies, their cases and the last campaign of mutants.
 */
class PoliciesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "policies.md");

  /** What {@code rego mutants --format json} said of the whole library when it was last run. */
  private static final Path MUTANTS = Path.of("mutants.json");

  private static final double LEAST_SHARE_KILLED = 0.9;

  @Test
  void isWhatThePoliciesAre() throws IOException {
    LibraryPolicy.assumeOwnTool();
    var page = page();
    if (Boolean.getBoolean("continuo.write-reference")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void hasMutantsOfEveryPolicyOfWhichNineInTenWereKilled() throws IOException {
    var report = Json.read(Files.readAllBytes(MUTANTS));
    for (var name : LibraryPolicy.names()) {
      var of = report.path("policies").path(name);
      assertThat(of.path("mutants").asInt()).as(name).isPositive();
      assertThat(of.path("killed").asInt())
          .as(name)
          .isGreaterThanOrEqualTo((int) Math.ceil(LEAST_SHARE_KILLED * of.path("mutants").asInt()));
    }
  }

  private static String page() throws IOException {
    var mutants = Json.read(Files.readAllBytes(MUTANTS)).path("policies");
    var page = new StringBuilder();
    page.append(
        """
        # Policies

        The library of policies. Each folder of [`policies/`](../../policies/README.md) has a page that says what to avoid and to
        prefer, why, how to configure it, and what it does not cover. The page is made from the policies, and a test proves it
        current; `mvn -pl policies -am test -Dtest=PoliciesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontinuo.write-reference=true`
        writes it anew. Mutants were counted when `policies/mutants.json` was last written.

        | policy | what it decides | asked about | entry points | cases | rules covered | mutants killed |
        | --- | --- | --- | --- | --- | --- | --- |
        """);
    for (var name : LibraryPolicy.names()) {
      page.append(row(name, mutants.path(name)));
    }
    page.append("\n## Codes\n\nWhat each policy can have against something:\n\n");
    for (var name : LibraryPolicy.names()) {
      page.append("- [%s](../../policies/%s/README.md): %s\n".formatted(name, name, codes(name)));
    }
    return page.toString();
  }

  private static String row(String name, JsonNode mutants) throws IOException {
    var manifest = Json.read(Policies.resource(name + "/manifest.json"));
    var entrypoints = entrypoints(manifest);
    return "| [%s](../../policies/%s/README.md) | %s | %s | %s | %d | %s %% | %d of %d |\n"
        .formatted(
            name,
            name,
            question(name),
            entrypoints.size() > 1 ? "components at sites" : "subjects of its own",
            entrypoints.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
            PolicyCase.of(name).size(),
            coverage(name),
            mutants.path("killed").asInt(),
            mutants.path("mutants").asInt());
  }

  private static List<String> entrypoints(JsonNode manifest) {
    return StreamSupport.stream(manifest.path("entrypoints").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** The first paragraph of the policy's page, which is the question that it answers. */
  private static String question(String name) throws IOException {
    var page = Files.readString(Path.of(name, "README.md"));
    return page.split("\n\n", 3)[1].replace('\n', ' ');
  }

  /** What the build measured when it packaged the policy. */
  private static String coverage(String name) throws IOException {
    return Json.read(Files.readAllBytes(Path.of("target", "packaged", name + ".json")))
        .at("/coverage/percent")
        .asText();
  }

  private static String codes(String name) throws IOException {
    var codes = new TreeSet<String>();
    for (var each : PolicyCase.of(name)) {
      each.wanted().findValuesAsText("code").forEach(codes::add);
    }
    return codes.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
