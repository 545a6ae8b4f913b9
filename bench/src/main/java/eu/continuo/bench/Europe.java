package eu.continuo.bench;

import eu.continuo.examples.PackagedExample;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.JsonLd;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * An instance that holds the example of Europe, for figures of a continuum that somebody can read
 * through, beside those of made-up ones that grow.
 *
 * @param instance the instance
 * @param now the instant at which the example is meant to be read
 */
record Europe(Instance instance, Instant now) implements AutoCloseable {
  /** What the example is called in rows. */
  static final String NAME = "europe";

  /** The option by which every scenario that can be is run on the example. */
  static final class Choice {
    @Option(
        names = "--europe",
        description = "Measure the example of Europe (examples/europe) instead of made-up ones.")
    boolean europe;
  }

  /**
   * Opens an instance in memory and loads the example, in one judged commit.
   *
   * @param folder where the trust list is laid down
   */
  static Europe into(Path folder) throws Exception {
    PackagedExample example = PackagedExample.europe();
    Instance instance = Instance.open(settings(null, folder, example));
    Commit commit =
        instance.intake().receive(documents(example), Principal.OPERATOR, example.now());
    if (!(commit instanceof Commit.Kept)) {
      instance.close();
      throw new IllegalStateException(commit.toString());
    }
    return new Europe(instance, example.now());
  }

  /**
   * How an instance is opened that is to hold the example.
   *
   * @param data where it lives; null for memory
   * @param folder where the trust list is laid down
   */
  static Settings settings(@Nullable Path data, Path folder, PackagedExample example)
      throws IOException {
    Path trustList = Files.writeString(folder.resolve("trust-list.json"), example.trustList());
    Clock clock = Clock.fixed(example.now(), ZoneOffset.UTC);
    return new Settings(data, example.base(), trustList, clock);
  }

  /** The documents of the example, as they come in. */
  static List<Intake.Document> documents(PackagedExample example) {
    return example.documents().stream()
        .map(
            document ->
                new Intake.Document(
                    document.content().getBytes(StandardCharsets.UTF_8),
                    JsonLd.MEDIA_TYPE,
                    new GraphName(document.graph()),
                    document.owner(),
                    document.isPublic() ? Change.Visibility.PUBLIC : Change.Visibility.RESTRICTED))
        .toList();
  }

  /** Reads what an operator sees. */
  <T> T view(Function<Graph, T> reading) {
    return instance
        .continuum()
        .read(Principal.OPERATOR, view -> reading.apply(view.getDefaultGraph()));
  }

  @Override
  public void close() {
    instance.close();
  }
}
