package eu.continuo.service.graph;

import eu.continuo.ontology.Canonical;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * Sets aside, of what a source sends, the entities that are found wrong, so that one bad entity
 * does not keep a thousand good ones out. An entity is what is said of an IRI, with the unnamed
 * nodes below it. What refers to an entity that was set aside may then be wrong itself, and goes
 * after it.
 */
final class Quarantine {
  /** So often something is set aside; a longer chain is refused as a whole. */
  static final int ROUNDS_MAX = 32;

  private Quarantine() {}

  /**
   * What is left of a change that was refused.
   *
   * @return the change without the entities that were found wrong; empty where none of them is
   *     wrong, where nothing asks for quarantine, or where there is a fault that is no entity's
   */
  static Optional<Change> without(Change change, List<Finding> findings) {
    Set<Node> wrong = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.severity() != Severity.VIOLATION) {
        continue;
      }
      if (finding.focus() == null || !finding.code().startsWith("shape.")) {
        return Optional.empty();
      }
      wrong.add(NodeFactory.createURI(finding.focus()));
    }
    int wrongBefore = wrong.size();
    Change less = without(change, wrong, findings);
    return wrong.size() < wrongBefore ? Optional.of(less) : Optional.empty();
  }

  /** Takes out what is wrong, and from the set of what is wrong what it took out. */
  private static Change without(Change change, Set<Node> wrong, List<Finding> findings) {
    return switch (change) {
      case Change.All(List<Change> all) ->
          new Change.All(all.stream().map(c -> without(c, wrong, findings)).toList());
      case Change.Sifted sifted -> without(sifted, wrong, findings);
      default -> change;
    };
  }

  private static Change.Sifted without(
      Change.Sifted sifted, Set<Node> wrong, List<Finding> findings) {
    Graph content = sifted.content();
    Set<Node> found =
        wrong.stream()
            .filter(node -> content.contains(node, Node.ANY, Node.ANY))
            .collect(Collectors.toSet());
    if (found.isEmpty()) {
      return sifted;
    }
    Set<Node> entities = new LinkedHashSet<>(sifted.entities());
    Set<Node> nodes = new HashSet<>();
    for (Node node : found) {
      Node entity = entity(content, node, new HashSet<>());
      entities.add(entity);
      below(content, entity, nodes);
    }
    wrong.removeAll(found);
    Graph left = GraphFactory.createDefaultGraph();
    Graph aside = GraphFactory.createDefaultGraph();
    sifted.aside().stream().forEach(aside::add);
    content.stream().forEach(t -> (nodes.contains(t.getSubject()) ? aside : left).add(t));
    List<Finding> reasons = new ArrayList<>(sifted.reasons());
    findings.stream()
        .filter(f -> f.focus() != null && found.contains(NodeFactory.createURI(f.focus())))
        .forEach(reasons::add);
    return new Change.Sifted(
        sifted.graph(), left, sifted.declaration(), aside, List.copyOf(entities), reasons);
  }

  /** The named node that an unnamed one belongs to. */
  private static Node entity(Graph content, Node node, Set<Node> seen) {
    if (!isUnnamed(node) || !seen.add(node)) {
      return node;
    }
    return content.stream(Node.ANY, Node.ANY, node)
        .map(Triple::getSubject)
        .findFirst()
        .map(parent -> entity(content, parent, seen))
        .orElse(node);
  }

  private static void below(Graph content, Node node, Set<Node> nodes) {
    if (nodes.add(node)) {
      content.stream(node, Node.ANY, Node.ANY)
          .map(Triple::getObject)
          .filter(Quarantine::isUnnamed)
          .forEach(child -> below(content, child, nodes));
    }
  }

  private static boolean isUnnamed(Node node) {
    return node.isBlank() || (node.isURI() && node.getURI().contains(BlankNodes.GENID));
  }

  /** What is kept about what was set aside: the statements, and why. */
  static Graph content(Change.Sifted sifted, String base) {
    Graph graph = GraphFactory.createDefaultGraph();
    sifted.aside().stream().forEach(graph::add);
    sifted.reasons().forEach(finding -> Results.write(graph, finding, base));
    return graph;
  }

  /** A document of which the sound part is wanted; one that no commit can name stays whole. */
  static Change of(Change.Replace whole, String base) {
    try {
      return new Change.Sifted(
          whole.graph(),
          BlankNodes.named(whole.content(), base),
          whole.declaration(),
          Graph.emptyGraph,
          List.of(),
          List.of());
    } catch (Canonical.TooComplex e) {
      return whole;
    }
  }
}
