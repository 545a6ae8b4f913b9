package eu.continuo.adapters.tdb2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A grammar of questions and updates, every form of SPARQL that reaches the data by its own way.
 */
final class Requests {
  private final RandomGenerator random;
  private final World world;

  Requests(Random random, World world) {
    this.random = random;
    this.world = world;
  }

  /** One question of each form. */
  Map<String, String> questions() {
    Map<String, Supplier<String>> forms = new LinkedHashMap<>();
    patterns(forms);
    paths(forms);
    graphs(forms);
    datasets(forms);
    results(forms);
    specials(forms);
    return draw(forms);
  }

  /** One update of each form; none writes the default graph, which is no graph of the store. */
  Map<String, String> updates() {
    Map<String, Supplier<String>> forms = new LinkedHashMap<>();
    writes(forms);
    return draw(forms);
  }

  private static Map<String, String> draw(Map<String, Supplier<String>> forms) {
    Map<String, String> drawn = new LinkedHashMap<>();
    forms.forEach((name, form) -> drawn.put(name, form.get()));
    return drawn;
  }

  private void patterns(Map<String, Supplier<String>> f) {
    f.put("one pattern", () -> select(triples(1)));
    f.put("two patterns", () -> select(triples(2)));
    f.put("three patterns", () -> select(triples(3)));
    f.put("all", () -> select("?s ?p ?o"));
    f.put("optional", () -> select("%s OPTIONAL { %s }".formatted(triples(1), triples(1))));
    f.put("union", () -> select("{ %s } UNION { %s }".formatted(triples(1), triples(2))));
    f.put("minus", () -> select("%s MINUS { %s }".formatted(triples(1), triples(1))));
    f.put("exists", () -> select("%s FILTER EXISTS { %s }".formatted(triples(1), triples(2))));
    f.put(
        "not exists",
        () -> select("%s FILTER NOT EXISTS { %s }".formatted(triples(1), triples(1))));
    f.put(
        "exists in an expression",
        () -> select("%s BIND(IF(EXISTS { %s }, 1, 2) AS ?w)".formatted(triples(1), triples(1))));
    f.put("values", () -> select("VALUES ?x { %s %s } %s".formatted(node(), node(), triples(2))));
    f.put(
        "lateral",
        () ->
            select(
                "?x %s ?w LATERAL { SELECT * { ?x %s ?y } ORDER BY ?y LIMIT 1 }"
                    .formatted(predicate(), predicate())));
    f.put("any group", () -> select(group(3)));
    f.put("another group", () -> select(group(3)));
  }

  private void paths(Map<String, Supplier<String>> f) {
    for (String form :
        new String[] {
          "%1$s+",
          "%1$s*",
          "%1$s?",
          "%1$s/%2$s",
          "%1$s|^%2$s",
          "!%1$s",
          "!(%1$s|^%2$s)",
          "(%1$s/%2$s)+",
          "(%1$s|%2$s)*",
          "^(%1$s/!%2$s)"
        }) {
      f.put(
          "path " + form,
          () ->
              select("%s %s %s".formatted(end(), form.formatted(predicate(), predicate()), end())));
      f.put(
          "path in a graph " + form,
          () ->
              select(
                  "GRAPH %s { %s %s %s }"
                      .formatted(
                          graphOrVariable(),
                          end(),
                          form.formatted(predicate(), predicate()),
                          end())));
    }
  }

