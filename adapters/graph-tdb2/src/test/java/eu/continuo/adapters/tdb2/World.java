package eu.continuo.adapters.tdb2;

import eu.continuo.adapters.spi.View;
import eu.continuo.adapters.spi.View.Overlay;
import eu.continuo.ontology.GraphName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * Random graphs over a few nodes, so that triples repeat from graph to graph and paths go on across
 * them, and principals who see random parts of them.
 */
final class World {
  static final int GRAPHS = 40;
  static final int PRINCIPALS = 12;
  static final int SCENARIOS = 2;
  static final int NODES = 9;
  static final int PREDICATES = 4;

  private static final String BASE = "urn:w:";
  private static final int QUADS = 300;

  private final List<Quad> quads = new ArrayList<>();
  private final List<View> views = new ArrayList<>();
  private final List<View> scenarios = new ArrayList<>();

  World(Random random) {
    for (int i = 0; i < QUADS; i++) {
      quads.add(quad(graph(random.nextInt(GRAPHS)).node(), random));
    }
    // In no named graph, so that no view shows it.
    quads.add(quad(Quad.defaultGraphIRI, random));
    views.add(new View(Set.of(), Set.of()));
    Set<GraphName> all = some(random, 1);
    views.add(new View(all, all));
    while (views.size() < PRINCIPALS) {
      Set<GraphName> named = some(random, random.nextDouble());
      Set<GraphName> union = new HashSet<>(named);
      union.removeIf(graph -> random.nextInt(3) == 0);
      views.add(new View(union, named));
    }
    for (View view : views.subList(PRINCIPALS - SCENARIOS, PRINCIPALS)) {
      Set<Triple> excluded =
          quads.stream()
              .filter(quad -> random.nextInt(4) == 0)
              .map(Quad::asTriple)
              .collect(Collectors.toSet());
      scenarios.add(new View(view.union(), view.named(), new Overlay(some(random, 0.1), excluded)));
    }
  }

  /** What principals see, without scenarios. */
  List<View> views() {
    return views;
  }

  /** What two principals would see in a scenario. */
  List<View> scenarios() {
    return scenarios;
  }

  void fill(DatasetGraph dataset) {
    quads.forEach(dataset::add);
  }

  /** A quad that is there, as SPARQL has it: visible for some and hidden from others. */
  String ground(RandomGenerator random) {
    List<Quad> ground =
        quads.stream()
            .filter(q -> !q.isDefaultGraph() && q.getSubject().isURI() && q.getObject().isURI())
            .toList();
    Quad quad = ground.get(random.nextInt(ground.size()));
    return "GRAPH <%s> { <%s> <%s> <%s> }"
        .formatted(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
  }

  static GraphName graph(int number) {
    return new GraphName(BASE + "g" + number);
  }

  /** A graph that is not there but that every principal may see once it is. */
  static GraphName fresh() {
    return new GraphName(BASE + "fresh");
  }

  static Node node(int number) {
    return NodeFactory.createURI(BASE + "n" + number);
  }

  static Node predicate(int number) {
    return NodeFactory.createURI(BASE + "p" + number);
  }

  private static Set<GraphName> some(Random random, double share) {
    Set<GraphName> some = new HashSet<>();
    IntStream.range(0, GRAPHS)
        .filter(i -> random.nextDouble() < share)
        .forEach(i -> some.add(graph(i)));
    some.add(fresh());
    return some;
  }

  private static Quad quad(Node graph, Random random) {
    return Quad.create(
        graph,
        subject(random),
        predicate(random.nextInt(PREDICATES)),
        random.nextInt(4) == 0
            ? NodeFactory.createLiteralByValue(random.nextInt(3))
            : subject(random));
  }

  private static Node subject(Random random) {
    return random.nextInt(12) == 0
        ? NodeFactory.createBlankNode("b" + random.nextInt(2))
        : node(random.nextInt(NODES));
  }
}
