package eu.continuo.shapes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;

/**
 * Shapes of SHACL Core at random with every kind of value that a constraint can compare, and data
 * to match. {@link RandomShapes} asks which triples a shape reads; this asks what it says of them.
 */
final class RandomCoreShapes {
  private static final String PREFIXES =
      """
      PREFIX ex: <http://example.org/>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  /**
   * Equal by value or not ordered, ill-formed, at the ends of a type, of characters that differ.
   */
  private static final List<String> LITERALS =
      """
      1 2 3 -1 1.0 2.0 2.50 2e0 true false "1" "2" "a" "A" "ab" "abc d" "" "ä" "😀" "a\\nb"
      "a"@en "b"@en "a"@en-GB "a"@de "x"^^ex:own
      "01"^^xsd:integer "ten"^^xsd:integer "2"^^xsd:int "2"^^xsd:byte "300"^^xsd:byte
      "2"^^xsd:float "NaN"^^xsd:double "INF"^^xsd:double "1"^^xsd:boolean "yes"^^xsd:boolean
      "2026-01-01"^^xsd:date "2026-01-02"^^xsd:date "2026-01-01Z"^^xsd:date
      "2026-01-01T00:00:00Z"^^xsd:dateTime "2026-01-01T01:00:00+01:00"^^xsd:dateTime
      "2026-01-01T00:00:00"^^xsd:dateTime "2026-01-01T12:00:00Z"^^xsd:dateTime
      "2026-13-01T00:00:00Z"^^xsd:dateTime "12:00:00"^^xsd:time "2026"^^xsd:gYear
      "P1D"^^xsd:duration "PT24H"^^xsd:dayTimeDuration "http://example.org/n0"^^xsd:anyURI
      """
          .lines()
          .flatMap(line -> Stream.of(line.split(" (?=[^\"]*(\"[^\"]*\"[^\"]*)*$)")))
          .toList();

  private static final List<String> DATATYPES =
      Stream.of("string integer decimal int byte double float boolean date dateTime time gYear")
          .flatMap(names -> Stream.of(names.split(" ")))
          .map("xsd:"::concat)
          .toList();

  private static final List<String> KINDS =
      List.of(
          "IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral");

  private final Random random;

  /** Says what RDF4J is not trusted with, too; where a shape is full of it, little is compared. */
  private final boolean wild;

  RandomCoreShapes(Random random) {
    this.random = random;
    this.wild = chance(3);
  }

  /** A shapes graph in Turtle. */
  String turtle() {
    return PREFIXES
        + IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(this::root)
            .collect(Collectors.joining("\n"));
  }

  /** Data that the shapes may have something to say of. */
  Graph data() {
    StringBuilder turtle = new StringBuilder(PREFIXES);
    for (int i = 0; i < 10 + random.nextInt(25); i++) {
      turtle.append(
          switch (random.nextInt(10)) {
            case 0, 1 -> node() + " a " + cls();
            case 2 -> cls() + " rdfs:subClassOf " + cls();
            case 3 -> node() + " " + predicate() + " \"a\"@en, \"b\"@en-GB, \"c\"@en";
            case 4, 5, 6 -> node() + " " + predicate() + " " + literal();
            default -> node() + " " + predicate() + " " + node();
          });
      turtle.append(" .\n");
    }
    return RDFParser.fromString(turtle.toString(), Lang.TURTLE).toGraph();
  }

  private String root(int number) {
    String target =
        oneOf(
            () -> "sh:targetClass " + cls(),
            () -> "sh:targetClass " + cls() + ", " + cls(),
            () -> "sh:targetNode " + iri() + ", " + iri() + ", " + (wild ? literal() : iri()),
            () -> "sh:targetSubjectsOf " + predicate(),
            () -> "sh:targetSubjectsOf " + predicate() + (wild ? " ; sh:targetClass " + cls() : ""),
            () -> "sh:targetObjectsOf " + predicate(),
            () -> "a rdfs:Class, sh:NodeShape");
    String name = target.startsWith("a ") ? "ex:C" + number : "ex:S" + number;
    return name
        + " "
        + target
        + " ; "
        + (chance(4) && !target.startsWith("a ") ? property(1) : node(1))
        + annotations()
        + " .\n";
  }

  private String annotations() {
    return (chance(8)
            ? " ; sh:severity "
                + oneOf(
                    () -> "sh:Warning",
                    () -> "sh:Info",
                    () -> "sh:Violation",
                    () -> wild ? "ex:Own" : "sh:Info")
            : "")
        + (chance(12) ? " ; sh:deactivated " + oneOf(() -> "true", () -> "false") : "");
  }

  private String node(int depth) {
    String says =
        several(
            () ->
                oneOf(
                    () -> property(depth, "sh:property"),
                    () -> property(depth, "sh:property"),
                    () -> common(depth)));
    return wild && chance(6)
        ? says
            + " ; sh:closed true"
            + (chance(2) ? " ; sh:ignoredProperties ( rdf:type " + predicate() + " )" : "")
        : says;
  }

  private String property(int depth, String by) {
    return by + " [ " + property(depth + 1) + annotations() + " ]";
  }

  private String property(int depth) {
    return "sh:path "
        + path(2)
        + " ; "
        + several(
            () ->
                oneOf(
                    () -> common(depth),
                    () -> common(depth),
                    () -> common(depth),
                    () -> "sh:minCount " + random.nextInt(3),
                    () -> "sh:maxCount " + random.nextInt(3),
                    () -> "sh:uniqueLang true",
                    () -> "sh:equals " + predicate(),
                    () -> "sh:disjoint " + predicate(),
                    () -> wild ? wildProperty(depth) : common(depth)));
  }

  private String wildProperty(int depth) {
    return oneOf(
        () -> "sh:lessThan " + predicate(),
        () -> "sh:lessThanOrEquals " + predicate(),
        () ->
            "sh:qualifiedValueShape [ %s ] ; sh:qualifiedM%sCount %d"
                .formatted(shape(depth), chance(2) ? "ax" : "in", random.nextInt(3)),
        () -> depth > 2 ? "sh:minCount 1" : property(depth, "sh:property"));
  }

  private String common(int depth) {
    return oneOf(
        () -> "sh:class " + cls(),
        () -> "sh:datatype " + DATATYPES.get(random.nextInt(DATATYPES.size())),
        () -> "sh:nodeKind sh:" + KINDS.get(random.nextInt(KINDS.size())),
        () -> "sh:in ( %s %s %s )".formatted(iri(), constant(), constant()),
        () -> "sh:hasValue " + constant(),
        () -> (wild ? "sh:disjoint " + predicate() : "sh:class " + cls()),
        () -> "sh:languageIn ( \"%s\" )".formatted(oneOf(() -> "en", () -> "de", () -> "en-GB")),
        () ->
            "sh:%s%sclusive %s"
                .formatted(
                    chance(2) ? "min" : "max", chance(2) ? "In" : "Ex", wild ? literal() : "2"),
        () -> "sh:minLength " + random.nextInt(4),
        () -> "sh:maxLength " + random.nextInt(4),
        () ->
            "sh:pattern \"%s\""
                    .formatted(
                        oneOf(
                            () -> "^a",
                            () -> "n[0-2]$",
                            () -> "^A.?b?$",
                            () -> "^[0-9.]+$",
                            () -> "^.$"))
                + (chance(3)
                    ? " ; sh:flags \"%s\""
                        .formatted(wild ? oneOf(() -> "s", () -> "im", () -> "x", () -> "q") : "i")
                    : ""),
        () -> logic(() -> shape(depth), () -> wild ? node(depth + 1) : inside(depth)));
  }

  private String logic(Supplier<String> shape, Supplier<String> nodeShape) {
    return oneOf(
        () -> "sh:not [ %s ]".formatted(shape.get()),
        () -> "sh:node [ %s ]".formatted(nodeShape.get()),
        () -> "sh:and ( [ %s ] [ %s ] )".formatted(shape.get(), shape.get()),
        () -> "sh:or ( [ %s ] [ %s ] )".formatted(shape.get(), shape.get()),
        () -> "sh:xone ( [ %s ] [ %s ] )".formatted(shape.get(), shape.get()));
  }

  /** A node shape that may be trusted inside another. */
  private String inside(int depth) {
    return several(
        () ->
            oneOf(
                () -> "sh:class " + cls(),
                () -> "sh:datatype " + DATATYPES.get(random.nextInt(DATATYPES.size())),
                () -> "sh:nodeKind sh:" + KINDS.get(random.nextInt(KINDS.size())),
                () -> "sh:in ( %s %s )".formatted(iri(), constant()),
                () -> "sh:languageIn ( \"en\" )",
                () -> "sh:class %s ; sh:property [ %s ]".formatted(cls(), insideProperty(depth)),
                () -> depth > 2 ? "sh:class " + cls() : insideLogic(depth)));
  }

  private String insideProperty(int depth) {
    return "sh:path "
        + path(1)
        + " ; "
        + several(
            () ->
                oneOf(
                    () -> "sh:minCount 1",
                    () -> "sh:maxCount 0",
                    () -> "sh:hasValue " + constant(),
                    () -> "sh:class " + cls(),
                    () -> "sh:nodeKind sh:" + KINDS.get(random.nextInt(KINDS.size())),
                    () -> depth > 2 ? "sh:uniqueLang true" : insideLogic(depth)));
  }

  private String insideLogic(int depth) {
    return logic(() -> inside(depth + 1), () -> inside(depth + 1));
  }

  private String shape(int depth) {
    if (!wild) {
      return chance(2) ? inside(depth) : insideProperty(depth);
    }
    if (depth > 2) {
      return chance(2) ? "sh:class " + cls() : "sh:path " + predicate() + " ; sh:minCount 1";
    }
    return chance(2) ? node(depth + 1) : property(depth + 1);
  }

  private String path(int depth) {
    return depth == 0 || chance(2)
        ? predicate()
        : oneOf(
            () -> "[ sh:inversePath " + path(depth - 1) + " ]",
            () -> "( " + path(depth - 1) + " " + path(depth - 1) + " )",
            () -> "[ sh:alternativePath ( " + path(depth - 1) + " " + path(depth - 1) + " ) ]");
  }

  private String constant() {
    return oneOf(this::iri, () -> wild ? literal() : oneOf(() -> "\"a\"", () -> "\"2\""));
  }

  private String node() {
    return oneOf(this::iri, this::iri, this::iri, () -> "_:b" + random.nextInt(2));
  }

  private String iri() {
    return "ex:n" + random.nextInt(5);
  }

  private String literal() {
    return LITERALS.get(random.nextInt(LITERALS.size()));
  }

  private String predicate() {
    return "ex:p" + random.nextInt(3);
  }

  private String cls() {
    return "ex:C" + random.nextInt(3);
  }

  private String several(Supplier<String> one) {
    Map<String, String> said = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String next = one.get();
      // Most properties may be said once only.
      String key = next.startsWith("sh:property ") ? next : next.substring(0, next.indexOf(' '));
      said.put(key, next);
    }
    return String.join(" ; ", said.values());
  }

  private boolean chance(int among) {
    return random.nextInt(among) == 0;
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... ways) {
    return ways[random.nextInt(ways.length)].get();
  }
}
