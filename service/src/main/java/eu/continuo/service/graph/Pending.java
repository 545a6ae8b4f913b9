package eu.continuo.service.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change that waits for the writer, and what became of it. */
final class Pending {
  private final Change change;
  private final Principal principal;
  private final Instant now;
  private final Condition condition;
  private volatile @Nullable Commit outcome;

  Pending(Change change, Principal principal, Instant now, Condition condition) {
    this.change = change;
    this.principal = principal;
    this.now = now;
    this.condition = condition;
  }

  Change change() {
    return change;
  }

  Principal principal() {
    return principal;
  }

  Instant now() {
    return now;
  }

  Condition condition() {
    return condition;
  }

  /** What became of it; null while nothing has. */
  @Nullable Commit outcome() {
    return outcome;
  }

  void is(Commit commit) {
    outcome = commit;
  }
}