  private void graphs(Map<String, Supplier<String>> f) {
    f.put("graph", () -> select("GRAPH %s { %s }".formatted(graph(), triples(2))));
    f.put("each graph", () -> select("GRAPH ?g { %s }".formatted(triples(2))));
    f.put("names", () -> select("GRAPH ?g {}"));
    f.put("names, joined", () -> select("VALUES ?x { 1 2 } GRAPH ?g {}"));
    f.put(
        "names, bound",
        () -> select("VALUES ?g { %s %s } GRAPH ?g {}".formatted(graph(), graph())));
    f.put("name", () -> select("GRAPH %s {}".formatted(graph())));
    f.put(
        "graph without a pattern",
        () -> select("GRAPH %s { BIND(1 AS ?x) }".formatted(graphOrVariable())));
    f.put(
        "graph, optional",
        () -> select("GRAPH ?g { %s OPTIONAL { %s } }".formatted(triples(1), triples(1))));
    f.put(
        "graph, union",
        () -> select("GRAPH ?g { { %s } UNION { %s } }".formatted(triples(1), triples(1))));
    f.put(
        "graph, minus",
        () -> select("GRAPH ?g { %s MINUS { ?m %s ?n } }".formatted(triples(1), predicate())));
    f.put(
        "graph, exists",
        () -> select("GRAPH ?g { %s FILTER EXISTS { %s } }".formatted(triples(1), triples(1))));
    f.put(
        "graph, count",
        () -> select("GRAPH ?g { SELECT (COUNT(*) AS ?n) { %s } }".formatted(triples(1))));
    f.put(
        "graph, subselect",
        () -> select("GRAPH ?g { SELECT ?x { %s } ORDER BY ?x LIMIT 1 }".formatted(triples(1))));
    f.put(
        "graph, its name inside",
        () -> select("GRAPH ?g { ?x %s ?y BIND(?g AS ?h) }".formatted(predicate())));
    f.put("graph, its name as a node", () -> select("GRAPH ?g { ?g ?p ?o }"));
    f.put(
        "graph, bound",
        () ->
            select("VALUES ?g { %s %s } GRAPH ?g { %s }".formatted(graph(), graph(), triples(1))));
    f.put(
        "two graphs",
        () ->
            select(
                "GRAPH ?g { %s } GRAPH ?h { %s } FILTER(?g != ?h)"
                    .formatted(triples(1), triples(1))));
    f.put(
        "graph and default", () -> select("%s GRAPH ?g { %s }".formatted(triples(1), triples(1))));
    f.put(
        "graph in an optional",
        () ->
            select(
                "%s OPTIONAL { GRAPH %s { %s } }"
                    .formatted(triples(1), graphOrVariable(), triples(1))));
    f.put(
        "graph in exists",
        () ->
            select(
                "%s FILTER NOT EXISTS { GRAPH %s { %s } }"
                    .formatted(triples(1), graphOrVariable(), triples(1))));
    f.put(
        "graph in lateral",
        () -> select("%s LATERAL { GRAPH ?g { %s } }".formatted(triples(1), triples(1))));
    f.put(
        "graph in a graph",
        () ->
            select(
                "GRAPH ?g { %s GRAPH %s { %s } }"
                    .formatted(triples(1), graphOrVariable(), triples(1))));
    f.put(
        "graph, any group", () -> select("GRAPH %s { %s }".formatted(graphOrVariable(), group(2))));
    f.put(
        "not in any graph",
        () ->
            select(
                "?x %s ?y MINUS { GRAPH %s { %s } }"
                    .formatted(predicate(), graphOrVariable(), triples(1))));
  }

  private void datasets(Map<String, Supplier<String>> f) {
    f.put("from", () -> from(1, 0, triples(2)));
    f.put("from several", () -> from(3, 0, triples(2)));
    f.put("from, path", () -> from(2, 0, "?x %s+ ?y".formatted(predicate())));
    f.put("from, graph", () -> from(1, 0, "GRAPH ?g { %s }".formatted(triples(1))));
    f.put("from named", () -> from(0, 3, "GRAPH ?g { %s }".formatted(triples(1))));
    f.put("from named, default", () -> from(0, 2, triples(1)));
    f.put("from named, names", () -> from(0, 3, "GRAPH ?g {}"));
    f.put("from named, path", () -> from(0, 3, "GRAPH ?g { ?x %s* ?y }".formatted(predicate())));
    f.put(
        "from and from named",
        () -> from(2, 2, "%s GRAPH ?g { %s }".formatted(triples(1), triples(1))));
    f.put("describe from", () -> "DESCRIBE %s FROM %s".formatted(node(), graph()));
  }

