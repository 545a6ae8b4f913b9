package eu.continuo.adapters.spi;

import java.time.Instant;
import java.util.List;
import org.apache.jena.sparql.core.Quad;

/**
 * One commit: who changed what, and who judged it. A commit that is too large for one record takes
 * several of the same number, which differ in their quads only.
 *
 * @param number from 1, without a gap
 * @param at the clock of the commit
 * @param principal who asked for it
 * @param source the door or the source that it came by
 * @param shapesVersion SHA-256 of the shapes that it was judged by
 * @param judge the name of the judge
 * @param verdict what it said
 * @param removed the quads that are gone, as the store held them
 * @param added the quads that are new, as the store holds them
 * @param complete whether the commit ends with this record
 */
public record CommitRecord(
    long number,
    Instant at,
    String principal,
    String source,
    String shapesVersion,
    String judge,
    String verdict,
    List<Quad> removed,
    List<Quad> added,
    boolean complete) {
  public CommitRecord {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }

  /** The same commit with other quads, which are a part of it. */
  public CommitRecord part(List<Quad> removed, List<Quad> added, boolean complete) {
    return new CommitRecord(
        number, at, principal, source, shapesVersion, judge, verdict, removed, added, complete);
  }
}
