package eu.continuo.service.graph;

import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.jena.sparql.core.Quad;

/**
 * Quads that graphs are to hold as well, more than a change keeps in hand. They become one commit
 * as any other, but the graph is judged whole and its store is written anew.
 *
 * @param source what it is, in a few words for the log
 * @param content gives the quads
 * @param declaration what the graphs are that do not exist yet
 */
public record Bulk(String source, Content content, Change.Declaration declaration) {
  /** Where quads come from. */
  @FunctionalInterface
  public interface Content {
    /**
     * Hands on every quad, each with the name of its graph and without blank nodes.
     *
     * @return everything that cannot be read
     * @throws IOException where there is nothing to read
     */
    List<Finding> read(Consumer<Quad> quads) throws IOException;
  }

  /** What a bulk load is doing. */
  public enum Phase {
    /** Reading what the graph holds already and what is to be added. */
    READ,
    /** Judging every target of every shape. */
    JUDGE,
    /** Concluding from all that is asserted. */
    CONCLUDE,
    /** Writing the store anew, beside the one that is read meanwhile, and most of the log. */
    STORE,
    /** Writing the rest of the log, and taking the new store. */
    LOG
  }

  /** Is told how a bulk load gets on. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Takes what has been done of a phase, at its beginning and now and then.
     *
     * @param quads how many quads; in the phase of reading those that were read
     */
    void at(Phase phase, long quads);
  }
}
