package eu.continuo.adapters.tdb2;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.GraphName;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.tdb2.TDB2;
import org.junit.jupiter.api.Test;

/**
 * What views cost: the same quads in 10, 200 and 2,000 graphs, seen without a view, through one
 * that shows all, half or a hundredth of the graphs, and through ARQ's own dataset of listed
 * graphs. Prints CPU microseconds, the best of some repetitions, of which the first row warms the
 * machine.
 *
 * <p>It runs when it is named: {@code -Dtest=ViewCost -Dview.cost.quads=1000000}.
 */
class ViewCost {
  private static final int QUADS = Integer.getInteger("view.cost.quads", 200_000);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int REPETITIONS = 7;
  private static final int PREDICATES = 10;
  private static final Var COUNTED = Var.alloc("n");
  private static final String LISTED = "listed";
  private static final int MICROSECOND = 1_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("subject", "SELECT * { <urn:c:n17> ?p ?o }");
    QUESTIONS.put(
        "join",
        "SELECT (COUNT(*) AS ?n) { <urn:c:n17> ?p ?a . ?a <urn:c:p3> ?b . ?b <urn:c:p4> ?c }");
    QUESTIONS.put("two hops", "SELECT (COUNT(*) AS ?n) { ?a <urn:c:p1> ?b . ?b <urn:c:p2> ?c }");
    QUESTIONS.put("scan", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
    QUESTIONS.put("path", "SELECT (COUNT(*) AS ?n) { <urn:c:n17> <urn:c:p1>/<urn:c:p2>* ?o }");
    QUESTIONS.put("names", "SELECT (COUNT(*) AS ?n) { GRAPH ?g {} }");
    QUESTIONS.put("each graph", "SELECT * { GRAPH ?g { <urn:c:n17> ?p ?o } }");
  }

  @Test
  void aViewOfAllAnswersWhatTheUnionAnswersWhateverTheNumberOfGraphs() {
    for (int graphs : List.of(10, 10, 200, 2_000)) {
      try (Tdb2GraphStore store = Tdb2GraphStore.inMemory()) {
        fill(store, graphs);
        View all = view(graphs, 1);
        View half = view(graphs, 2);
        View few = view(graphs, 100);
        List<Long> answers = measure(store, graphs, "no view", ViewCost::union);
        assertThat(measure(store, graphs, "all", dataset -> store.view(dataset, all)))
            .isEqualTo(answers);
        measure(store, graphs, "half", dataset -> store.view(dataset, half));
        measure(store, graphs, "1 %", dataset -> store.view(dataset, few));
        measure(store, graphs, LISTED, dataset -> listed(dataset, all));
      }
    }
  }

  /** The row of one way to see the store, printed, and its answers. */
  private static List<Long> measure(
      Tdb2GraphStore store, int graphs, String name, UnaryOperator<DatasetGraph> way) {
    List<Long> answers = new ArrayList<>();
    StringBuilder row = new StringBuilder("%5d graphs, %-8s".formatted(graphs, name));
    row.append(" view %6d".formatted(best(store, dataset -> way.apply(dataset).hashCode())));
    QUESTIONS.forEach(
        (question, text) -> {
          // The others take minutes: each step of a join looks into each of the graphs.
          if (!name.equals(LISTED) || question.equals("subject") || question.equals("names")) {
            long cpu = best(store, dataset -> answer(way.apply(dataset), text));
            row.append(" | %s %7d".formatted(question, cpu));
            answers.add(store.read(dataset -> answer(way.apply(dataset), text)));
          }
        });
    System.out.println(row);
    return answers;
  }

  private interface Work {
    long on(DatasetGraph dataset);
  }

  private static long best(Tdb2GraphStore store, Work work) {
    return IntStream.range(0, REPETITIONS)
        .mapToLong(
            i ->
                store.read(
                    dataset -> {
                      long before = THREADS.getCurrentThreadCpuTime();
                      work.on(dataset);
                      return (THREADS.getCurrentThreadCpuTime() - before) / MICROSECOND;
                    }))
        .min()
        .orElseThrow();
  }

  /** The number that it counts, or how many rows it has. */
  private static long answer(DatasetGraph dataset, String question) {
    try (QueryExec execution = QueryExec.dataset(dataset).query(question).build()) {
      RowSet rows = execution.select();
      return rows.getResultVars().equals(List.of(COUNTED))
          ? ((Number) rows.next().get(COUNTED).getLiteralValue()).longValue()
          : RowSetOps.count(rows);
    }
  }

  private static void fill(Tdb2GraphStore store, int graphs) {
    int nodes = QUADS / PREDICATES;
    store.write(
        dataset -> {
          for (int i = 0; i < QUADS; i++) {
            int subject = i % nodes;
            int predicate = i / nodes;
            dataset.add(
                Quad.create(
                    // The quads of a subject lie in one graph, as an entity's do.
                    graph(subject % graphs).node(),
                    node("n" + subject),
                    node("p" + predicate),
                    node("n" + (subject * 7 + predicate * 13) % nodes)));
          }
          return new Outcome<>("filled", true);
        },
        PATIENCE);
  }

  private static DatasetGraph union(DatasetGraph dataset) {
    Context context = dataset.getContext().copy();
    context.set(TDB2.symUnionDefaultGraph, true);
    return new DatasetGraphWrapper(dataset, context);
  }

  private static DatasetGraph listed(DatasetGraph dataset, View view) {
    List<Node> names = view.named().stream().map(GraphName::node).toList();
    return DynamicDatasets.dynamicDataset(names, names, dataset, false);
  }

  private static View view(int graphs, int step) {
    Set<GraphName> names =
        IntStream.range(0, graphs)
            .filter(i -> i % step == 0)
            .mapToObj(ViewCost::graph)
            .collect(Collectors.toSet());
    return new View(names, names);
  }

  private static GraphName graph(int number) {
    return new GraphName("urn:c:g" + number);
  }

  private static Node node(String name) {
    return NodeFactory.createURI("urn:c:" + name);
  }
}
