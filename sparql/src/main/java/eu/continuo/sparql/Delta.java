package eu.continuo.sparql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Triple;

/**
 * What a change made of a graph.
 *
 * @param gone what was there before and may be there no longer; to list what is there still costs
 *     time and does no harm
 * @param fresh what is there now and may not have been there before
 */
public record Delta(Collection<Triple> gone, Collection<Triple> fresh) {
  /** Nothing. */
  public static final Delta NONE = new Delta(List.of(), List.of());

  /** Whether nothing changed. */
  public boolean isNone() {
    return gone.isEmpty() && fresh.isEmpty();
  }

  /** Both changes as one. */
  public Delta and(Delta other) {
    return isNone()
        ? other
        : other.isNone()
            ? this
            : new Delta(
                Stream.concat(gone.stream(), other.gone.stream()).toList(),
                Stream.concat(fresh.stream(), other.fresh.stream()).toList());
  }

  /** Each triple that is new or gone. */
  public Stream<Triple> stream() {
    return Stream.concat(gone.stream(), fresh.stream());
  }
}
