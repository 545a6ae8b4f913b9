package eu.continuo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "What a bulk load costs at growing sizes, beside TDB2's fastest loader on the same file.",
    footer = {
      "",
      "Examples:",
      "  continuo bench load",
      "  continuo bench load --triples 100000,1000000,10000000 --format json",
      "  continuo bench load --europe"
    })
final class LoadCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Scene.Choice choice = new Scene.Choice();

  @Option(
      names = "--triples",
      split = ",",
      paramLabel = "COUNT",
      description = "How many triples, a size each; default: ${DEFAULT-VALUE}.")
  List<Long> triples = List.of(100_000L, 1_000_000L);

  @Option(names = "--seed", description = "The same seed gives the same continuum; default: 1.")
  long seed = 1;

  @Override
  public Integer call() throws Exception {
    List<LoadStages.Row> measured = new ArrayList<>();
    for (Scene scene : choice.scenes(triples, seed)) {
      measured.add(new LoadStages(scene, rows::progress).row());
    }
    rows.write(measured);
    return 0;
  }
}
