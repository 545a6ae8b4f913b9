package eu.continuo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description =
        "What a commit costs at growing sizes of the graph: a small change, a large one, and one"
            + " that thousands depend on.",
    footer = {
      "",
      "Examples:",
      "  continuo bench gate",
      "  continuo bench gate --triples 100000,1000000,10000000 --format json",
      "  continuo bench gate --europe"
    })
final class Gate implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Scene.Choice choice = new Scene.Choice();

  @Option(
      names = "--triples",
      split = ",",
      paramLabel = "COUNT",
      description = "How many triples, a size each; default: ${DEFAULT-VALUE}.")
  List<Long> triples = List.of(100_000L, 1_000_000L);

  @Option(names = "--repeat", description = "Commits of each kind; default: ${DEFAULT-VALUE}.")
  int repeat = 200;

  @Option(names = "--seed", description = "The same seed gives the same continuum; default: 1.")
  long seed = 1;

  @Override
  public Integer call() throws Exception {
    List<GateStages.Row> measured = new ArrayList<>();
    for (Scene scene : choice.scenes(triples, seed)) {
      try (TemporaryFolder folder = TemporaryFolder.create();
          Loaded loaded = Loaded.into(folder.path(), scene, rows::progress)) {
        measured.addAll(new GateStages(loaded, seed, rows::progress).rows(repeat));
      }
    }
    rows.write(measured);
    return 0;
  }
}
