package eu.continuo.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "view",
    mixinStandardHelpOptions = true,
    description =
        "What it costs to ask the named questions through a view of a hundredth, a half and all of"
            + " the graphs, beside the same store without a view, and RDF4J's NativeStore.",
    footer = {
      "",
      "Examples:",
      "  continuo bench view",
      "  continuo bench view --triples 100000",
      "  continuo bench view --europe"
    })
final class ViewCommand implements Callable<Integer> {
  @Mixin Rows rows = new Rows();
  @Mixin Scene.Choice choice = new Scene.Choice();

  @Option(names = "--triples", description = "How many; default: ${DEFAULT-VALUE}.")
  long triples = 1_000_000;

  @Option(names = "--repeat", description = "Each question so often; default: ${DEFAULT-VALUE}.")
  int repeat = 20;

  @Option(names = "--seed", description = "The same seed gives the same continuum; default: 1.")
  long seed = 1;

  @Override
  public Integer call() throws Exception {
    Scene scene = choice.scenes(List.of(triples), seed).getFirst();
    try (TemporaryFolder folder = TemporaryFolder.create();
        TemporaryFolder peer = TemporaryFolder.create();
        Loaded loaded = Loaded.into(folder.path(), scene, rows::progress)) {
      rows.write(new ViewQuestions(loaded, seed).rows(repeat, peer.path(), rows::progress));
      return 0;
    }
  }
}
