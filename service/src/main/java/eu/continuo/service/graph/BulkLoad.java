package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.QuadTable;
import eu.continuo.adapters.spi.QuadTable.Column;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.gate.Gate;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;

/**
 * One bulk load on its way to a commit. Everything that the graph will hold lies in one table in
 * memory: it is judged there, concluded from there, and the new store is written from there.
 *
 * <p>It differs from a {@link Transaction} in how the work is done and in nothing of what comes of
 * it: the same load by either gives the same graph.
 */
final class BulkLoad {
  private static final long TOLD_EVERY = 100_000;

  private final GraphNames names;
  private final Gate gate;
  private final Conclusions conclusions;
  private final Layout before;
  private final Bulk bulk;
  private final Principal principal;
  private final Instant now;
  private final Bulk.Progress progress;
  private final GraphStore store;
  private final QuadTable table;
  private final DatasetGraph rewritten = DatasetGraphFactory.create();
  private final Map<GraphName, Set<Quad>> replaced = new HashMap<>();
  private final Meta meta;
  private BitSet fresh = new BitSet();

  /**
   * A load that has not begun.
   *
   * @param before how the graphs are divided before it
   */
  BulkLoad(
      GraphStore store,
      GraphNames names,
      Gate gate,
      Conclusions conclusions,
      Layout before,
      Bulk bulk,
      Principal principal,
      Instant now,
      Bulk.Progress progress) {
    this.store = store;
    this.names = names;
    this.gate = gate;
    this.conclusions = conclusions;
    this.before = before;
    this.bulk = bulk;
    this.principal = principal;
    this.now = now;
    this.progress = progress;
    this.table = new QuadTable(store::kept);
    this.meta = new Meta(rewritten, names);
  }

  /** What is to be kept, where it may be. */
  sealed interface Outcome {
    /**
     * It may be kept.
     *
     * @param table everything that the store is to hold
     * @param records what the log is to hold of it, made while they are read
     * @param layout how the graphs are divided then
     */
    record Ready(Commit.Kept commit, QuadTable table, Iterable<CommitRecord> records, Layout layout)
        implements Outcome {}

    /** There is nothing to keep. */
    record Not(Commit commit) implements Outcome {}
  }

  /** Reads, judges and concludes. */
  Outcome run() throws IOException {
    try {
      return read();
    } catch (TooLarge e) {
      return new Outcome.Not(
          new Commit.Refused(
              List.of(
                  Finding.violation(
                      "bulk.too-large",
                      "The graph would have more than %,d quads, which do not fit into %,d MB."
                          .formatted(table.rows(), Runtime.getRuntime().maxMemory() >> 20),
                      "Give the command more memory: JAVA_TOOL_OPTIONS=-Xmx…"))));
    }
  }

  private Outcome read() throws IOException {
    List<String> policies = gate.admission().inForce();
    if (!policies.isEmpty()) {
      return new Outcome.Not(
          new Commit.Refused(
              List.of(
                  Finding.violation(
                      "bulk.policy",
                      "A bulk load is not shown to the policies that decide about commits: "
                          + String.join(", ", policies)
                          + ".",
                      "Load the documents one by one, or roll the policies back for the load."))));
    }
    int held = readHeld();
    List<Finding> findings = readFresh();
    int[] origin = table.unite();
    for (int row = 0; row < origin.length; row++) {
      fresh.set(row, origin[row] >= held);
    }
    findings.addAll(saidElsewhere());
    if (!findings.isEmpty()) {
      return new Outcome.Not(new Commit.Refused(findings));
    }
    if (fresh.isEmpty()) {
      return new Outcome.Not(new Commit.Unchanged());
    }
    return judged();
  }

