package eu.continuo.bench;

import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description =
        "Decides by the policy sovereignty: single pairs, all pairs with and without equal"
            + " components, one changed site, and the same batch in native OPA. Then says what"
            + " another policy would change of a generated continuum of about that size.",
    footer = {
      "",
      "Examples:",
      "  continuo bench policy",
      "  continuo bench policy --components 1000 --sites 100 --format json",
      "  continuo bench policy --europe"
    })
final class PolicyCommand implements Callable<Integer> {
  /** How many components differ where most do not. */
  private static final int KINDS = 860;

  @Mixin Rows rows = new Rows();
  @Mixin Europe.Choice choice = new Europe.Choice();

  @Option(names = "--components", description = "How many; default: ${DEFAULT-VALUE}.")
  int components = 10_000;

  @Option(names = "--sites", description = "How many; default: ${DEFAULT-VALUE}.")
  int sites = 1_000;

  @Option(
      names = "--decisions",
      description = "So many single decisions; default: ${DEFAULT-VALUE}.")
  int decisions = 10_000;

  @Option(names = "--seed", description = "The same seed gives the same facts; default: 1.")
  long seed = 1;

  @Override
  public Integer call() throws Exception {
    if (components < 10 || sites < 10 || decisions < 100) {
      throw rows.wrong("Give at least 10 components, 10 sites and 100 decisions.");
    }
    @Nullable String home = System.getenv("CONTINUO_HOME");
    Path built = Path.of(home == null ? "." : home, "policies", "target", "rego");
    RegoTool tool = RegoTool.find(built, "");
    List<PolicyStages.Row> measured =
        new ArrayList<>(new PolicyStages(asked(), tool, rows::progress).rows(decisions));
    if (!choice.europe && tool.run("version", List.of()) instanceof RegoAnswer.Passed) {
      measured.addAll(
          PolicyStages.impact(new ImpactStage(components, sites, seed, tool, rows::progress)));
    }
    rows.write(measured);
    return 0;
  }

  private PolicyCase asked() throws Exception {
    if (!choice.europe) {
      return new PolicyFacts(seed).of(components, sites, KINDS);
    }
    try (TemporaryFolder folder = TemporaryFolder.create();
        Europe europe = Europe.into(folder.path())) {
      return PolicyCase.of(europe);
    }
  }
}
