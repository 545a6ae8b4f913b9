package eu.continuo.policies;

import java.time.Instant;
import java.util.Set;

/**
 * A question about subjects of its own. A policy answers by the name of each; about one that it
 * does not name it has allowed nothing.
 */
public sealed interface SubjectRequest permits CommitRequest, ReadRequest {
  /** The names of what is asked about, IRIs. */
  Set<String> subjects();

  /**
   * The question as a policy reads it, JSON in UTF-8.
   *
   * @param now the time of the decision, in whole seconds
   */
  byte[] inputJson(Instant now);
}
