package eu.continuo.service.cli;

import eu.continuo.policies.Policies;
import eu.continuo.service.govern.Assessing;
import eu.continuo.service.govern.Impact;
import eu.continuo.service.govern.InForce;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.web.ImpactPage;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the latest bundle of a policy would change, were it in force:",
      "pairs of component and site, what is placed now, offers, and the cost of complying again."
    },
    footer = {
      "",
      "Examples:",
      "  continuo policy impact residency --now 2026-11-24T10:00:00Z",
      "  continuo policy impact residency --page residency.html",
      "  continuo policy impact residency --scenario tomorrow/manifest.json"
    })
final class PolicyImpact implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Mixin Home home = new Home();

  @Parameters(paramLabel = "POLICY")
  String policy = "";

  @Option(
      names = "--scenario",
      paramLabel = "MANIFEST",
      description = "Assess a continuum of the documents of a manifest, not of the data folder.")
  @Nullable Path scenario;

  @Option(names = "--page", paramLabel = "FILE", description = "Write it as a page of HTML too.")
  @Nullable Path page;

  @Override
  public Integer call() throws Exception {
    try (Instance instance = scenario == null ? home.open() : imagined(scenario)) {
      return switch (assessing(instance)
          .of(policy, Principal.OPERATOR, instance.clock().instant())) {
        case Assessing.Assessed.Refused(List<Finding> findings) -> home.refused(findings);
        case Assessing.Assessed.Told(Impact impact) -> {
          if (page != null) {
            Files.write(page, ImpactPage.of(impact));
          }
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

  /** By the policies of the data folder, also where the continuum is another. */
  private Assessing assessing(Instance instance) throws IOException {
    if (scenario == null) {
      return instance.assessing();
    }
    Path policies = home.data.resolve("policies");
    return new Assessing(
        instance.continuum(),
        new InForce(policies, Policies.packaged().sovereignty(), Policies.documents()));
  }

  private Instance imagined(Path file) throws Exception {
    Manifest.Folder folder = name -> Files.readAllBytes(file.resolveSibling(name));
    Manifest manifest = Manifest.in(folder, String.valueOf(file.getFileName()));
    if (home.trustList == null) {
      home.trustList = file.resolveSibling(manifest.trustList());
    }
    Instance instance = home.openInMemory();
    Commit commit =
        instance
            .intake()
            .receive(
                manifest.documents(folder, instance.continuum().names()),
                Principal.OPERATOR,
                instance.clock().instant());
    if (commit instanceof Commit.NotKept refused) {
      instance.close();
      home.refused(refused.findings());
      throw home.wrong("The documents of the scenario are refused.");
    }
    return instance;
  }

  private void print(Impact impact) {
    say("%,d components at %,d sites".formatted(impact.components(), impact.sites()));
    say("  pairs allowed now           %,d".formatted(impact.allowed()));
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
      cost.moves().stream()
          .limit(SHOWN)
          .forEach(
              m ->
                  say(
                      "    %s goes from %s to %s"
                          .formatted(brief(m.component()), brief(m.from()), brief(m.to()))));
      list("would have no site         ", cost.unplaced());
      list("facts missing, not counted ", cost.uncounted());
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
