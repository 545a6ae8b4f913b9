package eu.continuo.service.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eu.continuo.ontology.Icra;
import eu.continuo.service.Europe;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.place.Placed;
import eu.continuo.service.place.Placing;
import eu.continuo.service.wiring.Instance;
import eu.continuo.sparql.Asked;
import eu.continuo.sparql.Question;
import eu.continuo.sparql.RoundTrip;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The example of Europe, placed whole, has something to say to every question. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EuropeAnswersTest {
  /**
   * Nothing in it is old, for all of it is loaded at the instant that is asked about; no plan of
   * ours breaks a requirement, and one plan does not differ from itself; no data lies where it may
   * not, no component is permitted nowhere, no site lacks a fact, and nothing is found wrong.
   * Nobody in it writes policies in ODRL.
   */
  private static final List<String> EMPTY =
      List.of(
          "data-out-of-place",
          "open-findings",
          "permitted-nowhere",
          "plans-compared",
          "sites-lacking-facts",
          "stale-graphs",
          "unproven-control",
          "usage-terms");

  private static final String GEO = "http://www.opengis.net/ont/geosparql#";
  private static final double ROUNDED_MS = 0.005;

  private Europe europe;
  private Instance instance;
  private Placed.Plan plan;

  @BeforeAll
  void place(@TempDir Path folder) throws Exception {
    europe = Europe.packaged();
    instance = europe.loaded(folder);
    plan =
        (Placed.Plan) instance.placing().place(Placing.Wish.ALL, Principal.OPERATOR, europe.now());
  }

  @AfterAll
  void close() {
    instance.close();
  }

  @Test
  void everyComponentHasAPlace() {
    assertThat(plan.placed()).isEqualTo(plan.requested());
    assertThat(plan.leftOut()).isEmpty();
  }

  @Test
  void everyQuestionIsAnsweredWithRows() {
    assertThat(
            instance.asking().questions().stream()
                .filter(question -> answer(question).rows().isEmpty())
                .map(Question::name))
        .containsExactlyElementsOf(EMPTY);
  }

  @Test
  void everyLatencyOfALinkIsTheModelledRoundTripOfItsSites() {
    List<Link> links =
        instance
            .continuum()
            .read(
                Principal.OPERATOR,
                view -> {
                  Graph graph = view.getDefaultGraph();
                  return graph.stream(Node.ANY, RDF.type.asNode(), Icra.NETWORK_LINK)
                      .map(type -> Link.of(graph, type.getSubject()))
                      .toList();
                });
    assertThat(links).isNotEmpty();
    assertThat(links)
        .allSatisfy(
            link ->
                assertThat(link.latencyMs)
                    .isCloseTo(
                        RoundTrip.betweenMs(link.from, link.to).orElseThrow(), within(ROUNDED_MS)));
  }

  private Asked.Answer answer(Question question) {
    Map<String, String> arguments =
        new ExampleArguments(plan.plan(), plan.assignments().getFirst().site()).of(question);
    return (Asked.Answer)
        instance.asking().ask(question.name(), arguments, Principal.OPERATOR, europe.now());
  }

  /** A link by the points of its sites. */
  private record Link(String from, String to, double latencyMs) {
    static Link of(Graph graph, Node link) {
      return new Link(
          point(graph, the(graph, link, Icra.FROM_SITE)),
          point(graph, the(graph, link, Icra.TO_SITE)),
          Double.parseDouble(the(graph, link, Icra.LATENCY_MS).getLiteralLexicalForm()));
    }

    private static String point(Graph graph, Node site) {
      Node geometry = the(graph, site, NodeFactory.createURI(GEO + "hasGeometry"));
      return the(graph, geometry, NodeFactory.createURI(GEO + "asWKT")).getLiteralLexicalForm();
    }
  }

  private static Node the(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).findAny().orElseThrow().getObject();
  }
}
