package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both engines find the same wherever the second is trusted, and differ where it is not. {@code
 * -Dcontinuo.shapes.judges-iterations=20000} makes the random comparison long, and {@code
 * -Dcontinuo.shapes.judges-seed} begins it at the seed that a failure names.
 */
class TwoJudgesTest {
  private static final int ITERATIONS =
      Integer.getInteger("continuo.shapes.judges-iterations", 200);
  private static final long SEED = Long.getLong("continuo.shapes.judges-seed", 1);

  /** Enough for every component; Jena alone judges these. */
  private static final int COVERING_SEEDS = 750;

  /** Among so many seeds is one that shows what is trusted wrongly. */
  private static final int SEEDS = 200;

  /** As if nobody had ever found a difference. */
  private static final Trust BLIND = said -> Optional.empty();

  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  @TestFactory
  Stream<DynamicTest> agreeOnEveryCase() {
    Shapes shapes = Shapes.packaged();
    return cases()
        .map(
            document ->
                dynamicTest(
                    Cases.ROOT.relativize(document).toString(),
                    () ->
                        assertThat(shapes.compare(Cases.withNeighbours(document)))
                            .isInstanceOf(Comparison.Agreed.class)));
  }

  @Test
  void judgeNearlyAllOfThePackagedShapes() {
    Comparison comparison = Shapes.packaged().compare(Cases.read(Cases.NEIGHBOURS));
    assertThat(comparison)
        .isInstanceOfSatisfying(
            Comparison.Agreed.class,
            agreed -> {
              assertThat(agreed.constraints()).isGreaterThan(250);
              assertThat(agreed.unproved()).isEqualTo(Shapes.packaged().unproved()).hasSize(46);
            });
  }

  @Test
  void agreeAtRandomAndByAPartOfWhatIsJudged() {
    assertThat(LongStream.range(SEED, SEED + ITERATIONS))
        .allSatisfy(seed -> assertThat(JudgesFuzz.wrong(seed, new Rdf4jTrust())).isEmpty());
  }

  /** Each as if RDF4J had been trusted with it. */
  static Stream<Node> wronglyTrusted() {
    return Stream.of(SHACL.xone, SHACL.path);
  }

  @ParameterizedTest
  @MethodSource("wronglyTrusted")
  void areSeenToDifferAtRandom(Node construct) {
    Trust right = new Rdf4jTrust();
    Trust wrong =
        said -> said.property().equals(construct) ? Optional.empty() : right.reasonAgainst(said);
    assertThat(LongStream.rangeClosed(1, SEEDS))
        .anyMatch(seed -> JudgesFuzz.wrong(seed, wrong).isPresent());
  }

  /** What is never found violated is not compared, whatever the white list says. */
  @Test
  void areAskedForEveryComponentThatRdf4jIsTrustedWith() {
    Set<String> found =
        LongStream.rangeClosed(1, COVERING_SEEDS)
            .boxed()
            .flatMap(seed -> JudgesFuzz.componentsCompared(seed, new Rdf4jTrust()).stream())
            .map(Code::of)
            .collect(Collectors.toSet());
    assertThat(found)
        .containsExactlyInAnyOrder(
            "shape.and",
            "shape.class",
            "shape.datatype",
            "shape.disjoint",
            "shape.equals",
            "shape.has-value",
            "shape.in",
            "shape.language-in",
            "shape.max-count",
            "shape.max-exclusive",
            "shape.max-inclusive",
            "shape.max-length",
            "shape.min-count",
            "shape.min-exclusive",
            "shape.min-inclusive",
            "shape.min-length",
            "shape.node",
            "shape.node-kind",
            "shape.not",
            "shape.or",
            "shape.pattern",
            "shape.unique-lang");
  }