  private Outcome judged() {
    int asserted = table.rows();
    long number = meta.commits() + 1;
    Set<GraphName> written = describe(number);
    add(rewritten.stream(names.meta().node(), null, null, null).toList());
    progress.at(Bulk.Phase.JUDGE, table.rows());
    Graph judged = new TableGraph(table, Layout.of(meta.rows(), names).judged().union());
    Verdict verdict =
        Verdict.of(
            Stream.of(gate.admission().judgeWhole(judged), gate.judgeAtOnce(judged).findings())
                .flatMap(List::stream)
                .toList());
    if (verdict instanceof Verdict.Refused(List<Finding> refused)) {
      return new Outcome.Not(new Commit.Refused(refused));
    }
    table.cut(asserted);
    // Everything was judged and nothing is violated, so that no finding is open any more.
    meta.forgetOnce(names.findings());
    progress.at(Bulk.Phase.CONCLUDE, asserted);
    Map<GraphName, Set<Quad>> replacing = conclude();
    Graph provenance = rewritten.getGraph(names.provenance().node());
    Provenance.append(provenance, names, number, written, gate.shapesVersion(), principal, now);
    for (GraphName own : List.of(names.provenance(), names.meta())) {
      replacing.put(own, kept(own, rewritten.getGraph(own.node())));
    }
    replacing.values().forEach(this::add);
    Commit.Kept kept = new Commit.Kept(number, fresh.cardinality(), 0, verdict.findings(), 0);
    return new Outcome.Ready(
        kept,
        table,
        new BulkRecords(
            description(kept),
            table,
            fresh,
            without(replaced, replacing),
            without(replacing, replaced)),
        Layout.of(meta.rows(), names));
  }

  /** The quads of some graphs that the same graphs do not hold elsewhere. */
  private static List<Quad> without(
      Map<GraphName, Set<Quad>> quads, Map<GraphName, Set<Quad>> elsewhere) {
    return quads.entrySet().stream()
        .flatMap(
            graph -> {
              Set<Quad> others = elsewhere.getOrDefault(graph.getKey(), Set.of());
              return graph.getValue().stream().filter(quad -> !others.contains(quad));
            })
        .toList();
  }

  /** Reads what is there, without what is going to be written anew; says how many rows it is. */
  private int readHeld() {
    store.read(
        dataset -> {
          dataset
              .find()
              .forEachRemaining(
                  quad -> {
                    GraphName graph = new GraphName(quad.getGraph().getURI());
                    if (isRewritten(graph)) {
                      replaced.computeIfAbsent(graph, any -> new HashSet<>()).add(quad);
                    } else {
                      table.add(quad);
                    }
                    told();
                  });
          return true;
        });
    replaced.getOrDefault(names.meta(), Set.of()).forEach(rewritten::add);
    return table.rows();
  }

  private boolean isRewritten(GraphName graph) {
    return graph.equals(names.meta()) || graph.equals(names.findings()) || names.derived(graph);
  }

  private List<Finding> readFresh() throws IOException {
    Trespasses trespasses = new Trespasses(names);
    Set<GraphName> touched = new TreeSet<>();
    List<Finding> findings = new ArrayList<>();
    List<Finding> unreadable =
        bulk.content()
            .read(
                quad -> {
                  touched.add(new GraphName(quad.getGraph().getURI()));
                  trespasses.forged(quad).forEach(findings::add);
                  table.add(quad);
                  told();
                });
    findings.addAll(0, trespasses.of(touched, principal));
    findings.addAll(0, unreadable);
    return findings;
  }

  private void told() {
    if (table.rows() % TOLD_EVERY == 0) {
      progress.at(Bulk.Phase.READ, table.rows());
      if (table.rows() > Runtime.getRuntime().maxMemory() / QuadTable.QUAD_BYTES) {
        throw new TooLarge();
      }
    }
  }

