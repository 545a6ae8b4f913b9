package eu.continuo.bench;

import eu.continuo.examples.GeneratedContinuum;
import eu.continuo.examples.NamedGraph;
import eu.continuo.examples.PackagedExample;
import eu.continuo.ontology.Icra;
import eu.continuo.service.wiring.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

/** A continuum to measure with: one made up at some size, or the example of Europe. */
sealed interface Scene {
  /** The option by which what grows is measured on the example. */
  final class Choice {
    @Mixin Europe.Choice europe = new Europe.Choice();

    /** The example, where it was chosen, else a continuum of each size. */
    List<Scene> scenes(List<Long> triples, long seed) throws IOException {
      if (europe.europe) {
        return List.of(europe());
      }
      return triples.stream().map(size -> generated(size, seed)).toList();
    }
  }

  /** A continuum of about so many triples. */
  private static Scene generated(long triples, long seed) {
    return new Generated(GeneratedContinuum.ofTriples(Settings.BASE, triples, seed));
  }

  /** The example of Europe. */
  private static Scene europe() throws IOException {
    PackagedExample example = PackagedExample.europe();
    return new OfEurope(example, example.graphs());
  }

  /** The IRI that its names begin with. */
  String base();

  /** The instant for which it is made. */
  Instant now();

  /** The JSON of the issuers that its credentials are of. */
  String trustList();

  /** Everything in it, each graph made when the stream comes to it. */
  Stream<NamedGraph> graphs();

  /** How many providers declare something. */
  int providers();

  /** What one of them declares, with what else is said of the entities in it. */
  NamedGraph provider(int number);

  /** The graphs of grid zones, on which every site depends. */
  Stream<NamedGraph> grids();

  /** One of its applications, relative to the base of names. */
  String application();

  /** A component of that. */
  String component();

  /** One of its sites. */
  String site();

  /**
   * A made-up continuum.
   *
   * @param continuum what makes it
   */
  record Generated(GeneratedContinuum continuum) implements Scene {
    @Override
    public String base() {
      return Settings.BASE;
    }

    @Override
    public Instant now() {
      return GeneratedContinuum.NOW;
    }

    @Override
    public String trustList() {
      return new JsonMapper().writeValueAsString(GeneratedContinuum.trustList());
    }

    @Override
    public Stream<NamedGraph> graphs() {
      return continuum.graphs();
    }

    @Override
    public int providers() {
      return continuum.providers();
    }

    @Override
    public NamedGraph provider(int number) {
      return continuum.provider(number);
    }

    @Override
    public Stream<NamedGraph> grids() {
      return continuum.grids();
    }

    @Override
    public String application() {
      return "application/customer-0";
    }

    @Override
    public String component() {
      return "component/customer-0/0";
    }

    @Override
    public String site() {
      return "site/provider-0-0";
    }
  }

  /**
   * The example.
   *
   * @param all its graphs
   */
  record OfEurope(PackagedExample example, List<NamedGraph> all) implements Scene {
    public OfEurope {
      all = List.copyOf(all);
    }

    @Override
    public String base() {
      return example.base();
    }

    @Override
    public Instant now() {
      return example.now();
    }

    @Override
    public String trustList() {
      return example.trustList();
    }

    @Override
    public Stream<NamedGraph> graphs() {
      return all.stream();
    }

    @Override
    public int providers() {
      return (int) all.stream().filter(OfEurope::isOfProvider).count();
    }

    @Override
    public NamedGraph provider(int number) {
      NamedGraph own =
          all.stream().filter(OfEurope::isOfProvider).skip(number).findFirst().orElseThrow();
      Graph described = GraphFactory.createDefaultGraph();
      own.content().stream()
          .map(Triple::getSubject)
          .distinct()
          .forEach(
              entity ->
                  all.forEach(
                      graph ->
                          graph
                              .content()
                              .find(entity, Node.ANY, Node.ANY)
                              .forEachRemaining(described::add)));
      return new NamedGraph(own.iri(), own.owner(), own.isPublic(), described);
    }

    private static boolean isOfProvider(NamedGraph graph) {
      return graph
          .content()
          .contains(Node.ANY, Icra.OFFERED_BY, NodeFactory.createURI(graph.owner()));
    }

    @Override
    public Stream<NamedGraph> grids() {
      return all.stream()
          .filter(graph -> graph.content().contains(Node.ANY, RDF.type.asNode(), Icra.GRID_ZONE));
    }

    @Override
    public String application() {
      return "application/blumenkontor/shop";
    }

    @Override
    public String component() {
      return "component/blumenkontor/shop/frontend";
    }

    @Override
    public String site() {
      return "site/hetzner-fsn1";
    }
  }
}
