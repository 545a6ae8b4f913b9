package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.junit.jupiter.api.Test;

/**
 * Which focus nodes a change reaches, case by case and at random. {@code
 * -Dcontinuo.shapes.fuzz-iterations=5000} makes the random one long, and {@code
 * -Dcontinuo.shapes.fuzz-seed} begins it at the seed that a failure names.
 */
class FocusGateTest {
  private static final int ITERATIONS = Integer.getInteger("continuo.shapes.fuzz-iterations", 200);
  private static final long SEED = Long.getLong("continuo.shapes.fuzz-seed", 1);

  private static final String PREFIXES =
      """
      PREFIX : <http://example.org/>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  @Test
  void saysWhatTheWholeGraphSaysAtEveryNodeThatAChangeCanAffect() {
    LongStream.range(SEED, SEED + ITERATIONS)
        .forEach(seed -> assertThat(FocusFuzz.difference(seed, Fault.NONE)).isEmpty());
  }

  @Test
  void walksAPathBackThroughInverseAndAlternativeSteps() {
    assertThat(
            reached(
                ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:minCount 1 ;"
                    + " sh:path ( [ sh:inversePath :p ] [ sh:alternativePath ( :q :r ) ] :s ) ] .",
                ":x :p :f , :g . :y :p :h . :x :r :z . :y :q :other . :z :s 1 .",
                ":z :s 1 ."))
        .containsExactlyInAnyOrder("f", "g");
  }

  @Test
  void walksAClosureBackOverWhatWasRemovedToo() {
    String shapes =
        ":S a sh:NodeShape ; sh:targetClass :C ;"
            + " sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:class :D ] .";
    Graph after = graph(":f :p :a . :a :p :b . :g :p :other . :C rdfs:subClassOf :D .");
    Collection<Triple> removed = triples(":b :p :c . :c a :C .");
    assertThat(reached(gate(shapes), new NetChange(after, List.of(), removed)))
        .containsExactlyInAnyOrder("f", "a", "b", "c");
  }

  @Test
  void reachesTheInstancesOfEverySubclassWhenAClassGetsASuperclass() {
    assertThat(
            reached(
                ":S a sh:NodeShape ; sh:targetClass :C ; sh:closed true .",
                ":f a :A . :g a :B . :h a :Other . :A rdfs:subClassOf :B . :B rdfs:subClassOf :C .",
                ":B rdfs:subClassOf :C ."))
        .containsExactlyInAnyOrder("f", "g", "B");
  }

  @Test
  void narrowsByAllThatAQueryRequires() {
    assertThat(
            reached(
                sparql("$this :at ?site ; :of ?kind . ?other :at ?site ; :of ?kind ."),
                ":f :at :s1 ; :of :k1 . :g :at :s1 ; :of :k2 . :h :at :s2 ; :of :k1 ."
                    + " :new :at :s1 ; :of :k1 .",
                ":new :at :s1 ."))
        .containsExactlyInAnyOrder("f", "new");
  }

  @Test
  void reachesAcrossNotExistsMinusAndOptional() {
    String data = ":f :p :a . :g :p :b . :a :q 1 . :x :q 2 .";
    for (String query :
        List.of(
            "$this :p ?a FILTER NOT EXISTS { ?a :q ?v }",
            "$this :p ?a MINUS { ?a :q ?v }",
            "$this :p ?a OPTIONAL { ?a :q ?v }")) {
      assertThat(reached(sparql(query), data, ":a :q 1 .")).describedAs(query).contains("f");
      assertThat(reached(sparql(query), data, ":a :q 1 .")).describedAs(query).doesNotContain("g");
      assertThat(gate(sparql(query)).fallbacks()).describedAs(query).isEmpty();
    }
  }

  /** Without :a :q :b the second OPTIONAL has nothing to share, and takes every :r there is. */
  @Test
  void trustsNoVariableThatAnOptionalPartMayLeaveUnbound() {
    String query = "$this :p ?a OPTIONAL { ?a :q ?b } OPTIONAL { ?b :r ?c }";
    assertThat(reached(sparql(query), ":f :p :a . :y :r 1 .", ":y :r 1 ."))
        .isEqualTo(Set.of("every target: A pattern of its query is not joined to $this."));
  }

  /** One branch of a UNION holds without the other. */
  @Test
  void joinsNothingThroughTheOtherBranchOfAUnion() {
    String query = "{ ?a :q ?b } UNION { $this :p ?a }";
    assertThat(reached(sparql(query), ":f :p :a . :x :q 1 .", ":x :q 1 ."))
        .isEqualTo(Set.of("every target: A pattern of its query is not joined to $this."));
  }

  /** The first of all rows may be pushed out by a row that has nothing to do with it. */
  @Test
  void joinsNothingThroughARowThatALimitChose() {
    String query = "$this :p ?a . { SELECT ?a { ?a :q ?b } ORDER BY ?a LIMIT 1 }";
    assertThat(reached(sparql(query), ":f :p :b . :a :q 1 . :b :q 1 .", ":a :q 1 ."))
        .isEqualTo(Set.of("every target: A pattern of its query is not joined to $this."));
  }

  /** A count of nothing is a row, so the pattern that is counted need not hold. */
  @Test
  void requiresNothingOfASubqueryThatCounts() {
    String query = "$this :p ?a . { SELECT (COUNT(?b) AS ?n) { $this :q ?b . :k :r $this } }";
    assertThat(reached(sparql(query), ":f :p :a .", ":f :p :a .")).containsExactly("f");
  }

  @Test
  void saysWhichShapesFallBackAndWhy() {
    assertThat(gate(sparql("?a :p ?b FILTER (?b = 1)")).fallbacks())
        .containsExactly(
            new Fallback("http://example.org/S", "A pattern of its query is not joined to $this."));
    assertThat(gate(":S sh:targetClass :C ; sh:property [ sh:path rdfs:member ] .").fallbacks())
        .containsExactly(
            new Fallback(
                "http://example.org/S", "It has a path that reads other triples than it names."));
    assertThat(eu.continuo.shapes.Shapes.packaged().fallbacks()).isEmpty();
  }

  /** Jena takes the second round for one that conforms, so nothing is read there. */
  @Test
  void readsAShapeThatRefersToItselfOnceAsJenaDoes() {
    assertThat(
            reached(
                ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:node :S ] .",
                ":f :p :a . :a :p :b .",
                ":a :p :b ."))
        .containsExactly("a");
  }

  @Test
  void fallsBackWhereSiblingsReferToEachOtherWithoutEnd() {
    String counts =
        "sh:qualifiedMaxCount 1 ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedValueShape";
    assertThat(
            gate(":S sh:targetClass :C ; sh:property :P1 , :P2 . :D sh:class :D ."
                    + " :P1 sh:path :p ; %s :S . :P2 sh:path :q ; %s :D ."
                        .formatted(counts, counts))
                .fallbacks())
        .contains(
            new Fallback("http://example.org/S", "Its shapes refer to each other in a circle."));
  }

  @Test
  void looksIntoNoMoreOfAGraphTenTimesAsLarge() {
    assertThat(lookedInto(20_000)).isEqualTo(lookedInto(2_000));
  }

  /** How many triples a graph with so many observations hands out when one more is judged. */
  private static long lookedInto(int observations) {
    Graph data = GraphFactory.createDefaultGraph();
    for (int i = 0; i < observations; i++) {
      triples(":o%d a :C ; :at :s%d ; :of :k%d .".formatted(i, i % 20, i / 20)).forEach(data::add);
    }
    Collection<Triple> added = triples(":o3 :at :s3 .");
    long[] handedOut = new long[1];
    Graph counted =
        new WrappedGraph(data) {
          @Override
          public ExtendedIterator<Triple> find(Triple pattern) {
            return super.find(pattern).mapWith(this::counted);
          }

          private Triple counted(Triple triple) {
            handedOut[0]++;
            return triple;
          }
        };
    String shapes = sparql("$this :at ?site ; :of ?kind . ?other :at ?site ; :of ?kind .");
    NetChange change = new NetChange(counted, added, List.of());
    assertThat(reached(gate(shapes), change)).containsExactly("o3");
    return handedOut[0];
  }

  private static String sparql(String pattern) {
    return ":S a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ sh:prefixes :decl ; sh:select"
        + " \"SELECT $this { "
        + pattern
        + " }\" ] . :decl sh:declare [ sh:prefix '' ; sh:namespace 'http://example.org/' ] .";
  }

  private static Set<String> reached(String shapes, String after, String added) {
    return reached(gate(shapes), new NetChange(graph(after), triples(added), List.of()));
  }

  /** The local names of the focus nodes of the one shape, or that it is every target. */
  private static Set<String> reached(FocusGate gate, NetChange change) {
    Map<?, FocusGate.Affected> affected = gate.affected(change, GraphFactory.createDefaultGraph());
    return affected.values().stream()
        .flatMap(
            some ->
                some.every().isPresent()
                    ? some.every().map(every -> "every target: " + every.reason()).stream()
                    : some.focusNodes().stream().map(node -> node.getLocalName()))
        .collect(Collectors.toSet());
  }

  private static FocusGate gate(String shapes) {
    Shapes parsed = FocusFuzz.parse(PREFIXES + shapes);
    return new FocusGate(parsed);
  }

  private static Collection<Triple> triples(String turtle) {
    return graph(turtle).stream().toList();
  }

  private static Graph graph(String turtle) {
    return RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph();
  }
}
