package eu.continuo.service.graph;

import eu.continuo.adapters.spi.CommitRecord;
import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.adapters.spi.View;
import eu.continuo.ontology.Canonical;
import eu.continuo.ontology.GraphName;
import eu.continuo.service.gate.Admission;
import eu.continuo.service.gate.Gate;
import eu.continuo.shapes.NetChange;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * One change on its way to a commit, within one transaction of the store. Everything that is
 * written, by the principal and by the service after him, goes through one recorder, so that the
 * log holds all of it.
 */
final class Transaction {
  private final GraphStore store;
  private final DatasetGraph dataset;
  private final GraphNames names;
  private final Gate gate;
  private final Conclusions conclusions;
  private final Layout before;
  private final Views views;
  private final Changes changes;
  private final Meta meta;
  private final OpenFindings open;
  private Layout after;
  private int divisions;

  /**
   * A change that has not begun.
   *
   * @param before how the graphs are divided before it
   * @param views what each principal sees before it
   */
  Transaction(
      GraphStore store,
      DatasetGraph dataset,
      GraphNames names,
      Gate gate,
      Conclusions conclusions,
      Layout before,
      Views views) {
    this.store = store;
    this.dataset = dataset;
    this.names = names;
    this.gate = gate;
    this.conclusions = conclusions;
    this.before = before;
    this.views = views;
    this.after = before;
    this.changes = new Changes(dataset, store::kept);
    this.meta = new Meta(changes, names);
    this.open = new OpenFindings(changes, names);
  }

  /**
   * Carries it out, or what is left of it once something is set aside. What comes of it is kept
   * only if whoever calls keeps the transaction.
   */
  Commit run(Pending pending, Change change) {
    CommitEvent cost = new CommitEvent();
    cost.begin();
    try {
      return run(pending, change, cost);
    } finally {
      cost.quads = (long) changes.added().size() + changes.removed().size();
      cost.commit();
    }
  }

  private Commit run(Pending pending, Change change, CommitEvent cost) {
    Principal principal = pending.principal();
    List<Finding> unmet = pending.condition().unmet(meta::version);
    if (!unmet.isEmpty()) {
      return new Commit.Refused(unmet);
    }
    Applying applying =
        new Applying(store, dataset, changes, () -> views.within(dataset, principal));
    List<Finding> findings = new ArrayList<>(applying.apply(change));
    try {
      BlankNodes.name(changes, names.base());
    } catch (Canonical.TooComplex e) {
      findings.add(
          Finding.violation(
              "rdf.too-complex", String.valueOf(e.getMessage()), "Give each node an IRI."));
    }
    cost.applyCpu = cost.lap();
    findings.addAll(new Trespasses(names).of(changes, principal, dataset, before.asserted()));
    cost.policyCpu = cost.lap();
    if (!findings.isEmpty()) {
      return new Commit.Refused(findings);
    }
    setAside(change);
    if (changes.isUnchanged()) {
      return new Commit.Unchanged();
    }
    long added = changes.added().size();
    long removed = changes.removed().size();
    long number = meta.commits() + 1;
    describe(applying.declarations(), number);
    cost.applyCpu += cost.lap();
    NetChange net = net();
    List<Finding> objections = gate.admission().judge(proposal(net, pending));
    cost.policyCpu += cost.lap();
    Gate.Judgement judgement = gate.judge(net);
    Set<GraphName> written = changes.graphs();
    if (objections.stream().anyMatch(o -> o.severity() == Severity.VIOLATION)
        || vetoed(judgement, written, number)) {
      return new Commit.Refused(
          Stream.of(objections, judgement.verdict().findings()).flatMap(List::stream).toList());
    }
    open.close(judgement, gate, net.after());
    if (changes.getGraph(names.findings().node()).isEmpty()) {
      meta.forgetOnce(names.findings());
    } else {
      meta.declareOnce(names.findings(), "apart", names.restricted());
    }
    cost.gateCpu = cost.lap();
    conclusions.follow(changes, meta, before, layout(), store, dataset);
    cost.rulesCpu = cost.lap();
    written.remove(names.meta());
    Provenance.append(
        changes.getGraph(names.provenance().node()),
        names,
        number,
        written,
        gate.shapesVersion(),
        principal,
        pending.now());
    return new Commit.Kept(
        number,
        added,
        removed,
        Stream.of(
                change.sifted().stream().flatMap(sifted -> sifted.reasons().stream()),
                objections.stream(),
                judgement.verdict().findings().stream())
            .flatMap(each -> each)
            .toList(),
        change.sifted().stream().mapToInt(sifted -> sifted.entities().size()).sum());
  }

  /** What is in quarantine for a graph is of what was sent for it last. */
  private void setAside(Change change) {
    switch (change) {
      case Change.Sifted sifted ->
          Applying.replace(
              changes, names.quarantine(sifted.graph()), Quarantine.content(sifted, names.base()));
      case Change.Replace replace -> release(replace.graph());
      case Change.Remove remove -> release(remove.graph());
      case Change.All(List<Change> all) -> all.forEach(this::setAside);
      case Change.Merge merge -> {}
      case Change.Update update -> {}
    }
  }

