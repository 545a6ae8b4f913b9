package eu.continuo.service.graph;

import eu.continuo.ontology.GraphName;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.update.UpdateRequest;
import org.jspecify.annotations.Nullable;

/** What a door wants to change. Whether it may is decided by the commit. */
public sealed interface Change {
  /** What it is, in a few words for the log. */
  default String source() {
    return switch (this) {
      case Replace replace -> "replaces " + replace.graph();
      case Merge merge -> "adds to " + merge.graph();
      case Remove remove -> "removes " + remove.graph();
      case Update update -> "SPARQL Update";
      case All(List<Change> changes) ->
          changes.stream().map(Change::source).collect(Collectors.joining(", "));
    };
  }

  /** A graph is to hold exactly this; what it holds already is not touched. */
  record Replace(GraphName graph, Graph content, Declaration declaration) implements Change {}

  /** A graph is to hold this as well. */
  record Merge(GraphName graph, Graph content, Declaration declaration) implements Change {}

  /** A graph is to hold nothing. */
  record Remove(GraphName graph) implements Change {}

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