  /** More quads than fit into memory. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** As {@link Trespasses#of} says it of a change, found by sorting. */
  private List<Finding> saidElsewhere() {
    Trespasses trespasses = new Trespasses(names);
    Set<GraphName> speaking = trespasses.speaking(before.asserted(), freshGraphs());
    List<Finding> findings = new ArrayList<>();
    int[] order = table.order(Column.SUBJECT, Column.PREDICATE, Column.GRAPH);
    for (int start = 0, end; start < order.length; start = end) {
      end = start + 1;
      while (end < order.length && saysTheSame(order[start], order[end])) {
        end++;
      }
      if (number(order[start], Column.GRAPH) != number(order[end - 1], Column.GRAPH)) {
        Set<GraphName> others = new TreeSet<>();
        for (int i = start; i < end; i++) {
          others.add(graph(order[i]));
        }
        others.retainAll(speaking);
        for (int i = start; i < end; i++) {
          if (fresh.get(order[i])) {
            trespasses.saidElsewhere(table.quad(order[i]), others).forEach(findings::add);
          }
        }
      }
    }
    findings.sort(Finding.WORST_FIRST);
    return findings;
  }

  private boolean saysTheSame(int row, int other) {
    return number(row, Column.SUBJECT) == number(other, Column.SUBJECT)
        && number(row, Column.PREDICATE) == number(other, Column.PREDICATE);
  }

  private int number(int row, Column column) {
    return table.number(row, column);
  }

  private GraphName graph(int row) {
    return new GraphName(table.node(number(row, Column.GRAPH)).getURI());
  }

  /** The graphs that rows are new in. */
  private Set<GraphName> freshGraphs() {
    Set<Integer> numbers = new HashSet<>();
    fresh.stream().forEach(row -> numbers.add(number(row, Column.GRAPH)));
    Set<GraphName> graphs = new TreeSet<>();
    numbers.forEach(graph -> graphs.add(new GraphName(table.node(graph).getURI())));
    return graphs;
  }

  /** Brings the rows about the changed graphs up to date, and gives these graphs. */
  private Set<GraphName> describe(long number) {
    Set<GraphName> changed = freshGraphs();
    for (GraphName graph : changed) {
      meta.declareOnce(graph, "asserted", bulk.declaration());
      meta.changed(graph);
    }
    meta.declareOnce(names.provenance(), "apart", names.restricted());
    meta.declareOnce(names.meta(), "apart", names.restricted());
    meta.commits(number);
    return changed;
  }

  /** What follows from everything, in the derived graphs. */
  private Map<GraphName, Set<Quad>> conclude() {
    Set<GraphName> asserted = Layout.of(meta.rows(), names).asserted();
    Map<GraphName, Set<Quad>> concluded =
        conclusions.all(new TableGraph(table, asserted)).entrySet().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Map.Entry::getKey, graph -> kept(graph.getKey(), graph.getValue())));
    concluded.forEach(
        (name, quads) -> {
          if (!quads.equals(replaced.getOrDefault(name, Set.of()))) {
            meta.declareOnce(name, "derived", names.restricted());
            meta.changed(name);
          }
        });
    conclusions.rules().forEach(rule -> conclusions.note(rule, meta));
    conclusions
        .sources()
        .whole(
            consumer -> {
              table.quadsOf(asserted.stream().map(GraphName::node).toList(), consumer);
              concluded.values().forEach(quads -> quads.forEach(consumer));
            },
            meta);
    return concluded;
  }

  /** The quads of a graph as the store will hold them. */
  private Set<Quad> kept(GraphName name, Graph content) {
    Set<Quad> quads = new HashSet<>();
    content.stream()
        .forEach(
            t ->
                quads.add(
                    Quad.create(
                        name.node(),
                        t.getSubject(),
                        t.getPredicate(),
                        t.getObject().isLiteral() ? store.kept(t.getObject()) : t.getObject())));
    return quads;
  }

  private void add(Iterable<Quad> quads) {
    quads.forEach(table::add);
  }

  private CommitRecord description(Commit.Kept kept) {
    return new CommitRecord(
        kept.number(),
        now,
        principal.name().toLowerCase(Locale.ROOT),
        bulk.source(),
        gate.shapesVersion(),
        gate.nameOfWhole(),
        kept.findings().isEmpty() ? "conforms" : "conforms with " + kept.findings().size(),
        List.of(),
        List.of(),
        false);
  }
}
