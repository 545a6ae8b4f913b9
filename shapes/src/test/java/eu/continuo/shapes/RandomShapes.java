package eu.continuo.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shapes graphs at random, over every construct of SHACL Core and SHACL-SPARQL that jena-shacl
 * knows. They need not make sense; they must read the data in every way that shapes can.
 */
final class RandomShapes {
  private static final String PREFIXES =
      """
      PREFIX ex: <http://example.org/>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      PREFIX sh: <http://www.w3.org/ns/shacl#>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      """;

  private static final int DEPTH_MAX = 3;

  private final Random random;
  private final List<String> known = new ArrayList<>();
  private int variables;

  RandomShapes(Random random) {
    this.random = random;
  }

  /** A shapes graph in Turtle. */
  String turtle() {
    int shapes = 1 + random.nextInt(2);
    String roots =
        IntStream.range(0, shapes).mapToObj(this::root).collect(Collectors.joining("\n"));
    return PREFIXES + components() + roots;
  }

  /** A parameter of the first is a predicate, so that its validator can follow it. */
  private String components() {
    return """
    ex:Linked a sh:ConstraintComponent ; sh:parameter [ sh:path ex:linkedBy ] ;
      sh:validator [ a sh:SPARQLAskValidator ; sh:prefixes ex: ;
        sh:ask \"""ASK { $value $linkedBy ?any . %s }\""" ] .
    ex:Unlike a sh:ConstraintComponent ; sh:parameter [ sh:path ex:unlike ] , [ sh:path ex:but ; sh:optional true ] ;
      sh:propertyValidator [ a sh:SPARQLSelectValidator ; sh:prefixes ex: ;
        sh:select \"""SELECT $this ?value WHERE { $this $PATH ?value . ?value ?q $unlike . %s }\""" ] .
    ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] ,
      [ sh:prefix "rdf" ; sh:namespace "http://www.w3.org/1999/02/22-rdf-syntax-ns#"^^xsd:anyURI ] ,
      [ sh:prefix "rdfs" ; sh:namespace "http://www.w3.org/2000/01/rdf-schema#"^^xsd:anyURI ] .
    """
        .formatted(within("$value", 1), within("?value", 1));
  }

  private String root(int number) {
    String target =
        oneOf(
            () -> "sh:targetClass " + cls(),
            () -> "sh:targetClass " + cls() + ", " + cls(),
            () -> "sh:targetNode " + iri(),
            () -> "sh:targetNode " + iri() + ", " + iri() + ", " + iri(),
            () -> "sh:targetSubjectsOf " + predicate(),
            () -> "sh:targetSubjectsOf " + predicate() + ", " + predicate(),
            () -> "sh:targetObjectsOf " + predicate(),
            () -> "a rdfs:Class, sh:NodeShape",
            () ->
                "sh:target [ a sh:SPARQLTarget ; sh:prefixes ex: ; sh:select \"SELECT ?this WHERE {"
                    + " ?this %s ?x }\" ]".formatted(predicate()));
    String name = target.startsWith("a ") ? "ex:C" + number : "ex:S" + number;
    // Mostly one thing at a time, for one construct hides what another would miss.
    String says =
        oneOf(
            this::sparql,
            this::sparql,
            this::sparql,
            () -> common(1),
            () -> common(1),
            () -> component() + " ; sh:path " + predicate(),
            () -> "sh:path " + predicate() + " ; " + common(1),
            () -> property(1),
            () -> siblings(1),
            () -> node(0));
    return name + " " + target + " ; " + says + " .\n";
  }

  private String component() {
    return chance(2) ? "ex:linkedBy " + predicate() : "ex:unlike " + iri();
  }

  /** What a node shape says. */
  private String node(int depth) {
    return several(() -> "sh:property [ " + property(depth + 1) + " ]")
        + " ; "
        + oneOf(
            () -> common(depth),
            () -> common(depth),
            () -> siblings(depth),
            this::closed,
            () -> "sh:deactivated " + chance(4));
  }

  private String closed() {
    return "sh:closed true ; sh:ignoredProperties ( rdf:type rdfs:subClassOf %s )"
        .formatted(predicate());
  }

