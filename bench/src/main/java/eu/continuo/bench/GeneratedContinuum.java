package eu.continuo.bench;

import eu.continuo.adapters.trust.TrustList;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Icra;
import eu.continuo.service.graph.Change;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * A continuum of so many providers, made up from a seed: parties with chains of owners and their
 * credentials, sites, capacities, energy, offerings with prices and agreements, and an application
 * for every fifth provider. All of it conforms to the shapes, and none of it is real.
 *
 * <p>It is made while it is read, one named graph at a time, so that its size is bounded by
 * nothing. A provider depends on the seed and its own number only: a continuum of ten begins a
 * continuum of a thousand.
 */
final class GeneratedContinuum {
  /** The instant for which it is made: every credential holds. */
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static final TrustOffice OFFICE =
      new TrustOffice(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2028-01-01T00:00:00Z"));

  /** About how many, credentials and applications included. */
  static final int TRIPLES_PER_PROVIDER = 160;

  private static final int PROVIDERS_PER_APPLICATION = 5;

  private final String base;
  private final int providers;
  private final long seed;

  /**
   * A continuum of providers.
   *
   * @param base the IRI that its names begin with, ending in a slash
   * @param providers how many, at least one
   * @param seed the same seed gives the same continuum
   */
  GeneratedContinuum(String base, int providers, long seed) {
    this.base = base;
    this.providers = providers;
    this.seed = seed;
  }

  /** Whom an instance must trust for the credentials to count. */
  static TrustList trustList() {
    return new TrustList(List.of(TrustOffice.issuer()));
  }

  /**
   * Its named graphs with owner and visibility, each made when the stream comes to it: the grid
   * first, then each provider's, with the customer of an application after some.
   */
  Stream<Change.Replace> graphs() {
    return Stream.concat(
        Stream.of(grid()),
        IntStream.range(0, providers)
            .boxed()
            .flatMap(
                i ->
                    i % PROVIDERS_PER_APPLICATION == 0
                        ? Stream.of(provider(i), customer(i))
                        : Stream.of(provider(i))));
  }

  /** The same as quads. */
  Stream<Quad> quads() {
    return graphs().flatMap(g -> g.content().stream().map(t -> Quad.create(g.graph().node(), t)));
  }

  /** The grid zones of all lands. */
  Change.Replace grid() {
    Graph graph = GraphFactory.createDefaultGraph();
    for (Land land : Land.values()) {
      Description.of(graph, zone(base, land), Icra.GRID_ZONE)
          .titled("Grid of " + land + " (generated)")
          .measures(Icra.CARBON_INTENSITY_GRAMS_PER_KWH, land.gramsPerKWh())
          .modelled();
    }
    return named("p/grid/declared", "grid", Change.Visibility.PUBLIC, graph);
  }

  /** What one provider declares. */
  Change.Replace provider(int number) {
    String name = "provider-" + number;
    return named(
        "p/" + name + "/declared",
        name,
        Change.Visibility.PUBLIC,
        new GeneratedProvider(base, name, OFFICE, Chance.of(seed, name)).graph());
  }

  private Change.Replace customer(int number) {
    String name = "customer-" + number;
    return named(
        "c/" + name + "/apps",
        name,
        Change.Visibility.RESTRICTED,
        new GeneratedCustomer(base, name, Chance.of(seed, name)).graph());
  }

  private Change.Replace named(
      String graph, String owner, Change.Visibility visibility, Graph content) {
    return new Change.Replace(
        new GraphName(base + "g/" + graph),
        content,
        new Change.Declaration(base + "id/party/" + owner, visibility, null));
  }

  /** The one grid zone of a country. */
  static Node zone(String base, Land land) {
    return NodeFactory.createURI(base + "id/grid-zone/" + land);
  }
}