  private void results(Map<String, Supplier<String>> f) {
    f.put("count", () -> "SELECT (COUNT(*) AS ?n) { %s }".formatted(triples(1)));
    f.put("count of all", () -> "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?p) AS ?m) { ?s ?p ?o }");
    f.put(
        "count by graph",
        () -> "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { %s } } GROUP BY ?g".formatted(triples(1)));
    f.put(
        "sum",
        () ->
            "SELECT ?x (SUM(?o) AS ?n) (MAX(?o) AS ?m) { ?x %s ?o } GROUP BY ?x HAVING(COUNT(*) > 1)"
                .formatted(predicate()));
    f.put("distinct", () -> "SELECT DISTINCT ?x ?y { %s }".formatted(triples(2)));
    f.put(
        "first",
        () ->
            "SELECT ?x ?y { ?x %s ?y FILTER(isIRI(?x) && isIRI(?y)) } ORDER BY ?y ?x LIMIT 2 OFFSET 1"
                .formatted(predicate()));
    f.put("ask", () -> "ASK { %s }".formatted(triples(1)));
    f.put("ask graph", () -> "ASK { GRAPH %s { %s } }".formatted(graphOrVariable(), triples(1)));
    f.put("describe", () -> "DESCRIBE %s".formatted(node()));
    f.put("describe graph", () -> "DESCRIBE %s".formatted(graph()));
    f.put("describe what", () -> "DESCRIBE ?x { %s }".formatted(triples(1)));
    f.put("construct", () -> "CONSTRUCT { ?x <urn:w:c> ?y } { %s }".formatted(triples(2)));
    f.put("construct where", () -> "CONSTRUCT WHERE { ?x %s ?y }".formatted(predicate()));
    f.put(
        "construct graph",
        () ->
            "CONSTRUCT { GRAPH ?g { ?x ?x ?x } } { GRAPH ?g { %s } FILTER(isIRI(?x)) }"
                .formatted(triples(1)));
    f.put("error", () -> "SELECT * { SERVICE ?x { ?a ?b ?c } }");
  }

  private void specials(Map<String, Supplier<String>> f) {
    for (String name : new String[] {"<urn:x-arq:UnionGraph>", "<urn:x-arq:DefaultGraph>"}) {
      f.put(name + " all", () -> select("GRAPH %s { ?s ?p ?o }".formatted(name)));
      f.put(name + " patterns", () -> select("GRAPH %s { %s }".formatted(name, triples(2))));
      f.put(name + " path", () -> select("GRAPH %s { ?x %s+ ?y }".formatted(name, predicate())));
      f.put(name + " without a pattern", () -> select("GRAPH %s {}".formatted(name)));
      f.put(name + " from", () -> "SELECT * FROM %s { %s }".formatted(name, triples(2)));
      f.put(
          name + " bound",
          () -> select("VALUES ?g { %s } GRAPH ?g { %s }".formatted(name, triples(1))));
      f.put(
          name + " from named",
          () -> "SELECT * FROM NAMED %s { GRAPH ?g { ?s ?p ?o } }".formatted(name));
    }
  }

  private void writes(Map<String, Supplier<String>> f) {
    f.put("insert data", () -> "INSERT DATA { GRAPH %s { %s } }".formatted(graph(), ground()));
    f.put("delete data", () -> "DELETE DATA { %s %s }".formatted(existing(), existing()));
    f.put("insert what is there", () -> "INSERT DATA { %s }".formatted(existing()));
    f.put(
        "delete where",
        () -> "DELETE WHERE { GRAPH %s { %s } }".formatted(graphOrVariable(), triples(1)));
    f.put(
        "insert by default",
        () ->
            "INSERT { GRAPH %s { ?x <urn:w:c> ?x } } WHERE { %s FILTER(isIRI(?x)) }"
                .formatted(graph(), triples(1)));
    f.put(
        "insert by path",
        () ->
            "INSERT { GRAPH %s { %s } } WHERE { ?x %s+ %s }"
                .formatted(graph(), ground(), predicate(), node()));
    f.put(
        "insert by not exists",
        () ->
            "INSERT { GRAPH %s { %s } } WHERE { FILTER NOT EXISTS { %s } }"
                .formatted(graph(), ground(), triples(1)));
    f.put(
        "with",
        () ->
            "WITH %s DELETE { ?x ?p ?y } INSERT { ?y <urn:w:c> ?x } WHERE { ?x ?p ?y FILTER(isIRI(?y)) }"
                .formatted(fresh()));
    f.put(
        "with graph",
        () ->
            "WITH %s DELETE { ?x %s ?y } WHERE { %s }".formatted(graph(), predicate(), triples(1)));
    f.put(
        "using",
        () ->
            "INSERT { GRAPH %s { ?x <urn:w:c> 1 } } USING %s WHERE { ?x %s ?y }"
                .formatted(fresh(), graph(), predicate()));
    f.put(
        "using several",
        () ->
            "INSERT { GRAPH %s { ?x <urn:w:c> 1 } } %s WHERE { ?x %s* ?y }"
                .formatted(fresh(), each("USING ", 2), predicate()));
    f.put(
        "using named",
        () ->
            "INSERT { GRAPH %s { ?x <urn:w:c> ?g } } %s WHERE { GRAPH ?g { ?x %s ?y } }"
                .formatted(fresh(), each("USING NAMED ", 2), predicate()));
    f.put(
        "move by patterns",
        () ->
            "DELETE { GRAPH ?g { ?x %1$s ?y } } INSERT { GRAPH %2$s { ?x %1$s ?y } } WHERE { GRAPH ?g { ?x %1$s ?y } }"
                .formatted(predicate(), fresh()));
    f.put("clear", () -> "CLEAR GRAPH %s".formatted(graph()));
    f.put("clear silently", () -> "CLEAR SILENT GRAPH %s".formatted(graph()));
    f.put("clear all", () -> "CLEAR NAMED");
    f.put("drop", () -> "DROP GRAPH %s".formatted(graph()));
    f.put("drop all", () -> "DROP NAMED");
    f.put("create", () -> "CREATE GRAPH %s".formatted(graph()));
    f.put("copy", () -> "COPY %s TO %s".formatted(graph(), fresh()));
    f.put("copy default", () -> "COPY DEFAULT TO %s".formatted(fresh()));
    f.put("add", () -> "ADD %s TO %s".formatted(graph(), graph()));
    f.put("move", () -> "MOVE %s TO %s".formatted(graph(), fresh()));
    f.put(
        "read what was written",
        () ->
            "INSERT DATA { GRAPH %1$s { %2$s } } ; INSERT { GRAPH %1$s { ?y ?p ?x } } WHERE { ?x ?p ?y FILTER(isIRI(?y)) GRAPH ?g { ?x ?p ?y } }"
                .formatted(fresh(), ground()));
    f.put(
        "read what was deleted",
        () ->
            "DELETE WHERE { GRAPH ?g { ?x %s ?y } } ; COPY DEFAULT TO %s"
                .formatted(predicate(), fresh()));
  }

