package eu.continuo.bench;

import eu.continuo.policies.RegoTool;
import java.nio.file.Path;
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
            + " components, one changed site, and the same batch in native OPA.",
    footer = {
      "",
      "Examples:",
      "  continuo bench policy",
      "  continuo bench policy --components 1000 --sites 100 --format json"
    })
final class PolicyCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();

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
    PolicyStages stages = new PolicyStages(new PolicyFacts(seed), tool, rows::progress);
    rows.write(stages.rows(components, sites, decisions));
    return 0;
  }
}
