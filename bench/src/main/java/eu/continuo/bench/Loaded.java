package eu.continuo.bench;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.NamedGraph;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An instance on disk with a generated continuum in it.
 *
 * @param instance the instance
 * @param continuum what was loaded
 * @param providers of how many providers it is
 * @param triples how many quads the store holds
 */
record Loaded(Instance instance, GeneratedContinuum continuum, int providers, long triples)
    implements AutoCloseable {

  /**
   * Opens an instance and loads a continuum of about so many triples, in one judged commit.
   *
   * @param folder where the instance lives
   */
  static Loaded into(Path folder, long triples, long seed, Consumer<String> progress)
      throws Exception {
    GeneratedContinuum continuum = GeneratedContinuum.ofTriples(Settings.BASE, triples, seed);
    progress.accept("loading " + continuum.providers() + " providers");
    Path trustList = folder.resolve("trust-list.json");
    new JsonMapper().writeValue(trustList, GeneratedContinuum.trustList());
    Clock clock = Clock.fixed(GeneratedContinuum.NOW, ZoneOffset.UTC);
    Instance instance = Instance.open(new Settings(folder, Settings.BASE, trustList, clock));
    Commit commit =
        instance
            .continuum()
            .commit(
                new Change.All(continuum.graphs().map(g -> (Change) replacing(g)).toList()),
                Principal.OPERATOR,
                GeneratedContinuum.NOW);
    if (!(commit instanceof Commit.Kept)) {
      instance.close();
      throw new IllegalStateException(commit.toString());
    }
    long loaded = instance.store().read(d -> d.stream().count());
    return new Loaded(instance, continuum, continuum.providers(), loaded);
  }

  /** The change that makes a generated graph what the graph of its name holds. */
  static Change.Replace replacing(NamedGraph generated) {
    return new Change.Replace(
        new GraphName(generated.iri()),
        generated.content(),
        new Change.Declaration(
            generated.owner(),
            generated.isPublic() ? Change.Visibility.PUBLIC : Change.Visibility.RESTRICTED,
            null));
  }

  @Override
  public void close() {
    instance.close();
  }
}
