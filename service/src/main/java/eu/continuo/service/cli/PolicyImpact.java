package eu.continuo.service.cli;

import eu.continuo.service.govern.Assessing;
import eu.continuo.service.govern.Impact;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the latest bundle of a policy would change, were it in force:",
      "pairs of component and site, what is placed now, offers, and the cost of complying again."
    },
    footer = {"", "Example:", "  continuo policy impact residency --now 2026-11-24T10:00:00Z"})
final class PolicyImpact implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Mixin Home home = new Home();

  @Parameters(paramLabel = "POLICY")
  String policy = "";

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      return switch (instance
          .assessing()
          .of(policy, Principal.OPERATOR, instance.clock().instant())) {
        case Assessing.Assessed.Refused(List<Finding> findings) -> home.refused(findings);
        case Assessing.Assessed.Told(Impact impact) -> {
          if (home.json()) {
            home.write(impact);
          } else {
            print(impact);
          }
          yield 0;
        }
      };
    }
  }

  private void print(Impact impact) {
    say("%,d components at %,d sites".formatted(impact.components(), impact.sites()));
    say("  pairs no longer allowed     %,d".formatted(impact.lost()));
    say("  pairs allowed in addition   %,d".formatted(impact.gained()));
    list("components without a site  ", impact.nowhere());
    list("offerings without a use    ", impact.withdrawn());
    list("agreements about these     ", impact.agreements());
    say("  placed and not allowed      %,d".formatted(impact.unlawful().size()));
    for (Impact.Unlawful unlawful : impact.unlawful().stream().limit(SHOWN).toList()) {
      say("    %s at %s".formatted(brief(unlawful.component()), brief(unlawful.site())));
      unlawful.reasons().forEach(r -> say("      " + r.policy() + ": " + r.message()));
    }
    Impact.@Nullable Cost cost = impact.cost();
    if (cost != null) {
      say(
          String.format(
              Locale.ROOT,
              "to comply again: %+.2f EUR/month, %+.1f gCO2e/h",
              cost.euroPerMonth(),
              cost.carbonGramsPerHour()));
      cost.moves()
          .forEach(
              m ->
                  say(
                      "    %s goes from %s to %s"
                          .formatted(brief(m.component()), brief(m.from()), brief(m.to()))));
      list("would have no site         ", cost.unplaced());
    }
  }

  private void list(String what, List<String> iris) {
    say("  %s %,d".formatted(what, iris.size()));
    iris.stream().limit(SHOWN).forEach(iri -> say("    " + brief(iri)));
  }

  private static String brief(String iri) {
    int id = iri.indexOf("/id/");
    return id < 0 ? iri : iri.substring(id + "/id/".length());
  }

  private void say(String line) {
    home.out().println(line);
  }
}
