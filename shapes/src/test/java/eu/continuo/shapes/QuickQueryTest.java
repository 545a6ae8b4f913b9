package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries made ready once: which they are, and that they answer as Jena does. */
class QuickQueryTest {
  private static final String PREFIX = "PREFIX ex: <http://example.org/> ";

  private static final Graph DATA =
      turtle(
          """
          ex:a a ex:C ; ex:value 1 , 2 ; ex:next ex:b ; ex:limit 1 .
          ex:b a ex:C ; ex:value 1 ; ex:next ex:c ; ex:limit 3 .
          ex:c a ex:C ; ex:value 3 ; ex:next ex:a ; ex:other ex:a .
          ex:d a ex:C ; ex:value 5 .
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT $this ?value WHERE { $this $PATH ?value ; ex:limit ?l FILTER (?value > ?l) }",
        "SELECT DISTINCT $this ?value WHERE { $this $PATH ?value . ?o ex:value ?value FILTER (?o !="
            + " $this) }",
        "SELECT $this WHERE { $this $PATH ?value . ?o ex:limit ?l FILTER (?value = ?l && NOT EXISTS"
            + " { ?o ex:other ?x }) ?o ex:next ?x }",
        "SELECT $this WHERE { $this ex:limit ?l BIND (?l + 2 AS ?v) ?o ex:value ?v ; a ex:C"
            + " FILTER (?o != $this) }",
        "SELECT $this WHERE { $this ex:limit ?l BIND (?l / 0 AS ?v) ?o ex:value ?v ; a ex:C ;"
            + " ex:limit ?m FILTER (?m > 2) }",
        "SELECT $this WHERE { $this $PATH ?value FILTER NOT EXISTS { $this ex:limit ?l } }",
        "SELECT $this WHERE { $this $PATH ?value FILTER NOT EXISTS { ?o ex:next $this } }",
        "SELECT $this WHERE { $this ex:next+ $this ; ex:other ?o }",
        "SELECT $this WHERE { { $this ex:other ?o } UNION { $this ex:limit 3 } }",
        "SELECT $this WHERE { $this $PATH ?value OPTIONAL { $this ex:limit ?l } FILTER (!BOUND(?l))"
            + " }",
        "SELECT $this WHERE { $this $PATH ?value BIND (?value * 2 AS ?twice) FILTER (?twice > 5) }",
        "SELECT $this ?v WHERE { $this $PATH ?v . ?o ex:value ?v } GROUP BY $this ?v"
            + " HAVING (COUNT(?o) > 1)",
        "SELECT $this WHERE { $this $PATH ?value } GROUP BY $this HAVING (COUNT(?value) > 1)",
        "SELECT $this ?l WHERE { $this $PATH ?v ; ex:limit ?l } GROUP BY $this ?l HAVING (SUM(?v) >"
            + " ?l)",
      })
  void isReadyAndAnswersAsJenaDoes(String query) {
    Shape shape = shape(query);
    QuickQuery ready = QuickQuery.of(query(shape).getQuery(), shape).orElseThrow();
    assertThat(conforming(ready)).isEqualTo(conformingByJena(shape)).hasSizeBetween(1, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT $this WHERE { $this $PATH ?value MINUS { $this ex:limit ?l } }",
        "SELECT (COUNT(*) AS ?n) WHERE { $this $PATH ?value } HAVING (COUNT(*) < 2)",
        "SELECT $this WHERE { $this $PATH ?value { SELECT $this (COUNT(*) AS ?n) WHERE { $this"
            + " ex:next ?o } GROUP BY $this } }",
        "SELECT $this WHERE { $this $PATH ?value } ORDER BY ?value LIMIT 1",
        "SELECT $this WHERE { $this $PATH ?value GRAPH $shapesGraph { $currentShape a ?type } }",
      })
  void isLeftToJena(String query) {
    Shape shape = shape(query);
    assertThat(QuickQuery.of(query(shape).getQuery(), shape)).isEmpty();
  }

  @Test
  void takesNoOperatorThatWouldMeanSomethingElse() {
    Shape minus = shape("SELECT $this WHERE { $this $PATH ?value MINUS { $this ex:limit ?l } }");
    Optional<QuickQuery> taken = QuickQuery.of(query(minus).getQuery(), minus, op -> true);
    // Jena writes the node in, so that both sides have no variable in common and nothing is taken
    // away.
    assertThat(conforming(taken.orElseThrow())).isNotEqualTo(conformingByJena(minus));
  }

  @Test
  void isReadyForTheQueriesOfThePackagedShapes() {
    List<String> ready = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Graph packaged = GraphFactory.createDefaultGraph();
    for (ConceptShapes concept : eu.continuo.shapes.Shapes.packaged().texts()) {
      RDFParser.fromString(concept.turtle(), Lang.TURTLE).parse(packaged);
    }
    for (Shape target : parsed(packaged).getTargetShapes()) {
      for (Shape shape : target.getPropertyShapes()) {
        for (Constraint constraint : shape.getConstraints()) {
          if (constraint instanceof SparqlConstraint sparql) {
            (QuickQuery.of(sparql.getQuery(), shape).isPresent() ? ready : left)
                .add(shape.getShapeNode().getLocalName());
          }
        }
      }
    }
    assertThat(left).isEmpty();
    assertThat(ready).contains("Capacity-once", "EnergyMix-whole");
  }

  @Test
  void looksNoFurtherThanTheShorterOfTwoWaysLeads() {
    Shape once =
        shape(
            """
            SELECT $this WHERE {
              $this $PATH ?hour ; ex:zone ?zone .
              ?other $PATH ?hour ; ex:zone ?zone ; a ex:C .
              FILTER (?other != $this)
            }\
            """);
    QuickQuery ready = QuickQuery.of(query(once).getQuery(), once).orElseThrow();
    // Three triples speak of the other observation, and the first walk has a start.
    assertThat(looks(ready, 40, 400)).isLessThan(3 * 40 + 20);
    assertThat(looks(ready, 400, 40)).isLessThan(3 * 40 + 20);
    assertThat(looks(ready, 400, 400)).isLessThan(3 * 400 + 20);
    assertThat(looks(ready, 4000, 40)).isEqualTo(looks(ready, 400, 40));
  }

  /** The triples looked at for one of the observations, which conforms. */
  private static long looks(QuickQuery query, int zones, int hours) {
    Graph observations = GraphFactory.createDefaultGraph();
    for (int i = 0; i < zones; i++) {
      observe(observations, i, 0);
    }
    for (int hour = 1; hour < hours; hour++) {
      observe(observations, 0, hour);
    }
    AtomicLong looks = new AtomicLong();
    Graph counting =
        new WrappedGraph(observations) {
          @Override
          public ExtendedIterator<Triple> find(Node s, Node p, Node o) {
            return super.find(s, p, o)
                .mapWith(
                    triple -> {
                      looks.incrementAndGet();
                      return triple;
                    });
          }
        };
    ExecutionContext context = ExecutionContext.createForGraph(counting);
    assertThat(query.isEmpty(node("o-0-0"), context)).isTrue();
    long seen = looks.get();
    observations.add(node("again"), node("value"), NodeFactory.createLiteralString("0"));
    observations.add(node("again"), node("zone"), node("zone-0"));
    observations.add(node("again"), RDF.type.asNode(), node("C"));
    assertThat(query.isEmpty(node("o-0-0"), context)).isFalse();
    assertThat(query.isEmpty(node("o-0-1"), context)).isTrue();
    return seen;
  }

  private static void observe(Graph observations, int zone, int hour) {
    Node observation = node("o-" + zone + "-" + hour);
    observations.add(
        observation, node("value"), NodeFactory.createLiteralString(Integer.toString(hour)));
    observations.add(observation, node("zone"), node("zone-" + zone));
    observations.add(observation, RDF.type.asNode(), node("C"));
  }

  private static final List<Node> NODES = List.of(node("a"), node("b"), node("c"), node("d"));

  private static List<Node> conforming(QuickQuery query) {
    ExecutionContext context = ExecutionContext.createForGraph(DATA);
    return NODES.stream().filter(node -> query.isEmpty(node, context)).toList();
  }

  private static List<Node> conformingByJena(Shape shape) {
    return NODES.stream()
        .filter(
            node ->
                ShaclValidator.get().validate(parsed(shape.getShapeGraph()), DATA, node).conforms())
        .toList();
  }

  private static Shapes parsed(Graph graph) {
    return ShaclValidator.get().parse(graph);
  }

  private static Shape shape(String query) {
    return parsed(
            turtle(
                """
                ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .
                ex:P a sh:PropertyShape ; sh:path ex:value ; sh:sparql [ sh:select \"""%s\""" ] .
                """
                    .formatted(PREFIX + query)))
        .getShape(node("P"));
  }

  private static SparqlConstraint query(Shape shape) {
    for (Constraint constraint : shape.getConstraints()) {
      if (constraint instanceof SparqlConstraint query) {
        return query;
      }
    }
    throw new AssertionError("The shape has no query.");
  }

  private static Graph turtle(String text) {
    return RDFParser.fromString(
            "@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
                + text,
            Lang.TURTLE)
        .toGraph();
  }

  private static Node node(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }
}