  private String group(int depth) {
    if (depth == 0) {
      return triples(1);
    }
    return switch (random.nextInt(8)) {
      case 0 -> "{ %s } UNION { %s }".formatted(group(depth - 1), group(depth - 1));
      case 1 -> "%s OPTIONAL { %s }".formatted(group(depth - 1), group(depth - 1));
      case 2 -> "%s MINUS { %s }".formatted(group(depth - 1), group(depth - 1));
      case 3 -> "%s FILTER NOT EXISTS { %s }".formatted(group(depth - 1), group(depth - 1));
      case 4 -> "GRAPH %s { %s }".formatted(graphOrVariable(), group(depth - 1));
      case 5 -> "%s { SELECT DISTINCT ?x { %s } }".formatted(triples(1), group(depth - 1));
      case 6 -> "%s %s*/%s ?y . %s".formatted(node(), predicate(), predicate(), triples(1));
      default -> triples(2);
    };
  }

  private static String select(String pattern) {
    return "SELECT * { " + pattern + " }";
  }

  private String from(int defaults, int named, String pattern) {
    return "SELECT * %s %s { %s }"
        .formatted(each("FROM ", defaults), each("FROM NAMED ", named), pattern);
  }

  /** A clause for each of some graphs, no graph twice. */
  private String each(String clause, int graphs) {
    return Stream.generate(this::graph)
        .distinct()
        .limit(graphs)
        .map(clause::concat)
        .collect(Collectors.joining(" "));
  }

  /** Patterns that hang together by their subject. */
  private String triples(int count) {
    return repeat(
        count,
        () ->
            "%s %s %s . "
                .formatted(
                    random.nextInt(4) == 0 ? node() : "?x",
                    random.nextInt(5) == 0 ? "?p" : predicate(),
                    end()));
  }

  private String ground() {
    return "%s %s %s".formatted(node(), predicate(), node());
  }

  private String existing() {
    return world.ground(random);
  }

  private String end() {
    return switch (random.nextInt(5)) {
      case 0 -> node();
      case 1 -> "?x";
      case 2 -> "?z";
      default -> "?y";
    };
  }

  private String node() {
    return "<" + World.node(random.nextInt(World.NODES)) + ">";
  }

  private String predicate() {
    return "<" + World.predicate(random.nextInt(World.PREDICATES)) + ">";
  }

  /** A graph: of some principals visible, of others hidden; or none at all. */
  private String graph() {
    return "<" + World.graph(random.nextInt(World.GRAPHS + 1)) + ">";
  }

  private static String fresh() {
    return "<" + World.fresh() + ">";
  }

  private String graphOrVariable() {
    return random.nextBoolean() ? "?g" : graph();
  }

  private static String repeat(int count, Supplier<String> part) {
    return IntStream.range(0, count).mapToObj(i -> part.get()).collect(Collectors.joining());
  }
}