  @Test
  void compareNoMoreResultsThanRdf4jGives() {
    String data =
        IntStream.range(0, 2_000)
            .mapToObj(":n%d a :C ."::formatted)
            .collect(Collectors.joining("\n"));
    assertThat(compare(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .", data))
        .isEqualTo(new Comparison.Agreed(1, 1_000, List.of()));
  }

  /** Who is right differs from line to line, so each reason says who is wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sh:targetClass :C ; sh:xone ( [ sh:nodeKind sh:Literal ] [ sh:class :D ] )                                        | :x a :C .                                          | RDF4J passes over it.
          sh:targetClass :C ; sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:minCount 1 ]                               | :x a :C .                                          | RDF4J passes over paths with *, + or ?, and others have not been compared.
          sh:targetClass :C ; sh:targetSubjectsOf :p ; sh:nodeKind sh:Literal                                               | :x a :C . :y :p 1 .                                | RDF4J leaves out focus nodes where a shape has targets of two kinds.
          sh:targetClass :C ; sh:severity :Own ; sh:nodeKind sh:Literal                                                     | :x a :C .                                          | RDF4J takes a severity of one's own for a violation.
          sh:targetClass :C ; sh:property [ sh:path :p ; sh:in ( 1 2.0 ) ]                                                  | :x a :C ; :p 2 .                                   | RDF4J compares numbers by value and not as terms.
          sh:targetClass :C ; sh:property [ sh:path :p ; sh:lessThanOrEquals :q ]                                           | :x a :C ; :p :y ; :q :y .                          | Jena takes equal values that have no order, such as IRIs, for ordered.
          sh:targetClass :C ; sh:property [ sh:path :p ; sh:lessThan :q ]                                                   | :x a :C ; :p 1 ; :q '300'^^xsd:byte .             | RDF4J finds a place in the order for a number that is ill-formed.
          sh:targetClass :C ; sh:property [ sh:path :p ; sh:not [ sh:minLength 1 ] ]                                        | :x a :C ; :p [ ] .                                 | RDF4J lets blank nodes pass where the shape is judged inside another.
          sh:targetObjectsOf :p ; sh:hasValue 'a'                                                                           | :x :p 1 .                                          | RDF4J takes some literals for the value that are others.
          sh:targetClass :C ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 2 ] ] ]           | :x a :C ; :p :y . :y :q 1 , 'a' .                  | RDF4J judges the properties of literals wrong.
          sh:targetClass :C ; sh:node [ sh:property [ sh:path :q ; sh:minCount 2 ] ]                                        | :x a :C ; :q 1 , 'a' .                             | RDF4J takes two literals for one where neither is less than the other.
          sh:targetNode :f ; sh:property [ sh:path :p ; sh:or ( [ sh:class :D ; sh:nodeKind sh:BlankNodeOrIRI ] [ sh:class :D ; sh:property [ sh:path :q ; sh:minCount 1 ] ] ) ] | :f :p '01'^^xsd:integer , '12:00:00'^^xsd:time , :y . | RDF4J leaves out values where a path leads to several that have no order.
          sh:targetClass :C ; sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ]                                       | :x a :C ; :p :y .                                  | Jena judges it at the focus node where the property shape is a target itself.
          """)
  void differWhereRdf4jIsNotTrusted(String shape, String data, String reason) {
    SecondJudge judge = judge(":S " + shape + " .", new Rdf4jTrust());
    assertThat(judge.unproved()).extracting(Unproved::reason).contains(reason);
    assertThat(judge.compare(graph(data))).isInstanceOf(Comparison.Agreed.class);
    assertThat(judge(":S " + shape + " .", BLIND).compare(graph(data)))
        .isInstanceOfSatisfying(
            Comparison.Differ.class, differ -> assertThat(differ.differences()).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sh:targetObjectsOf :p ; sh:property [ sh:path :q ; sh:disjoint :q ] | :x :p 1 .
          sh:targetClass :C ; a sh:NodeShape ; sh:path :p ; sh:minCount 1     | :x a :C .
          """)
  void doNotBreakWhereRdf4jWould(String shape, String data) {
    assertThat(compare(":S " + shape + " .", data)).isInstanceOf(Comparison.Agreed.class);
    assertThatThrownBy(() -> judge(":S " + shape + " .", BLIND).compare(graph(data)))
        .isInstanceOf(RuntimeException.class);
  }

  /** The same values are compared where they can be told apart. */
  @Test
  void leaveOutCountsOfLiteralsThatHaveNoOrder() {
    String shapes = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 3 ] .";
    assertThat(compare(shapes, ":x a :C ; :p 1 , 'one' ."))
        .isEqualTo(new Comparison.Agreed(1, 0, List.of()));
    assertThat(compare(shapes, ":x a :C ; :p 1 , 2 ."))
        .isEqualTo(new Comparison.Agreed(1, 1, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 , 'one'", "1 , 1.0", "1 , 01", ":y , [ ]", "'NaN'^^xsd:double , 1"})
  void countTheValuesOfAtMostOneAsTerms(String values) {
    String shapes = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:maxCount 1 ] .";
    assertThat(compare(shapes, ":x a :C ; :p " + values + " . :y a :C ; :p 1 ."))
        .isEqualTo(new Comparison.Agreed(1, 1, List.of()));
  }

  @Test
  void sayWhoFoundWhatAndWhere() {
    String shapes = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:in ( 2.0 ) ] .";
    assertThat(judge(shapes, BLIND).compare(graph(":x a :C ; :p 2 .")))
        .isInstanceOfSatisfying(
            Comparison.Differ.class,
            differ -> {
              assertThat(differ.differences())
                  .containsExactly(
                      new Difference(
                          Difference.Engine.JENA,
                          "http://example.org/x",
                          "<http://example.org/p>",
                          "shape.in",
                          "2"));
              assertThat(Result.of(differ.jenaReport())).hasSize(1);
              assertThat(Result.of(differ.rdf4jReport())).isEmpty();
            });
  }

  @Test
  void leaveOutOneConstraintAndKeepItsNeighbours() {
    SecondJudge judge =
        judge(
            ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:in ( 1 ) ] .",
            new Rdf4jTrust());
    assertThat(judge.compare(graph(":x a :C .")))
        .isEqualTo(new Comparison.Agreed(1, 1, judge.unproved()));
  }

  /** To leave out half of what is negated would turn the verdict round. */
  @Test
  void takeAShapeInsideAnotherWholeOrNotAtAll() {
    SecondJudge judge =
        judge(
            ":S sh:targetClass :C ; sh:not [ sh:nodeKind sh:IRI ; sh:in ( 1 ) ] .",
            new Rdf4jTrust());
    assertThat(judge.compare(graph(":x a :C .")))
        .isEqualTo(new Comparison.Agreed(0, 0, judge.unproved()));
  }

  @Test
  void leaveAShapeThatRefersToItselfToOneEngine() {
    SecondJudge judge =
        judge(
            ":S sh:targetClass :C ; sh:property :P . :P sh:path :p ; sh:node :S .",
            new Rdf4jTrust());
    assertThat(judge.unproved())
        .contains(new Unproved("http://example.org/P", "sh:node", "The shape refers to itself."));
  }

  @Test
  void leaveParametersOfComponentsOfOnesOwnToOneEngine() {
    SecondJudge judge =
        judge(
            """
            :Odd a sh:ConstraintComponent ; sh:parameter [ sh:path :odd ] ;
              sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER ($value != $odd) }" ] .
            :S sh:targetClass :C ; :odd 1 ; :other 2 .
            """,
            new Rdf4jTrust());
    assertThat(judge.unproved())
        .extracting(Unproved::construct)
        .containsExactly("http://example.org/odd");
  }

  private static Stream<Path> cases() {
    return Cases.concepts().stream()
        .flatMap(
            concept ->
                Stream.concat(
                    Cases.conforming(concept).stream(),
                    Cases.violating(concept).stream()
                        .map(folder -> folder.resolve("input.jsonld"))));
  }

  private static Comparison compare(String shapes, String data) {
    return judge(shapes, new Rdf4jTrust()).compare(graph(data));
  }

  private static SecondJudge judge(String shapes, Trust trust) {
    return new SecondJudge(ShaclValidator.get().parse(graph(shapes)), trust);
  }

  private static Graph graph(String turtle) {
    return RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
  }
}
