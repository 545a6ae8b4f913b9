package eu.continuo.service.graph;

import static java.util.stream.Collectors.toSet;

import eu.continuo.adapters.spi.CommitLog;
import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.service.gate.Gate;
import eu.continuo.verdict.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * Looks at one snapshot of the graph from the beginning. Nothing that the commits before worked out
 * is believed: the history is replayed, every rule is run and every target judged.
 */
final class Auditor {
  private static final int SHOWN_MAX = 10;

  private final GraphStore store;
  private final CommitLog log;
  private final GraphNames names;
  private final Gate gate;
  private final Conclusions conclusions;
  private final Layouts layouts;

  Auditor(
      GraphStore store,
      CommitLog log,
      GraphNames names,
      Gate gate,
      Conclusions conclusions,
      Layouts layouts) {
    this.store = store;
    this.log = log;
    this.names = names;
    this.gate = gate;
    this.conclusions = conclusions;
    this.layouts = layouts;
  }

  /**
   * Audits the graph as it is now.
   *
   * @param progress is told what is being done
   */
  Audit audit(Consumer<String> progress) {
    return store.read(dataset -> audit(dataset, progress));
  }

  private Audit audit(DatasetGraph dataset, Consumer<String> progress) {
    long commits = layouts.commits(dataset);
    Layout layout = layouts.of(dataset);

    progress.accept("reading the log of " + commits + " commits");
    History history = new History();
    List<Finding> logged = history.read(commits);

    progress.accept("comparing the graph with its log");
    Map<Node, Fingerprint> kept = new HashMap<>();
    dataset.find().forEachRemaining(q -> print(kept, q).add(q));
    List<Audit.Check> checks = new ArrayList<>();
    checks.add(new Audit.Check("log", logged));
    checks.add(new Audit.Check("graph", differences(dataset, history, kept, commits)));
    checks.add(new Audit.Check("rows", rows(dataset, layout, kept.keySet())));

    progress.accept("running every rule");
    checks.add(new Audit.Check("rules", stale(dataset, layout)));

    progress.accept("judging every target");
    Graph judged = store.view(dataset, layout.judged()).getDefaultGraph();
    checks.add(new Audit.Check("shapes", shapes(dataset, judged)));

    progress.accept("judging again with the second engine");
    checks.add(new Audit.Check("judges", gate.compare(judged)));
    return new Audit(
        history.commits,
        kept.values().stream().mapToLong(Fingerprint::count).sum(),
        kept.size(),
        history.digest,
        checks);
  }

  /** What is open already is known; what is open and well formed is wrong too. */
  private List<Finding> shapes(DatasetGraph dataset, Graph judged) {
    OpenFindings open = new OpenFindings(dataset, names);
    List<Finding> found = gate.judge(judged).findings();
    Set<String> wrong = found.stream().filter(open::has).map(Finding::focus).collect(toSet());
    return Stream.concat(
            open.known(found).stream(),
            open.focusNodes().stream()
                .map(Node::toString)
                .filter(focus -> !wrong.contains(focus))
                .map(
                    focus ->
                        Finding.violation(
                            "audit.finding-stale",
                            "A finding is open about " + focus + ", which is well formed.",
                            "Change something about it, so that it is judged again, and report"
                                + " this: it must not happen.")))
        .toList();
  }

  private List<Finding> stale(DatasetGraph dataset, Layout layout) {
    return conclusions.stale(store, dataset, layout).stream()
        .map(
            graph ->
                Finding.violation(
                    "audit.stale",
                    "What is kept in "
                        + graph.iri()
                        + " is not what follows from the graphs that it is concluded from.",
                    "Load a document that concerns it again, and report this: it must not happen."))
        .toList();
  }

