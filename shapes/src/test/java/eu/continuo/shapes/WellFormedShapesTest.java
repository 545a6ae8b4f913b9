package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WellFormedShapesTest {
  private static final String PREFIXES =
      """
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX : <http://a.example/>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $this ?p ?o MINUS { $this ?p 1 }                             | It has MINUS.
          VALUES ?any { 1 }                                            | It has VALUES.
          SERVICE <http://b.example/> { ?a ?b ?c }                     | It has SERVICE.
          BIND (1 AS $this)                                            | It assigns to ?this, which is bound beforehand.
          { SELECT ?a { ?a ?b ?c } }                                   | A subquery does not return ?this.
          { SELECT * { FILTER ($this = 1) } }                          | A subquery does not return ?this.
          { SELECT $this { $this ?b ?c } VALUES ?b { 1 } }             | It has VALUES.
          { SELECT $this (1 AS ?currentShape) { $this ?b ?c } }        | It assigns to ?currentShape, which is bound beforehand.
          $this ?p ?o FILTER NOT EXISTS { ?o ?q ?r MINUS { ?r ?s 1 } } | It has MINUS.
          $this ?p ?o BIND (EXISTS { VALUES ?p { 1 } } AS ?q)          | It has VALUES.
          """)
  void refusesAQueryThatPreBindingDoesNotAllow(String pattern, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WellFormedShapes.parse(shape(pattern)))
        .withMessage("The query of http://a.example/constraint is ill-formed. " + sentence);
  }

  @Test
  void saysEverythingThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WellFormedShapes.parse(
                    shape("$this ?p ?o MINUS { $this ?p 1 } BIND (1 AS ?shapesGraph)")))
        .withMessage(
            """
            The query of http://a.example/constraint is ill-formed. It assigns to ?shapesGraph, which is bound beforehand.
            The query of http://a.example/constraint is ill-formed. It has MINUS.\
            """);
  }

  @Test
  void refusesAValidatorThatAssignsToItsParameter() {
    Graph component =
        parse(
            """
            :Component a sh:ConstraintComponent ; sh:parameter [ sh:path :most ] ;
              sh:validator :validator .
            :validator a sh:SPARQLAskValidator ; sh:ask "ASK { BIND (1 AS $most) BIND (2 AS $value) }" .
            """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WellFormedShapes.parse(component))
        .withMessage(
            """
            The query of http://a.example/validator is ill-formed. It assigns to ?most, which is bound beforehand.
            The query of http://a.example/validator is ill-formed. It assigns to ?value, which is bound beforehand.\
            """);
  }

  @Test
  void takesASubqueryThatReturnsTheFocusNode() {
    Graph shape = shape("{ SELECT $this { $this ?p ?o } } FILTER EXISTS { $this ?p 1 }");
    assertThatCode(() -> WellFormedShapes.parse(shape)).doesNotThrowAnyException();
    assertThat(WellFormedShapes.parse(shape).getTargetShapes()).hasSize(1);
  }

  private static Graph shape(String pattern) {
    return parse(
        """
        :Shape a sh:NodeShape ; sh:targetNode :x ; sh:sparql :constraint .
        :constraint sh:select \"""SELECT $this WHERE { %s }\""" .
        """
            .formatted(pattern));
  }

  private static Graph parse(String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).parse(graph);
    return graph;
  }
}
