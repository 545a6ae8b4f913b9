package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import eu.continuo.verdict.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.update.UpdateRequest;
import org.jspecify.annotations.Nullable;

/** What a door wants to change. Whether it may is decided by the commit. */
public sealed interface Change {
  /** What it is, in a few words for the log. */
  default String source() {
    return switch (this) {
      case Replace replace -> "replaces " + replace.graph();
      case Sifted sifted -> "replaces " + sifted.graph() + " with what is sound";
      case Merge merge -> "adds to " + merge.graph();
      case Remove remove -> "removes " + remove.graph();
      case Update update -> "SPARQL Update";
      case All(List<Change> changes) ->
          changes.stream().map(Change::source).collect(Collectors.joining(", "));
    };
  }

  /** A graph is to hold exactly this; what it holds already is not touched. */
  record Replace(GraphName graph, Graph content, Declaration declaration) implements Change {}

  /**
   * A graph is to hold what is sound of this; entities that are found wrong are set aside, in a
   * graph beside it.
   *
   * @param content what is not set aside
   * @param aside what is said of the entities that are
   * @param entities those that are
   * @param reasons why
   */
  record Sifted(
      GraphName graph,
      Graph content,
      Declaration declaration,
      Graph aside,
      List<Node> entities,
      List<Finding> reasons)
      implements Change {
    public Sifted {
      entities = List.copyOf(entities);
      reasons = List.copyOf(reasons);
    }
  }

  /** A graph is to hold this as well. */
  record Merge(GraphName graph, Graph content, Declaration declaration) implements Change {}

  /** A graph is to hold nothing. */
  record Remove(GraphName graph) implements Change {}

  /** What of this change is set aside. */
  default List<Sifted> sifted() {
    return switch (this) {
      case Sifted sifted -> List.of(sifted);
      case All(List<Change> changes) -> changes.stream().flatMap(c -> c.sifted().stream()).toList();
      default -> List.of();
    };
  }

  /** A SPARQL 1.1 Update. */
  record Update(UpdateRequest request) implements Change {}

  /** Several changes, judged as one. */
  record All(List<Change> changes) implements Change {
    public All {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What a new graph is; a graph that exists keeps what it was declared as.
   *
   * @param owner the IRI of the party that answers for it
   * @param visibility who may see it
   * @param digest SHA-256 of the canonical form of what was received, or null where it was not
   *     received as a document
   */
  record Declaration(String owner, Visibility visibility, @Nullable String digest) {}

  /** Who may see a graph. */
  enum Visibility {
    /** Everyone. */
    PUBLIC,
    /** The operators of this instance. */
    RESTRICTED
  }
}
