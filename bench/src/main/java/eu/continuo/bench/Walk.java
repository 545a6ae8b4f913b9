package eu.continuo.bench;

import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "walk",
    mixinStandardHelpOptions = true,
    description = "Loads, allows, places and asks at growing sizes, in an instance on disk each.",
    footer = {
      "",
      "Examples:",
      "  continuo bench walk",
      "  continuo bench walk --providers 5 --cold --format json",
      "  continuo bench walk --europe"
    })
final class Walk implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Europe.Choice choice = new Europe.Choice();

  @Option(
      names = "--providers",
      split = ",",
      paramLabel = "COUNT",
      description = "How many providers, a size each; default: ${DEFAULT-VALUE}.")
  List<Integer> providers = List.of(5, 20, 80);

  @Option(names = "--seed", description = "The same seed gives the same continuum; default: 1.")
  long seed = 1;

  @Option(
      names = "--cold",
      description = "Begin at once, not after a walk of the first size that warms the JVM up.")
  boolean cold;

  @Override
  public Integer call() throws Exception {
    if (providers.stream().anyMatch(count -> count < 1)) {
      throw rows.wrong("A continuum has one provider at least.");
    }
    List<WalkStages.Row> measured = new ArrayList<>();
    List<Finding> unanswered = new ArrayList<>();
    if (!cold) {
      rows.progress("warming up");
      if (walked(providers.get(0)) instanceof WalkStages.Walked.Refused(var why)) {
        return rows.refused(why);
      }
    }
    for (int count : choice.europe ? List.of(0) : providers) {
      rows.progress(
          "walking over " + (choice.europe ? "the example of Europe" : count + " providers"));
      switch (walked(count)) {
        case WalkStages.Walked.Refused(List<Finding> findings) -> {
          return rows.refused(findings);
        }
        case WalkStages.Walked.Done(List<WalkStages.Row> stages, List<Finding> why) -> {
          measured.addAll(stages);
          unanswered.addAll(why);
        }
      }
    }
    rows.write(measured);
    return rows.refused(unanswered);
  }

  private WalkStages.Walked walked(int count) throws Exception {
    return choice.europe ? WalkStages.ofEurope() : WalkStages.of(count, seed);
  }
}