  private List<Finding> rows(DatasetGraph dataset, Layout layout, Set<Node> graphs) {
    Set<String> listed = new TreeSet<>();
    Meta meta = new Meta(dataset, names);
    meta.rows().forEach(row -> listed.add(row.name().iri()));
    Set<String> held = new TreeSet<>();
    graphs.forEach(graph -> held.add(graph.getURI()));
    List<Finding> findings = new ArrayList<>();
    conclusions
        .sources()
        .wrong(dataset, layout.asserted(), meta)
        .forEach(
            graph ->
                findings.add(
                    Finding.violation(
                        "audit.sources-wrong",
                        "The row of "
                            + graph.iri()
                            + " does not say which graphs it follows from, or lets others see it"
                            + " than those who see all of them.",
                        "Load a document that concerns it again, and report this: it must not"
                            + " happen.")));
    only(held, listed)
        .forEach(
            graph ->
                findings.add(
                    Finding.violation(
                        "audit.row-missing",
                        "Nothing says whose graph " + graph + " is and who may see it.",
                        "Only the service writes the store's files; put back the last backup.")));
    only(listed, held)
        .forEach(
            graph ->
                findings.add(
                    Finding.violation(
                        "audit.row-missing",
                        "The graph " + graph + " has a row and no content.",
                        "Only the service writes the store's files; put back the last backup.")));
    return findings;
  }

  private static Set<String> only(Set<String> some, Set<String> others) {
    Set<String> only = new TreeSet<>(some);
    only.removeAll(others);
    return only;
  }

  private List<Finding> differences(
      DatasetGraph dataset, History history, Map<Node, Fingerprint> kept, long commits) {
    Set<Node> graphs = new HashSet<>(history.prints.keySet());
    graphs.addAll(kept.keySet());
    graphs.removeIf(
        graph ->
            kept.getOrDefault(graph, new Fingerprint())
                .sameAs(history.prints.getOrDefault(graph, new Fingerprint())));
    if (graphs.isEmpty() || history.commits != commits) {
      // A log that could not be read to its end has no last word on the graph.
      return List.of();
    }
    Set<Quad> replayed = replay(graphs, commits);
    List<Finding> findings = new ArrayList<>();
    for (Node graph : graphs) {
      Set<Quad> held = new HashSet<>();
      dataset.find(graph, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(held::add);
      replayed.stream()
          .filter(q -> q.getGraph().equals(graph) && !held.contains(q))
          .limit(SHOWN_MAX)
          .forEach(q -> findings.add(differs("The graph lacks what its log says: ", q)));
      held.stream()
          .filter(q -> !replayed.contains(q))
          .limit(SHOWN_MAX)
          .forEach(q -> findings.add(differs("The graph holds what its log does not say: ", q)));
    }
    return findings;
  }

  private static Finding differs(String what, Quad quad) {
    return Finding.violation(
        "audit.graph-differs",
        what + quad.asTriple() + " in " + quad.getGraph(),
        "Put the log and the graph back that belong together, or replay the log into a new one.");
  }

  private Set<Quad> replay(Set<Node> graphs, long commits) {
    Set<Quad> quads = new HashSet<>();
    log.read(
        1,
        record -> {
          record.removed().forEach(quads::remove);
          record.added().stream().filter(q -> graphs.contains(q.getGraph())).forEach(quads::add);
          return record.number() < commits;
        });
    return quads;
  }

  private static Fingerprint print(Map<Node, Fingerprint> prints, Quad quad) {
    return prints.computeIfAbsent(quad.getGraph(), graph -> new Fingerprint());
  }

  /** What the log says. */
  private final class History {
    private final Map<Node, Fingerprint> prints = new HashMap<>();
    private long commits;
    private String digest = "";

    List<Finding> read(long last) {
      try {
        log.read(1, record -> take(record) && record.number() < last);
      } catch (CommitLog.Damaged e) {
        return List.of(damaged(String.valueOf(e.getMessage())));
      }
      if (commits < last) {
        return List.of(
            damaged("The log ends at commit " + commits + ", the graph is at " + last + "."));
      }
      prints.values().removeIf(print -> print.count() == 0);
      digest = log.head().map(CommitLog.Head::digest).orElse("");
      return List.of();
    }

    private boolean take(CommitRecord record) {
      if (record.number() != commits + 1) {
        throw new CommitLog.Damaged(
            "After commit " + commits + " comes " + record.number() + " in the log.");
      }
      commits = record.complete() ? record.number() : commits;
      record.removed().forEach(q -> print(prints, q).remove(q));
      record.added().forEach(q -> print(prints, q).add(q));
      return true;
    }

    private static Finding damaged(String message) {
      return Finding.violation(
          "audit.log-damaged",
          message,
          "Put back the log from a backup; the graph can be trusted no further than its log.");
    }
  }
}
