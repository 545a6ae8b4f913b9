package eu.continuo.service.web;

import eu.continuo.adapters.spi.CommitRecord;
import java.time.Instant;
import java.util.List;

/** A commit in few words. */
record CommitSummary(
    long number,
    Instant at,
    String principal,
    String source,
    String shapesVersion,
    String judge,
    String verdict,
    int added,
    int removed) {
  static CommitSummary of(CommitRecord c) {
    return new CommitSummary(
        c.number(),
        c.at(),
        c.principal(),
        c.source(),
        c.shapesVersion(),
        c.judge(),
        c.verdict(),
        c.added().size(),
        c.removed().size());
  }

  /** Appends a record; one of the same commit as the last is counted with it. */
  static boolean append(List<CommitSummary> commits, CommitRecord record) {
    CommitSummary part = of(record);
    boolean continues = !commits.isEmpty() && commits.getLast().number == part.number;
    return commits.add(continues ? commits.removeLast().and(part) : part);
  }

  private CommitSummary and(CommitSummary part) {
    return new CommitSummary(
        number,
        at,
        principal,
        source,
        shapesVersion,
        judge,
        verdict,
        added + part.added,
        removed + part.removed);
  }
}
