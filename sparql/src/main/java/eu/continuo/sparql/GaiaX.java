package eu.continuo.sparql;

import eu.continuo.ontology.Icra;
import eu.continuo.ontology.Words;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Union;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * Offerings to and from the terms of Gaia-X, release 25.11. Gaia-X closes most of its shapes, so
 * that its terms and ours never meet at one node: a description is translated and never mixed, and
 * what the other side cannot say is named.
 */
public final class GaiaX {
  /** The namespace of Gaia-X, which names no release. */
  public static final String NS = "https://w3id.org/gaia-x/development#";

  /**
   * The largest description in triples: the loss is found by leaving out one triple after another.
   */
  static final int TRIPLES_MAX = 1_000;

  private static final Graph SCHEMES = Words.schemes();

  /** What Gaia-X demands, and what gives it here. */
  private static final Map<Node, Map<Node, String>> DEMANDS =
      Map.of(
          gx("ServiceOffering"),
          Map.of(
              gx("providedBy"),
              "Add \"offeredBy\".",
              gx("serviceOfferingTermsAndConditions"),
              "Add \"termsOfService\": the IRI of the document, and there a \"checksum\" with its"
                  + " \"checksumValue\"."),
          gx("LegalPerson"),
          Map.of(
              gx("headquartersAddress"),
              "Add \"subjectToJurisdiction\": the country of its head office.",
              gx("registrationNumber"),
              "Add \"vatID\" or \"leiCode\"."),
          gx("PhysicalResource"),
          Map.of(
              gx("maintainedBy"), "Add \"operatedBy\".",
              gx("location"), "Add \"country\"."));

  private final Query exported;
  private final Query imported;

  private GaiaX(Query exported, Query imported) {
    this.exported = exported;
    this.imported = imported;
  }

  /** The translations of {@code sparql/exports/gaia-x} and {@code sparql/imports/gaia-x}. */
  public static GaiaX packaged() {
    return new GaiaX(
        QueryFactory.create(Packaged.named("exports", "gaia-x").text()),
        QueryFactory.create(Packaged.named("imports", "gaia-x").text()));
  }

  /**
   * One offering, its provider, its sites and whoever runs, owns and controls them, in terms of
   * Gaia-X.
   *
   * @param view what the receiver may see, as one graph
   * @param offering the IRI of the offering
   * @return not translated where a fact is missing that Gaia-X demands: none is invented
   */
  public Translated export(Graph view, String offering) {
    Node node = NodeFactory.createURI(offering);
    if (!view.contains(node, RDF.type.asNode(), Icra.SERVICE_OFFERING)) {
      return new Translated.NotTranslated(
          List.of(
              Finding.violation(
                  "gaia-x.no-offering",
                  "<" + offering + "> is no offering that can be seen.",
                  "The question offers-under-price lists offerings.")));
    }
    Binding asked = BindingFactory.binding(Var.alloc("offering"), node);
    Graph described = described(view, node);
    return translate(described, source -> construct(exported, source, asked));
  }

  /**
   * Offerings, legal persons and physical resources of Gaia-X in our terms. Nothing is judged here:
   * what Gaia-X has no word for, such as a price, the gate will ask for.
   */
  public Translated read(Graph gaiaX) {
    return translate(gaiaX, source -> construct(imported, source, BindingFactory.empty()));
  }

  private static Translated translate(Graph source, Function<Graph, Graph> translation) {
    if (source.size() > TRIPLES_MAX) {
      return new Translated.NotTranslated(
          List.of(
              Finding.violation(
                  "gaia-x.too-large",
                  "The description has %d triples; the limit is %d."
                      .formatted(source.size(), TRIPLES_MAX),
                  "Translate one offering at a time.")));
    }
    Graph graph = translation.apply(source);
    List<Finding> missing = missing(graph);
    return missing.isEmpty()
        ? new Translated.Translation(graph, lost(source, graph, translation))
        : new Translated.NotTranslated(missing);
  }

  /**
   * A triple is lost if the translation is the same without it. The type of a node is not, where
   * something else that is said of the node is not.
   */
  private static List<Triple> lost(Graph source, Graph graph, Function<Graph, Graph> translation) {
    Graph rest = GraphFactory.createDefaultGraph();
    source.stream().forEach(rest::add);
    Set<Triple> idle =
        source.stream()
            .filter(
                triple -> {
                  rest.delete(triple);
                  boolean same = translation.apply(rest).isIsomorphicWith(graph);
                  rest.add(triple);
                  return same;
                })
            .collect(Collectors.toSet());
    return idle.stream()
        .filter(
            triple ->
                !triple.getPredicate().equals(RDF.type.asNode())
                    || source.stream(triple.getSubject(), Node.ANY, Node.ANY)
                        .allMatch(idle::contains))
        .sorted(Comparator.comparing(Triple::toString))
        .toList();
  }

  private static List<Finding> missing(Graph graph) {
    return DEMANDS.entrySet().stream()
        .flatMap(
            demand ->
                graph.stream(Node.ANY, RDF.type.asNode(), demand.getKey())
                    .map(Triple::getSubject)
                    .flatMap(node -> missing(graph, node, demand.getValue())))
        .sorted(Comparator.comparing(Finding::toString))
        .toList();
  }

  private static Stream<Finding> missing(Graph graph, Node node, Map<Node, String> demands) {
    return demands.entrySet().stream()
        .filter(demand -> !graph.contains(node, demand.getKey(), Node.ANY))
        .map(
            demand ->
                new Finding(
                    "gaia-x.missing-fact",
                    Severity.VIOLATION,
                    node.getURI(),
                    "gx:" + demand.getKey().getLocalName(),
                    null,
                    null,
                    "Gaia-X demands gx:%s of <%s>, and nothing that is known gives it."
                        .formatted(demand.getKey().getLocalName(), node.getURI()),
                    demand.getValue()));
  }

  /** What a view says of an offering: all that it leads to, and what is of its sites or for it. */
  private static Graph described(Graph view, Node offering) {
    Graph graph = GraphFactory.createDefaultGraph();
    Set<Node> seen = new HashSet<>(Set.of(offering));
    Deque<Node> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && graph.size() <= TRIPLES_MAX) {
      Node node = open.remove();
      Stream.concat(
              view.stream(node, Node.ANY, Node.ANY)
                  .peek(graph::add)
                  .filter(triple -> !triple.getPredicate().equals(RDF.type.asNode()))
                  .map(Triple::getObject)
                  .filter(object -> !SCHEMES.contains(object, Node.ANY, Node.ANY)),
              Stream.of(Icra.OF_SITE, Icra.FOR_OFFERING)
                  .flatMap(property -> view.stream(Node.ANY, property, node))
                  .map(Triple::getSubject))
          .filter(next -> !next.isLiteral())
          .filter(seen::add)
          .toList()
          .forEach(open::add);
    }
    return graph;
  }

  private static Graph construct(Query query, Graph source, Binding bound) {
    Graph graph = GraphFactory.createDefaultGraph();
    try (QueryExec exec =
        QueryExec.graph(new Union(source, SCHEMES)).query(query).substitution(bound).build()) {
      exec.constructTriples().forEachRemaining(graph::add);
    }
    graph.getPrefixMapping().setNsPrefixes(query.getPrefixMapping());
    return graph;
  }

  private static Node gx(String name) {
    return NodeFactory.createURI(NS + name);
  }
}
