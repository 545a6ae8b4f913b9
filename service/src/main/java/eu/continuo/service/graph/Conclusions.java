package eu.continuo.service.graph;

import eu.continuo.adapters.spi.GraphStore;
import eu.continuo.ontology.GraphName;
import eu.continuo.sparql.Delta;
import eu.continuo.sparql.Rule;
import eu.continuo.sparql.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/**
 * What follows from what is asserted: what credentials prove, and then what each rule concludes, in
 * order. Only what reads something that changed is concluded anew, earlier conclusions included.
 */
final class Conclusions {
  private final Attestations attestations;
  private final Rules rules;
  private final GraphNames names;
  private final Sources sources;

  Conclusions(Attestations attestations, Rules rules, GraphNames names) {
    this.attestations = attestations;
    this.rules = rules;
    this.names = names;
    this.sources =
        new Sources(
            Stream.concat(
                    Stream.of(new Sources.Derived(names.attested(), Attestations.READS)),
                    rules.inOrder().stream()
                        .map(r -> new Sources.Derived(names.inferred(r.name()), r.reads())))
                .toList());
  }

  /**
   * Brings the derived graphs up to date with a change of the asserted ones.
   *
   * @param before how the graphs were divided before it: a graph that it emptied has no row now
   */
  void follow(
      Changes changes,
      Meta meta,
      Layout before,
      Layout layout,
      GraphStore store,
      DatasetGraph transaction) {
    Delta change =
        delta(
            changes,
            graph -> layout.asserted().contains(graph) || before.asserted().contains(graph));
    Set<GraphName> anew = new HashSet<>();
    List<GraphName> concluded = new ArrayList<>();
    GraphName attested = names.attested();
    if (Attestations.READS.touchedBy(change)) {
      Graph fresh = attestations.derive(known(store, transaction, layout, concluded));
      change = change.and(replace(attested, fresh, changes, meta, anew));
    }
    concluded.add(attested);
    for (Rule rule : rules.inOrder()) {
      if (!isCurrent(rule, meta) || rule.concernedBy(change)) {
        Graph known = known(store, transaction, layout, concluded);
        change = change.and(conclude(rule, known, change, changes, meta, anew));
      }
      concluded.add(names.inferred(rule.name()));
    }
    sources.follow(changes, meta, layout.asserted(), anew);
  }

  /**
   * Everything that follows, whatever changed last, in the order in which it is concluded.
   *
   * @param asserted can be read by many threads at once
   */
  Map<GraphName, Graph> all(Graph asserted) {
    Map<GraphName, Graph> all = new LinkedHashMap<>();
    attestations.verifyAtOnce(asserted);
    Graph attested = attestations.derive(asserted);
    all.put(names.attested(), attested);
    rules
        .concludeAtOnce(List.of(asserted, attested))
        .forEach(derived -> all.put(names.inferred(derived.rule()), derived.graph()));
    return all;
  }

  /** The derived graphs that do not hold what follows from the others, were all concluded anew. */
  List<GraphName> stale(GraphStore store, DatasetGraph snapshot, Layout layout) {
    List<GraphName> stale = new ArrayList<>();
    List<GraphName> concluded = new ArrayList<>();
    GraphName attested = names.attested();
    if (differs(
        snapshot, attested, attestations.derive(known(store, snapshot, layout, concluded)))) {
      stale.add(attested);
    }
    concluded.add(attested);
    for (Rule rule : rules.inOrder()) {
      GraphName inferred = names.inferred(rule.name());
      if (differs(snapshot, inferred, rule.conclude(known(store, snapshot, layout, concluded)))) {
        stale.add(inferred);
      }
      concluded.add(inferred);
    }
    return stale;
  }

  private static boolean differs(DatasetGraph snapshot, GraphName kept, Graph fresh) {
    return !Applying.difference(snapshot.getGraph(kept.node()), fresh).isNone();
  }

  private static Graph known(
      GraphStore store, DatasetGraph transaction, Layout layout, List<GraphName> concluded) {
    return store.view(transaction, layout.known(concluded)).getDefaultGraph();
  }

  /**
   * By its focus nodes, or whole where it has none, or where what there is was concluded by another
   * version of it, or by none.
   */
  private Delta conclude(
      Rule rule, Graph known, Delta change, Changes changes, Meta meta, Set<GraphName> anew) {
    GraphName name = names.inferred(rule.name());
    Optional<Rule.Focus> focus = rule.focus().filter(f -> isCurrent(rule, meta));
    if (focus.isEmpty()) {
      note(rule, meta);
      anew.add(name);
      return replace(name, rule.conclude(known), changes, meta, anew);
    }
    Graph held = changes.getGraph(name.node());
    Delta update = focus.get().follow(known, change, held);
    update.gone().forEach(held::delete);
    update.fresh().forEach(held::add);
    if (!update.isNone()) {
      changed(name, meta, anew);
    }
    return update;
  }

  private boolean isCurrent(Rule rule, Meta meta) {
    return meta.isGeneratedBy(names.inferred(rule.name()), version(rule));
  }

  /** Notes which version of a rule concluded its graph, also where nothing follows. */
  void note(Rule rule, Meta meta) {
    meta.generatedBy(names.inferred(rule.name()), version(rule));
  }

  /** The rules in their order. */
  List<Rule> rules() {
    return rules.inOrder();
  }

  /** Which graphs each derived graph follows from, and so who sees it. */
  Sources sources() {
    return sources;
  }

  private static String version(Rule rule) {
    return "urn:sha256:" + rule.version();
  }

  private Delta replace(
      GraphName name, Graph content, Changes changes, Meta meta, Set<GraphName> anew) {
    if (!Applying.replace(changes, name, content)) {
      return Delta.NONE;
    }
    changed(name, meta, anew);
    return delta(changes, name::equals);
  }

  private void changed(GraphName name, Meta meta, Set<GraphName> anew) {
    if (meta.declareOnce(name, "derived", names.restricted())) {
      anew.add(name);
    }
    meta.changed(name);
  }

  private static Delta delta(Changes changes, Predicate<GraphName> which) {
    return new Delta(triples(changes.removed(), which), triples(changes.added(), which));
  }

  private static List<Triple> triples(Set<Quad> quads, Predicate<GraphName> which) {
    return quads.stream().filter(q -> which.test(name(q))).map(Quad::asTriple).toList();
  }

  private static GraphName name(Quad quad) {
    return new GraphName(quad.getGraph().getURI());
  }
}
