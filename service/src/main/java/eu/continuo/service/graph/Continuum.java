package eu.continuo.service.graph;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.GraphStore.Outcome;
import eu.continuo.adapters.spi.GraphStore.Written;
import eu.continuo.adapters.trust.CredentialVerifier;
import eu.continuo.ontology.GraphName;
import eu.continuo.ontology.Words;
import eu.continuo.service.gate.Gate;
import eu.continuo.sparql.Rules;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import eu.continuo.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * The graph of one continuum: every write from every door becomes one judged commit, every read a
 * view of what its principal may see.
 *
 * <p>A commit applies the change, concludes what follows, judges everything that is asserted, and
 * only then keeps it. Whatever is refused leaves no trace.
 */
public final class Continuum {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GraphStore store;
  private final GraphNames names;
  private final Gate gate;
  private final Rules rules;
  private final Attestations attestations;

  /**
   * The continuum in a store.
   *
   * @param store where its graphs are kept
   * @param base the IRI that all its names begin with
   * @param gate the judge of its commits
   * @param rules what follows from what is asserted
   * @param verifier whose credentials count
   */
  public Continuum(
      GraphStore store, String base, Gate gate, Rules rules, CredentialVerifier verifier) {
    this.store = store;
    this.names = new GraphNames(base);
    this.gate = gate;
    this.rules = rules;
    this.attestations = new Attestations(verifier, base);
  }

  /** The names of its graphs. */
  public GraphNames names() {
    return names;
  }

  /**
   * Brings in the concept schemes of this release; nothing happens where they are there already.
   */
  public Commit open(Instant now) {
    return commit(
        new Change.Replace(names.schemes(), Words.schemes(), own(Change.Visibility.PUBLIC)),
        Principal.SERVICE,
        now);
  }

  /**
   * Changes the graph, or says why not.
   *
   * @param change what to change
   * @param principal who asks for it
   * @param now the clock of the commit, for its provenance
   */
  public Commit commit(Change change, Principal principal, Instant now) {
    return attempt(change, principal, now, true);
  }

  /** What a commit of this change would become; nothing is kept. */
  public Commit rehearse(Change change, Principal principal, Instant now) {
    return attempt(change, principal, now, false);
  }

  /**
   * Reads one snapshot. Its default graph is the union of the asserted and derived graphs that the
   * principal may see; its named graphs are those and, for operators, the ones kept apart.
   */
  public <T> T read(Principal principal, Function<DatasetGraph, T> reading) {
    return store.read(dataset -> reading.apply(view(dataset, principal)));
  }

  /** The rows of the graphs that the principal may see, in the order of their names. */
  public List<GraphRow> graphs(Principal principal) {
    return store.read(
        dataset ->
            new Meta(dataset, names).rows().stream().filter(r -> r.visibleTo(principal)).toList());
  }

  /** What a graph is that nobody declared: the operator's own, and restricted. */
  public Change.Declaration undeclared() {
    return new Change.Declaration(
        names.base() + "id/party/operator", Change.Visibility.RESTRICTED, null);
  }

  private DatasetGraph view(DatasetGraph dataset, Principal principal) {
    List<GraphRow> visible =
        new Meta(dataset, names).rows().stream().filter(r -> r.visibleTo(principal)).toList();
    return DynamicDatasets.dynamicDataset(
        visible.stream().filter(GraphRow::asked).map(r -> r.name().node()).toList(),
        visible.stream().map(r -> r.name().node()).toList(),
        dataset,
        false);
  }

  private Commit attempt(Change change, Principal principal, Instant now, boolean keep) {
    return switch (store.write(d -> transaction(d, change, principal, now, keep), PATIENCE)) {
      case Written.Done<Commit>(Commit commit) -> commit;
      case Written.Busy<Commit>(Duration waited) -> new Commit.Busy(waited);
    };
  }

