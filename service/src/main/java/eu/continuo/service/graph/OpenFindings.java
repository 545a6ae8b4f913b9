package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.service.gate.Gate;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.DCTerms;

/**
 * The violations that somebody's change caused at what others own. They are no veto, or one party
 * could hold another's graph fast by referring to it: the change is kept, and the finding stands in
 * a graph of its own, for both parties, until its focus node is found well formed.
 *
 * <p>A node is the business of whoever owns a graph that says something about it. What nobody
 * speaks of is the business of whoever changes something.
 */
final class OpenFindings {
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Node GENERATED_BY = NodeFactory.createURI(PROV + "wasGeneratedBy");
  private static final Node ABOUT = DCTerms.audience.asNode();

  private final GraphNames names;
  private final Graph kept;

  /** The open findings of a dataset, which they are written to as well. */
  OpenFindings(DatasetGraph dataset, GraphNames names) {
    this.names = names;
    this.kept = dataset.getGraph(names.findings().node());
  }

  /** Whether this finding is a violation that is open already. */
  boolean has(Finding finding) {
    return finding.severity() == Severity.VIOLATION
        && kept.contains(Results.name(finding, names.base()), Results.FOCUS_NODE, Node.ANY);
  }

  /** The nodes that findings are open about. */
  Set<Node> focusNodes() {
    return kept.stream(Node.ANY, Results.FOCUS_NODE, Node.ANY)
        .map(Triple::getObject)
        .collect(Collectors.toSet());
  }

  /**
   * The owners of what is said of a focus node, where none of them is among those who changed
   * something; empty where the finding forbids the change.
   *
   * @param after how the graphs are divided after the change
   * @param causes the owners of the graphs that were changed
   */
  static Optional<Set<String>> others(
      Finding finding, DatasetGraph dataset, Layout after, Set<String> causes) {
    String focus = finding.focus();
    if (focus == null || !finding.code().startsWith("shape.")) {
      return Optional.empty();
    }
    Set<String> owners = new TreeSet<>();
    dataset
        .find(Node.ANY, NodeFactory.createURI(focus), Node.ANY, Node.ANY)
        .forEachRemaining(
            quad -> {
              String owner = after.owners().get(new GraphName(quad.getGraph().getURI()));
              if (owner != null) {
                owners.add(owner);
              }
            });
    return owners.isEmpty() || owners.stream().anyMatch(causes::contains)
        ? Optional.empty()
        : Optional.of(owners);
  }

  /**
   * Notes a finding.
   *
   * @param owners who owns its focus node
   * @param causes who caused it; it concerns both
   * @param commit which caused it
   */
  void open(Finding finding, Set<String> owners, Set<String> causes, long commit) {
    Node node = Results.write(kept, finding, names.base());
    kept.add(node, GENERATED_BY, NodeFactory.createURI(names.base() + "id/commit/" + commit));
    Stream.concat(owners.stream(), causes.stream())
        .forEach(party -> kept.add(node, ABOUT, NodeFactory.createURI(party)));
  }

  /** Closes those whose focus nodes were judged again and are well formed now. */
  void close(Gate.Judgement judgement, Gate gate, Graph after) {
    Set<Node> affected = focusNodes();
    affected.retainAll(judgement.focusNodes());
    if (affected.isEmpty()) {
      return;
    }
    Set<Node> standing =
        Stream.concat(
                judgement.verdict().findings().stream(),
                gate.judge(after, affected).findings().stream())
            .filter(f -> f.severity() == Severity.VIOLATION)
            .map(finding -> Results.name(finding, names.base()))
            .collect(Collectors.toCollection(HashSet::new));
    for (Node focus : affected) {
      List<Node> noted =
          kept.stream(Node.ANY, Results.FOCUS_NODE, focus).map(Triple::getSubject).toList();
      noted.stream()
          .filter(finding -> !standing.contains(finding))
          .forEach(finding -> kept.remove(finding, Node.ANY, Node.ANY));
    }
  }

  /** Findings as they stand while they are open: known, and no reason to refuse anything. */
  List<Finding> known(List<Finding> findings) {
    Set<Finding> known = new LinkedHashSet<>();
    for (Finding finding : findings) {
      known.add(has(finding) ? asWarning(finding) : finding);
    }
    return List.copyOf(known);
  }

  private static Finding asWarning(Finding finding) {
    return new Finding(
        finding.code(),
        Severity.WARNING,
        finding.focus(),
        finding.path(),
        finding.value(),
        finding.source(),
        finding.message(),
        finding.hint());
  }
}
