package eu.continuo.shapes;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.RDFS;

/** The SHACL suite of the W3C in a folder: its manifests and its documents. */
final class ShaclSuite {
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String SHT = "http://www.w3.org/ns/shacl-test#";

  private final URI folder;

  /** A document that is data, shapes and report at once is read once, so that labels agree. */
  private final Map<String, Graph> documents = new HashMap<>();

  private final List<Test> tests = new ArrayList<>();

  /**
   * A test.
   *
   * @param id the address in the suite, without its end
   * @param document where the expected report stands
   * @param result its node there, or {@code sht:Failure} where the shapes are to be refused
   */
  record Test(String id, String label, Graph shapes, Graph data, Graph document, Node result) {
    /** Whether the shapes graph is ill-formed, so that no report may come. */
    boolean expectsFailure() {
      return result.equals(NodeFactory.createURI(SHT + "Failure"));
    }

    /** The report that is expected, alone. */
    Graph report() {
      Graph report = GraphFactory.createDefaultGraph();
      addAll(result, report);
      return report;
    }

    private void addAll(Node subject, Graph report) {
      document.stream(subject, Node.ANY, Node.ANY)
          .filter(triple -> !report.contains(triple))
          .forEach(
              triple -> {
                report.add(triple);
                if (triple.getObject().isBlank()) {
                  addAll(triple.getObject(), report);
                }
              });
    }
  }

  /** Reads the manifests. */
  ShaclSuite(Path folder) {
    this.folder = folder.toUri();
    read(this.folder + "manifest.ttl");
  }

  /** All tests, in the order of the manifests. */
  List<Test> tests() {
    return List.copyOf(tests);
  }

  private void read(String manifest) {
    Graph graph = document(manifest);
    Node self = NodeFactory.createURI(manifest);
    graph.stream(self, mf("include"), Node.ANY)
        .map(triple -> triple.getObject().getURI())
        .sorted()
        .forEach(this::read);
    graph.stream(self, mf("entries"), Node.ANY)
        .map(Triple::getObject)
        .flatMap(list -> G.rdfList(graph, list).stream())
        .forEach(entry -> tests.add(test(graph, entry)));
  }

  private Test test(Graph graph, Node entry) {
    Node action = G.getOneSP(graph, entry, mf("action"));
    return new Test(
        folder.relativize(URI.create(entry.getURI())).toString(),
        G.getOneSP(graph, entry, RDFS.label.asNode()).getLiteralLexicalForm(),
        document(G.getOneSP(graph, action, sht("shapesGraph")).getURI()),
        document(G.getOneSP(graph, action, sht("dataGraph")).getURI()),
        graph,
        G.getOneSP(graph, entry, mf("result")));
  }

  private Graph document(String url) {
    return documents.computeIfAbsent(
        url,
        any -> {
          Graph graph = GraphFactory.createDefaultGraph();
          RDFParser.source(url).lang(Lang.TURTLE).parse(graph);
          return graph;
        });
  }

  private static Node mf(String name) {
    return NodeFactory.createURI(MF + name);
  }

  private static Node sht(String name) {
    return NodeFactory.createURI(SHT + name);
  }
}
