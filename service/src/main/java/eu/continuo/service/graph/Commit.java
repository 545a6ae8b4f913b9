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
   * @param findings warnings and notes; violations only where others own the node, or where it was
   *     set aside
   * @param setAside how many entities are in quarantine, because the source asks for it
   */
  record Kept(long number, long added, long removed, List<Finding> findings, int setAside)
      implements Commit {
    public Kept {
      findings = List.copyOf(findings);
    }

    /** One that is kept whole. */
    public Kept(long number, long added, long removed, List<Finding> findings) {
      this(number, added, removed, findings, 0);
    }
  }

  /** Everything was so already; nothing was written. */
  record Unchanged() implements Commit {}

  /** Nothing was written. */
  sealed interface NotKept extends Commit {
    /** Why not, for a door to say. */
    List<Finding> findings();
  }

  /** It is refused; nothing was written. */
  record Refused(List<Finding> findings) implements NotKept {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Other writers were at work for longer than the wait; nothing was written, and it may be tried
   * again.
   */
  record Busy(Duration waited) implements NotKept {
    @Override
    public List<Finding> findings() {
      return List.of(
          Finding.violation(
              "graph.busy", "Other writers are at work.", "Try again in a few seconds."));
    }
  }

  /**
   * The disk takes nothing more; nothing was written, and what was written before is whole.
   *
   * @param reason what the system said
   */
  record Unwritable(String reason) implements NotKept {
    @Override
    public List<Finding> findings() {
      return List.of(
          Finding.violation(
              "graph.unwritable",
              "The graph cannot be written: " + reason + ".",
              "Make room on the disk of the data folder, or give the service the right to write"
                  + " there; then try again."));
    }
  }
}
