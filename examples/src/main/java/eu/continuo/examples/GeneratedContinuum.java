package eu.continuo.examples;

import eu.continuo.adapters.trust.TrustList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;

/**
 * A continuum of so many providers, made up from a seed, with all the kinds of things that the
 * example of Europe has and in like proportions. All of it conforms to the shapes, and none of it
 * is real.
 *
 * <p>It is made while it is read, one named graph at a time, so that its size is bounded by
 * nothing. A graph depends on the seed and its own number only: a continuum of ten begins a
 * continuum of a thousand.
 */
public final class GeneratedContinuum {
  /** The instant for which it is made: every credential holds. */
  public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** About how many, credentials, customers and a share of the region included. */
  public static final int TRIPLES_PER_PROVIDER = 940;

  private static final TrustOffice OFFICE =
      new TrustOffice(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2028-01-01T00:00:00Z"));

  /** For so many providers there is one customer. */
  public static final int PROVIDERS_PER_CUSTOMER = 5;

  /** How many components a customer wants to run. */
  public static final int COMPONENTS_PER_CUSTOMER =
      GeneratedCustomer.APPLICATIONS * GeneratedCustomer.COMPONENTS;

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
  public GeneratedContinuum(String base, int providers, long seed) {
    this.base = base;
    this.providers = providers;
    this.seed = seed;
  }

  /** A continuum of about so many triples; at least one provider. */
  public static GeneratedContinuum ofTriples(String base, long triples, long seed) {
    return new GeneratedContinuum(base, (int) Math.max(1, triples / TRIPLES_PER_PROVIDER), seed);
  }

  /** Of how many providers it is. */
  public int providers() {
    return providers;
  }

  /** Whom an instance must trust for the credentials to count. */
  public static TrustList trustList() {
    return new TrustList(List.of(TrustOffice.issuer()));
  }

  /**
   * Its named graphs, each made when the stream comes to it: those of a region before its first
   * provider and after its last, of each provider what it declares and its links, and after some
   * providers a customer.
   */
  public Stream<NamedGraph> graphs() {
    return IntStream.range(0, providers).boxed().flatMap(this::around);
  }

  /** The same as quads. */
  public Stream<Quad> quads() {
    return graphs()
        .flatMap(
            g -> {
              Node name = NodeFactory.createURI(g.iri());
              return g.content().stream().map(t -> Quad.create(name, t));
            });
  }

  /** The grids of all regions, on which every site depends. */
  public Stream<NamedGraph> grids() {
    int regions = (providers - 1) / GeneratedRegion.PROVIDERS + 1;
    return IntStream.range(0, regions).mapToObj(i -> grid(new GeneratedRegion(base, seed, i)));
  }

  /** What one provider declares. */
  public NamedGraph provider(int number) {
    String name = "provider-" + number;
    return shown(
        "p/" + name + "/declared", name, new GeneratedProvider(base, seed, number, OFFICE).graph());
  }

  /**
   * What one customer wants to run, {@link #COMPONENTS_PER_CUSTOMER} components. Some customers are
   * of the continuum; numbers from that of its providers on are of others, for who needs more.
   */
  public NamedGraph customer(int number) {
    String name = "customer-" + number;
    return kept(
        "c/" + name + "/apps",
        name,
        new GeneratedCustomer(base, seed, number, number % providers).graph());
  }

  private Stream<NamedGraph> around(int number) {
    GeneratedRegion region = GeneratedRegion.of(base, seed, number);
    int ofRegion = number % GeneratedRegion.PROVIDERS;
    List<NamedGraph> graphs = new ArrayList<>();
    if (ofRegion == 0) {
      graphs.add(grid(region));
      graphs.add(
          shown(
              "p/" + region.name() + "-facts/declared",
              region.name() + "-carrier",
              region.facts()));
    }
    graphs.add(provider(number));
    if (number > 0) {
      graphs.add(
          shown(
              "p/" + region.name() + "-carrier/links-" + number,
              region.name() + "-carrier",
              new GeneratedLinks(base, seed, number).graph()));
    }
    if (number % PROVIDERS_PER_CUSTOMER == 0) {
      String name = "customer-" + number;
      graphs.add(customer(number));
      graphs.add(
          kept("c/" + name + "/running", name, new GeneratedUse(base, seed, number).graph()));
    }
    if (ofRegion == GeneratedRegion.PROVIDERS - 1) {
      graphs.add(
          shown(
              "p/" + region.name() + "-broker/declared",
              region.name() + "-broker",
              region.members()));
    }
    return graphs.stream();
  }

  private NamedGraph grid(GeneratedRegion region) {
    return shown(
        "p/" + region.name() + "-grid/declared", region.name() + "-carrier", region.grid());
  }

  private NamedGraph shown(String graph, String owner, Graph content) {
    return new NamedGraph(base + "g/" + graph, base + "id/party/" + owner, true, content);
  }

  private NamedGraph kept(String graph, String owner, Graph content) {
    return new NamedGraph(base + "g/" + graph, base + "id/party/" + owner, false, content);
  }
}
