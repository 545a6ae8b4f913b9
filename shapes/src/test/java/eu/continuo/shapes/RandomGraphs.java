package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * Several named graphs at random and changes of them. The names are few, so that nodes meet; some
 * nodes are blank, and classes and predicates are described like anything else.
 */
final class RandomGraphs {
  private static final String NS = "http://example.org/";
  private static final int IRIS = 6;
  private static final int BLANK_NODES = 2;
  private static final int PREDICATES = 4;
  private static final int CLASSES = 4;

  private final Random random;
  private final DatasetGraph graphs = DatasetGraphFactory.createGeneral();
  private final List<Node> blankNodes = new ArrayList<>();

  RandomGraphs(Random random) {
    this.random = random;
    for (int i = 0; i < BLANK_NODES; i++) {
      blankNodes.add(NodeFactory.createBlankNode("b" + i));
    }
    int quads = 8 + random.nextInt(22);
    for (int i = 0; i < quads; i++) {
      graphs.add(quad());
    }
  }

  static String iri(Random random) {
    return "ex:n" + random.nextInt(IRIS);
  }

  static String predicate(Random random) {
    return "ex:p" + random.nextInt(PREDICATES);
  }

  static String cls(Random random) {
    return "ex:C" + random.nextInt(CLASSES);
  }

  /** The live union of all graphs. */
  Graph union() {
    return GraphView.createUnionGraph(graphs);
  }

  /** Changes the graphs; the triples are those of every quad that came or went. */
  NetChange change() {
    Set<Triple> added = new HashSet<>();
    Set<Triple> removed = new HashSet<>();
    int steps = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < steps; i++) {
      switch (random.nextInt(7)) {
        case 0, 1 -> add(quad(), added);
        case 2 -> some().forEach(quad -> remove(quad, removed));
        case 3 -> move(added, removed);
        case 4 -> subjectOf().forEach(quad -> remove(quad, removed));
        case 5 -> removeChain(removed);
        default -> replace(added, removed);
      }
    }
    return new NetChange(union(), added, removed);
  }

  private void add(Quad quad, Set<Triple> added) {
    graphs.add(quad);
    added.add(quad.asTriple());
  }

  private void remove(Quad quad, Set<Triple> removed) {
    graphs.delete(quad);
    removed.add(quad.asTriple());
  }

  /** All that one graph says of a subject goes to another. */
  private void move(Set<Triple> added, Set<Triple> removed) {
    for (Quad quad : subjectOf()) {
      remove(quad, removed);
      add(Quad.create(graph(), quad.asTriple()), added);
    }
  }

  /** A triple goes together with those that its object begins. */
  private void removeChain(Set<Triple> removed) {
    for (Quad first : some()) {
      List<Quad> chain = new ArrayList<>(List.of(first));
      graphs.find(Node.ANY, first.getObject(), Node.ANY, Node.ANY).forEachRemaining(chain::add);
      chain.forEach(quad -> remove(quad, removed));
    }
  }

  private void replace(Set<Triple> added, Set<Triple> removed) {
    for (Quad quad : some()) {
      remove(quad, removed);
      Triple other = quad().asTriple();
      add(
          Quad.create(quad.getGraph(), quad.getSubject(), quad.getPredicate(), other.getObject()),
          added);
    }
  }

  private List<Quad> some() {
    List<Quad> all = new ArrayList<>();
    graphs.find().forEachRemaining(all::add);
    return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
  }

  private List<Quad> subjectOf() {
    List<Quad> all = new ArrayList<>();
    some()
        .forEach(
            quad ->
                graphs
                    .find(quad.getGraph(), quad.getSubject(), Node.ANY, Node.ANY)
                    .forEachRemaining(all::add));
    return all;
  }

  private Quad quad() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> Quad.create(graph(), node(), RDF.type.asNode(), node(cls(random)));
      case 2 ->
          Quad.create(graph(), node(cls(random)), RDFS.subClassOf.asNode(), node(cls(random)));
      default -> Quad.create(graph(), node(), node(predicate(random)), object());
    };
  }

  private Node graph() {
    return node("ex:g" + random.nextInt(3));
  }

  private Node node() {
    int which = random.nextInt(IRIS + BLANK_NODES + 1);
    if (which < IRIS) {
      return node("ex:n" + which);
    }
    return which < IRIS + BLANK_NODES ? blankNodes.get(which - IRIS) : node(cls(random));
  }

  private Node object() {
    return switch (random.nextInt(9)) {
      case 0 -> NodeFactory.createLiteralString("a");
      case 1 -> NodeFactory.createLiteralLang(random.nextBoolean() ? "a" : "b", "en");
      case 2 -> NodeFactory.createLiteralLang("a", "de");
      case 3 -> NodeFactory.createLiteralByValue(random.nextInt(4));
      default -> node();
    };
  }

  private static Node node(String prefixed) {
    return NodeFactory.createURI(prefixed.replace("ex:", NS));
  }
}