  /** What a property shape says. */
  private String property(int depth) {
    String says =
        several(
            () ->
                oneOf(
                    () -> common(depth),
                    () -> "sh:minCount " + (1 + random.nextInt(2)),
                    () -> "sh:maxCount " + random.nextInt(2),
                    () -> "sh:uniqueLang true",
                    () -> "sh:lessThan " + predicate(),
                    () -> "sh:lessThanOrEquals " + predicate(),
                    () -> "ex:unlike " + iri(),
                    () -> "sh:property [ " + nested(depth) + " ]"));
    return "sh:path " + path(2) + " ; " + says + (chance(5) ? " ; " + qualified(depth) : "");
  }

  private String nested(int depth) {
    return depth >= DEPTH_MAX ? "sh:path ex:p0 ; sh:minCount 1" : property(depth + 1);
  }

  private String qualified(int depth) {
    return "sh:qualifiedValueShape [ %s ] ; sh:qualifiedMinCount %d ; sh:qualifiedMaxCount 1"
        .formatted(shape(depth), random.nextInt(2));
  }

  /** Two properties of one shape that count values apart. */
  private String siblings(int depth) {
    String one = "[ sh:path %s ; %s ; sh:qualifiedValueShapesDisjoint true ]";
    return "sh:property "
        + one.formatted(path(1), qualified(depth))
        + " , "
        + one.formatted(path(1), qualified(depth));
  }

  /** What either kind of shape may say. */
  private String common(int depth) {
    return oneOf(
        () -> "sh:class " + cls(),
        () -> "sh:datatype xsd:string",
        () -> "sh:in ( ex:n0 ex:n1 \"a\" )",
        () -> "sh:hasValue " + iri(),
        () -> "sh:equals " + predicate(),
        () -> "sh:disjoint " + predicate(),
        () ->
            oneOf(
                () -> "sh:languageIn ( \"en\" )",
                () -> "sh:nodeKind sh:IRI",
                () -> "sh:minInclusive 2",
                () -> "sh:pattern \"n[0-2]$\""),
        this::component,
        () -> "sh:not [ " + shape(depth) + " ]",
        () -> "sh:node [ " + (depth >= DEPTH_MAX ? "sh:class " + cls() : node(depth + 1)) + " ]",
        () -> "sh:and ( [ " + shape(depth) + " ] [ " + shape(depth) + " ] )",
        () -> "sh:or ( [ " + shape(depth) + " ] [ " + shape(depth) + " ] )",
        () -> "sh:xone ( [ " + shape(depth) + " ] [ " + shape(depth) + " ] )",
        this::sparql,
        this::sparql,
        this::sparql,
        this::sparql);
  }

  private String shape(int depth) {
    if (depth >= DEPTH_MAX) {
      return chance(2) ? "sh:class " + cls() : "sh:path " + predicate() + " ; sh:minCount 1";
    }
    return chance(2) ? node(depth + 1) : property(depth + 1);
  }

  private String path(int depth) {
    if (depth == 0) {
      return predicate();
    }
    return oneOf(
        this::predicate,
        this::predicate,
        () -> "[ sh:inversePath " + path(depth - 1) + " ]",
        () -> "( " + path(depth - 1) + " " + path(depth - 1) + " )",
        () -> "[ sh:alternativePath ( " + path(depth - 1) + " " + path(depth - 1) + " ) ]",
        () -> "[ sh:zeroOrMorePath " + path(depth - 1) + " ]",
        () -> "[ sh:oneOrMorePath " + path(depth - 1) + " ]",
        () -> "[ sh:zeroOrOnePath " + path(depth - 1) + " ]");
  }

  private String sparql() {
    String head = chance(3) ? "SELECT DISTINCT $this ?value" : "SELECT $this ?value";
    int depth = chance(3) ? 2 : 1;
    String body =
        chance(4)
            ? within("$this", depth)
            : "$this %s ?value . ".formatted(chance(3) ? verb() : predicate())
                + within("?value", depth);
    String query =
        oneOf(
            () -> head + " WHERE { " + body + " }",
            () -> head + " WHERE { " + body + " }",
            () -> head + " WHERE { " + body + " }",
            () ->
                "SELECT $this ?value (COUNT(?a) AS ?count) WHERE { %s } GROUP BY $this ?value HAVING (COUNT(?a) > 1)"
                    .formatted(body),
            () ->
                "SELECT (COUNT(DISTINCT ?a) AS ?count) WHERE { %s } HAVING (COUNT(?a) != 1)"
                    .formatted(body));
    return "sh:sparql [ sh:prefixes ex: ; sh:select \"\"\"" + query + "\"\"\" ]";
  }

