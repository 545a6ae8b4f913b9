package eu.continuo.sparql;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;

/**
 * The nodes of a graph that a query can have as its focus at all: those at the place of the focus
 * in a pattern that has to hold in every solution.
 */
final class Candidates {
  private final Patterns.Pattern pattern;
  private final boolean atSubject;

  private Candidates(Patterns.Pattern pattern, boolean atSubject) {
    this.pattern = pattern;
    this.atSubject = atSubject;
  }

  /** By the first such pattern of a query; nothing where it has none, or only paths. */
  static Optional<Candidates> of(Query query, Var focus) {
    return Patterns.of(query).stream()
        .filter(pattern -> pattern.group().isOutermost() && !pattern.closure())
        .filter(pattern -> pattern.subject().equals(focus) || pattern.object().equals(focus))
        .findFirst()
        .map(pattern -> new Candidates(pattern, pattern.subject().equals(focus)));
  }

  /** These nodes, each once. */
  List<Node> in(Graph graph) {
    return pattern.properties().stream()
        .flatMap(
            property ->
                graph.stream(matching(pattern.subject()), property, matching(pattern.object())))
        .map(triple -> atSubject ? triple.getSubject() : triple.getObject())
        .distinct()
        .toList();
  }

  private static Node matching(Node node) {
    return node.isConcrete() && !node.isBlank() ? node : Node.ANY;
  }
}
