package eu.continuo.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every constraint on single values that is trusted, at values of every kind, ill-formed ones
 * included: what no random graph meets often enough.
 */
class EveryValueTest {
  private static final String PREFIXES =
      """
      PREFIX ex: <http://example.org/>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  private static final List<String> VALUES =
      """
      ex:n0 | ex:n1 | ex:C1 | _:b0 | "a" | "b" | "" | "abc" | "a b" | "ä𝄞" | "line\\nline"
      "a"@en | "a"@en-GB | "b"@EN | "a"@de
      1 | 2 | 01 | -1 | 1.0 | 1.5 | 2.0 | 1e0 | 2.5e0 | "1"^^xsd:float | "1"^^xsd:byte | "2"^^xsd:int
      "NaN"^^xsd:double | "INF"^^xsd:double | "NaN"^^xsd:float | "3"^^xsd:nonNegativeInteger | "1"^^xsd:long
      "x"^^xsd:integer | "1.5"^^xsd:integer | ""^^xsd:decimal | " 1 "^^xsd:integer | "300"^^xsd:byte
      "-1"^^xsd:nonNegativeInteger | true | false | "1"^^xsd:boolean | "maybe"^^xsd:boolean
      "2020-01-01"^^xsd:date | "2020-01-01Z"^^xsd:date | "2021-01-01"^^xsd:date | "2020-13-01"^^xsd:date
      "2020-01-01T00:00:00Z"^^xsd:dateTime | "2020-01-01T00:00:00"^^xsd:dateTime
      "2020-01-01T01:00:00+01:00"^^xsd:dateTime | "2021-01-01T00:00:00.5"^^xsd:dateTime
      "yesterday"^^xsd:dateTime | "2020-01-01T24:00:00Z"^^xsd:dateTime | "2020"^^xsd:gYear
      "10:00:00"^^xsd:time | "P1D"^^xsd:duration | "P1D"^^xsd:dayTimeDuration
      "P1Y"^^xsd:yearMonthDuration | "http://a.b/"^^xsd:anyURI | "a"^^ex:datatype | "1"^^ex:datatype
      "a"^^rdf:HTML
      """
          .lines()
          .flatMap(line -> Stream.of(line.split(" \\| ")))
          .toList();

  /** A constraint with {@code #} for each of the words after it. */
  static Stream<List<String>> constraints() {
    return Stream.of(
            "sh:datatype xsd:# : string integer decimal double float boolean date dateTime anyURI"
                + " byte nonNegativeInteger long int gYear time duration hexBinary token",
            "sh:datatype # : rdf:langString ex:datatype rdf:HTML",
            "sh:nodeKind sh:# : IRI Literal BlankNode BlankNodeOrIRI BlankNodeOrLiteral"
                + " IRIOrLiteral",
            "sh:minInclusive # : 0 1 1.0 1.5",
            "sh:maxInclusive # : 0 1 1.0 1.5",
            "sh:minExclusive # : 0 1 1.0 1.5",
            "sh:maxExclusive # : 0 1 1.0 1.5",
            "sh:minLength # : 0 1 2 3",
            "sh:maxLength # : 0 1 2 3",
            "sh:pattern # : 'a' '^a$' 'n[0-2]$' '^' '^line$' '\\\\d' '^.$' '\\\\p{L}' '2020'",
            "sh:pattern # ; sh:flags 'i' : '^LINE' '^A$'",
            "sh:languageIn ( # ) : 'en' 'EN' 'en-gb' 'fr'",
            "sh:in ( ex:n0 # ) : 'a' 'b' ex:C1",
            "sh:hasValue # : ex:n0 'a'",
            "sh:class # : ex:C0 ex:C1 ex:C9 rdfs:Class",
            "sh:uniqueLang # : true false",
            "sh:minCount # : 0 1 2",
            "sh:maxCount # : 0 1 2 60")
        .map(EveryValueTest::filled);
  }

  private static List<String> filled(String pattern) {
    String[] parts = pattern.split(" : ", 2);
    return Stream.of(parts[1].split(" ")).map(word -> parts[0].replace("#", word)).toList();
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void isJudgedAlikeByBoth(List<String> constraints) {
    String shapes =
        IntStream.range(0, constraints.size())
            .mapToObj(
                i ->
                    "ex:S sh:property ex:P%d . ex:P%d sh:path ex:v ; %s ."
                        .formatted(i, i, constraints.get(i)))
            .collect(Collectors.joining("\n", "ex:S a sh:NodeShape ; sh:targetClass ex:T .\n", ""));
    List<String> data = new ArrayList<>();
    data.add("ex:C0 rdfs:subClassOf ex:C1 . ex:n0 a ex:C0 . ex:n1 a ex:C1 . _:b0 a ex:C0 .");
    data.add("ex:C1 a rdfs:Class . ex:none a ex:T .");
    data.add("ex:all a ex:T ; ex:v " + String.join(" , ", VALUES) + " .");
    for (int i = 0; i < VALUES.size(); i++) {
      data.add("ex:s%d a ex:T ; ex:v %s .".formatted(i, VALUES.get(i)));
    }
    Comparison.Agreed agreed = agreed(compare(shapes, String.join("\n", data)));
    assertThat(agreed.unproved()).isEmpty();
    assertThat(agreed.constraints()).isEqualTo(constraints.size());
    assertThat(agreed.results()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"equals", "disjoint"})
  void isComparedWithEveryOtherAlikeByBoth(String pair) {
    StringBuilder shapes = new StringBuilder();
    StringBuilder data = new StringBuilder();
    List<Integer> some = IntStream.range(0, VALUES.size()).filter(i -> i % 4 == 0).boxed().toList();
    for (int i : some) {
      // A class for each value, for the second judge gives so many results of one constraint only.
      shapes.append(
          "ex:S%d sh:targetClass ex:T%d ; sh:property [ sh:path ex:v ; sh:%s ex:w ] .\n"
              .formatted(i, i, pair));
      for (int j = 0; j < VALUES.size(); j++) {
        data.append(
            "ex:s%d-%d a ex:T%d ; ex:v %s ; ex:w %s .\n"
                .formatted(i, j, i, VALUES.get(i), VALUES.get(j)));
      }
    }
    Comparison.Agreed agreed = agreed(compare(shapes.toString(), data.toString()));
    assertThat(agreed.constraints()).isEqualTo(some.size());
    assertThat(agreed.results()).isPositive();
  }

  @Test
  void isOfManyKinds() {
    assertThat(VALUES).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }

  private static Comparison compare(String shapes, String data) {
    return new SecondJudge(FocusFuzz.parse(PREFIXES + shapes), new Rdf4jTrust())
        .compare(RDFParser.fromString(PREFIXES + data, Lang.TURTLE).toGraph());
  }

  private static Comparison.Agreed agreed(Comparison comparison) {
    return switch (comparison) {
      case Comparison.Agreed agreed -> agreed;
      case Comparison.Differ differ ->
          throw new AssertionError(
              differ.differences().stream()
                  .map(Difference::toString)
                  .collect(Collectors.joining("\n", "The judges differ:\n", "")));
    };
  }
}