  /** A pattern that goes on from $this and from one variable more. */
  private String within(String variable, int depth) {
    known.clear();
    known.add("$this");
    known.add(variable);
    return body(depth);
  }

  private String body(int depth) {
    int outside = known.size();
    String body =
        IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(i -> element(depth))
            .collect(Collectors.joining(" "));
    known.subList(outside, known.size()).clear();
    return body;
  }

  private String element(int depth) {
    if (depth == 0) {
      return triple();
    }
    return oneOf(
        this::triple,
        this::triple,
        () -> "OPTIONAL { " + body(depth - 1) + " }",
        () -> "MINUS { " + body(depth - 1) + " }",
        () -> "{ " + body(depth - 1) + " } UNION { " + body(depth - 1) + " }",
        () -> "{ " + body(depth - 1) + " }",
        () -> "FILTER EXISTS { " + body(depth - 1) + " }",
        () -> "FILTER NOT EXISTS { " + body(depth - 1) + " }",
        () -> "FILTER (" + term() + " != " + term() + ")",
        () -> "FILTER (BOUND(?a) || EXISTS { " + body(depth - 1) + " })",
        () -> "BIND (" + term() + " AS " + fresh() + ")",
        () -> "BIND (EXISTS { " + body(depth - 1) + " } AS " + fresh() + ")",
        () -> "VALUES ?b { ex:n0 ex:n1 UNDEF }",
        () -> subselect(depth));
  }

  private String subselect(int depth) {
    return oneOf(
        () -> "{ SELECT DISTINCT ?a ?b WHERE { " + body(depth - 1) + " } }",
        () -> "{ SELECT ?a WHERE { " + body(depth - 1) + " } }",
        () -> "{ SELECT * WHERE { " + body(depth - 1) + " } }",
        () -> "{ SELECT ?a WHERE { " + body(depth - 1) + " } ORDER BY ?a LIMIT 1 }",
        () ->
            "{ SELECT ?a (COUNT(?b) AS %s) WHERE { %s } GROUP BY ?a }"
                .formatted(fresh(), body(depth - 1)),
        () -> "{ SELECT (COUNT(?a) AS %s) WHERE { %s } }".formatted(fresh(), body(depth - 1)));
  }

  /** Goes on from what is known, mostly to something new. */
  private String triple() {
    String from = known.get(random.nextInt(known.size()));
    if (chance(10)) {
      return from + " " + predicate() + " \"a\" .";
    }
    String to = chance(4) ? term() : variable();
    String verb = chance(3) ? verb() : predicate();
    return chance(3) ? to + " " + verb + " " + from + " ." : from + " " + verb + " " + to + " .";
  }

  private String verb() {
    return oneOf(
        this::predicate,
        this::predicate,
        this::predicate,
        () -> "^" + predicate(),
        () -> predicate() + "/" + predicate(),
        () -> "(" + predicate() + "|^" + predicate() + ")",
        () -> "?q",
        () -> "$PATH",
        () -> predicate() + "*",
        () -> predicate() + "+",
        () -> "(" + predicate() + "/" + predicate() + ")*",
        () -> predicate() + "?",
        () -> "!(" + predicate() + "|^" + predicate() + ")",
        () -> "!" + predicate(),
        () -> "rdf:type/rdfs:subClassOf*");
  }

  private String term() {
    return chance(4) ? iri() : known.get(random.nextInt(known.size()));
  }

  private String variable() {
    String variable = oneOf(() -> "?value", () -> "?a", () -> "?b", () -> "?c");
    known.add(variable);
    return variable;
  }

  private String iri() {
    return RandomGraphs.iri(random);
  }

  private String fresh() {
    variables++;
    return "?x" + variables;
  }

  private String predicate() {
    return RandomGraphs.predicate(random);
  }

  private String cls() {
    return RandomGraphs.cls(random);
  }

  private String several(Supplier<String> one) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(i -> one.get())
        .collect(Collectors.joining(" ; "));
  }

  private boolean chance(int among) {
    return random.nextInt(among) == 0;
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... ways) {
    return ways[random.nextInt(ways.length)].get();
  }
}
