package eu.continuo.bench;

import eu.continuo.examples.NamedGraph;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * An instance on disk with a continuum in it.
 *
 * @param instance the instance
 * @param scene what was loaded
 * @param triples how many quads the store holds
 */
record Loaded(Instance instance, Scene scene, long triples) implements AutoCloseable {

  /**
   * Opens an instance and loads a continuum, in one judged commit.
   *
   * @param folder where the instance lives
   */
  static Loaded into(Path folder, Scene scene, Consumer<String> progress) throws Exception {
    progress.accept("loading " + scene.providers() + " providers");
    Instance instance = Instance.open(settings(folder, scene));
    Commit commit =
        instance
            .continuum()
            .commit(
                new Change.All(scene.graphs().map(g -> (Change) replacing(g)).toList()),
                Principal.OPERATOR,
                scene.now());
    if (!(commit instanceof Commit.Kept)) {
      instance.close();
      throw new IllegalStateException(commit.toString());
    }
    long loaded = instance.store().read(d -> d.stream().count());
    return new Loaded(instance, scene, loaded);
  }

  /** How an instance is opened that trusts whom the continuum needs trusted. */
  static Settings settings(Path folder, Scene scene) throws IOException {
    Path trustList = Files.writeString(folder.resolve("trust-list.json"), scene.trustList());
    return new Settings(folder, scene.base(), trustList, Clock.fixed(scene.now(), ZoneOffset.UTC));
  }

  /** The change that makes a graph of it what the graph of its name holds. */
  static Change.Replace replacing(NamedGraph graph) {
    return new Change.Replace(
        new GraphName(graph.iri()),
        graph.content(),
        new Change.Declaration(
            graph.owner(),
            graph.isPublic() ? Change.Visibility.PUBLIC : Change.Visibility.RESTRICTED,
            null));
  }

  @Override
  public void close() {
    instance.close();
  }
}