  private void release(GraphName graph) {
    changes.removeGraph(names.quarantine(graph).node());
  }

  /**
   * Whether something was found that forbids the change. If nothing does, what it breaks at others
   * is noted for them.
   *
   * @param written the graphs that it changes, whose owners cause what it breaks
   */
  private boolean vetoed(Gate.Judgement judgement, Set<GraphName> written, long number) {
    List<Finding> broken =
        judgement.verdict().findings().stream()
            .filter(f -> f.severity() == Severity.VIOLATION && !open.has(f))
            .toList();
    if (broken.isEmpty()) {
      return false;
    }
    Layout after = layout();
    Set<String> causes = owners(written, after);
    Map<Finding, Set<String>> elsewhere = new LinkedHashMap<>();
    for (Finding finding : broken) {
      Optional<Set<String>> others = OpenFindings.others(finding, dataset, after, causes);
      if (others.isEmpty()) {
        return true;
      }
      elsewhere.put(finding, others.get());
    }
    elsewhere.forEach((finding, others) -> open.open(finding, others, causes, number));
    return false;
  }

  /** Who owns these graphs, before the change or after it. */
  private Set<String> owners(Set<GraphName> graphs, Layout after) {
    return Stream.of(before, after)
        .flatMap(layout -> graphs.stream().map(layout.owners()::get))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Makes it undone, so that others can go on in the same transaction of the store. */
  void undo() {
    changes.added().forEach(dataset::delete);
    changes.removed().forEach(dataset::add);
  }

  /** How the graphs are divided after it; read anew only where a graph came or went since. */
  Layout layout() {
    if (meta.divisions() != divisions) {
      after = Layout.of(meta.rows(), names);
      divisions = meta.divisions();
    }
    return after;
  }

  /** What the log keeps of it. */
  CommitRecord record(Commit.Kept kept, Pending pending) {
    return new CommitRecord(
        kept.number(),
        pending.now(),
        pending.principal().name().toLowerCase(Locale.ROOT),
        pending.change().source(),
        gate.shapesVersion(),
        gate.name(),
        words(kept.findings()),
        List.copyOf(changes.removed()),
        List.copyOf(changes.added()),
        true);
  }

  private static String words(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "conforms";
    }
    boolean elsewhere = findings.stream().anyMatch(f -> f.severity() == Severity.VIOLATION);
    return (elsewhere ? "kept with " : "conforms with ") + findings.size();
  }

  /** Brings the rows about the changed graphs up to date; a graph that is empty now has none. */
  private void describe(List<Applying.Declared> declarations, long number) {
    Set<GraphName> changed = changes.graphs();
    for (Applying.Declared declared : declarations) {
      meta.declareOnce(declared.graph(), "asserted", declared.declaration());
      String digest = declared.declaration().digest();
      if (digest != null) {
        meta.digest(declared.graph(), digest);
      }
    }
    for (GraphName graph : changed) {
      if (changes.getGraph(graph.node()).isEmpty()) {
        meta.forget(graph);
      } else {
        meta.declareOnce(graph, names.setsAside(graph) ? "apart" : "asserted", names.undeclared());
        meta.changed(graph);
      }
    }
    meta.declareOnce(names.provenance(), "apart", names.restricted());
    meta.declareOnce(names.meta(), "apart", names.restricted());
    meta.commits(number);
  }

  /** What policies are asked: whatever comes from outside, not what the service says itself. */
  private Admission.Proposal proposal(NetChange net, Pending pending) {
    Layout after = layout();
    Set<GraphName> visible = after.of(Principal.ANYONE).named();
    Map<String, Admission.Target> graphs = new HashMap<>();
    Set<Node> entities = new HashSet<>();
    Stream.of(changes.added(), changes.removed())
        .flatMap(Collection::stream)
        .forEach(
            quad -> {
              GraphName graph = new GraphName(quad.getGraph().getURI());
              if (names.fromOutside(graph)) {
                entities.add(quad.getSubject());
                graphs.computeIfAbsent(
                    graph.iri(),
                    iri ->
                        new Admission.Target(
                            after.owners().getOrDefault(graph, ""), visible.contains(graph)));
              }
            });
    return new Admission.Proposal(
        pending.principal().name().toLowerCase(Locale.ROOT), graphs, entities, net, pending.now());
  }

  /** The change of what is judged, as the judge takes it. */
  private NetChange net() {
    View after = layout().judged();
    Set<GraphName> judged = after.union();
    if (meta.divisions() > 0) {
      judged = new HashSet<>(judged);
      judged.addAll(before.judged().union());
    }
    return new NetChange(
        store.view(dataset, after).getDefaultGraph(),
        triples(changes.added(), judged),
        triples(changes.removed(), judged));
  }

  private static List<Triple> triples(Collection<Quad> quads, Set<GraphName> judged) {
    return quads.stream()
        .filter(q -> judged.contains(new GraphName(q.getGraph().getURI())))
        .map(Quad::asTriple)
        .distinct()
        .toList();
  }
}
