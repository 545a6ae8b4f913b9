package eu.continuo.service.graph;

import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.util.List;

/** What became of a change. */
public sealed interface Commit {
  /**
   * It is kept.
   *
   * @param number which commit of this continuum it is, from 1
   * @param added triples that are new
   * @param removed triples that are gone
   * @param findings warnings and notes; nothing that forbids
   */
  record Kept(long number, long added, long removed, List<Finding> findings) implements Commit {
    public Kept {
      findings = List.copyOf(findings);
    }
  }

  /** Everything was so already; nothing was written. */
  record Unchanged() implements Commit {}

  /** It is refused; nothing was written. */
  record Refused(List<Finding> findings) implements Commit {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Other writers were at work for longer than the wait; nothing was written, and it may be tried
   * again.
   */
  record Busy(Duration waited) implements Commit {
    /** That it was too busy, for a door to say. */
    public List<Finding> findings() {
      return List.of(
          Finding.violation(
              "graph.busy", "Other writers are at work.", "Try again in a few seconds."));
    }
  }
}