  private Outcome<Commit> transaction(
      DatasetGraph dataset, Change change, Principal principal, Instant now, boolean keep) {
    Changes changes = new Changes(dataset);
    Meta meta = new Meta(dataset, names);
    List<Finding> findings = new Applying(changes, meta).apply(change);
    findings.addAll(trespasses(changes, principal));
    if (!findings.isEmpty()) {
      return new Outcome<>(new Commit.Refused(findings), false);
    }
    if (changes.isUnchanged()) {
      return new Outcome<>(new Commit.Unchanged(), false);
    }
    for (GraphName graph : changes.graphs()) {
      settle(dataset, meta, graph);
    }
    for (GraphName own : List.of(names.meta(), names.provenance())) {
      meta.declare(own, "apart", own(Change.Visibility.RESTRICTED));
    }
    Graph asserted = union(dataset, meta);
    Graph judged = GraphFactory.createDefaultGraph();
    asserted.stream().forEach(judged::add);
    dataset.getGraph(names.meta().node()).stream().forEach(judged::add);
    Verdict verdict = gate.judge(judged);
    if (verdict instanceof Verdict.Refused(List<Finding> refused)) {
      return new Outcome<>(new Commit.Refused(refused), false);
    }
    conclude(dataset, meta, asserted);
    long number = Provenance.append(dataset, names, changes, gate.shapesVersion(), principal, now);
    return new Outcome<>(
        new Commit.Kept(number, changes.addedCount(), changes.removedCount(), verdict.findings()),
        keep);
  }

  private List<Finding> trespasses(Changes changes, Principal principal) {
    List<Finding> findings = new ArrayList<>();
    if (changes.touchesUnnamed()) {
      findings.add(
          Finding.violation(
              "graph.unnamed",
              "The change writes outside of every named graph.",
              "Say which graph: INSERT DATA { GRAPH <…> { … } }, or WITH <…>."));
    }
    for (GraphName graph : changes.graphs()) {
      if (principal == Principal.ANYONE) {
        findings.add(trespass("graph.not-yours", graph, "Show the token of this instance."));
      } else if (principal == Principal.OPERATOR && names.reserved(graph)) {
        findings.add(
            trespass(
                "graph.reserved",
                graph,
                "The service alone writes it; write a graph of your own."));
      }
    }
    findings.addAll(forgeries(changes));
    return findings;
  }

  /**
   * What only the service may conclude counts as proven, so that nobody may assert it: not in any
   * words.
   */
  private List<Finding> forgeries(Changes changes) {
    return changes.added().stream()
        .filter(q -> !q.isDefaultGraph() && !names.derived(new GraphName(q.getGraph().getURI())))
        .filter(q -> Forgery.is(q, names.base()))
        .map(
            q ->
                new Finding(
                    "graph.derived-term",
                    Severity.VIOLATION,
                    q.getSubject().toString(),
                    q.getPredicate().toString(),
                    q.getObject().toString(),
                    null,
                    "Only the service concludes this; a document cannot claim it.",
                    "Bring the credential that proves it instead."))
        .sorted(Finding.WORST_FIRST)
        .toList();
  }

  private static Finding trespass(String code, GraphName graph, String hint) {
    return new Finding(
        code,
        Severity.VIOLATION,
        graph.iri(),
        null,
        null,
        null,
        "The change writes the graph <" + graph + ">, which it may not.",
        hint);
  }

  /** Brings the row of a changed graph up to date; a graph that is empty now has none. */
  private void settle(DatasetGraph dataset, Meta meta, GraphName graph) {
    if (dataset.getGraph(graph.node()).isEmpty()) {
      meta.forget(graph);
      return;
    }
    if (!meta.has(graph)) {
      meta.declare(graph, "asserted", undeclared());
    }
    meta.changed(graph);
  }

  private Graph union(DatasetGraph dataset, Meta meta) {
    Graph union = GraphFactory.createDefaultGraph();
    meta.rows().stream()
        .filter(GraphRow::asserted)
        .forEach(r -> dataset.getGraph(r.name().node()).stream().forEach(union::add));
    return union;
  }

  /** Concludes from a graph of its own, to which it adds what credentials prove. */
  private void conclude(DatasetGraph dataset, Meta meta, Graph asserted) {
    Graph attested = attestations.derive(asserted);
    derived(dataset, meta, names.attested(), attested);
    attested.stream().forEach(asserted::add);
    for (Rules.Derived conclusion : rules.conclude(asserted)) {
      derived(dataset, meta, names.inferred(conclusion.rule()), conclusion.graph());
    }
  }

  private void derived(DatasetGraph dataset, Meta meta, GraphName name, Graph content) {
    if (Applying.replace(dataset, name, content)) {
      if (!meta.has(name)) {
        // Concluded from graphs of every visibility, so no more visible than the strictest of them.
        meta.declare(name, "derived", own(Change.Visibility.RESTRICTED));
      }
      meta.changed(name);
    }
  }

  private Change.Declaration own(Change.Visibility visibility) {
    return new Change.Declaration(names.base() + "id/party/continuo", visibility, null);
  }
}
