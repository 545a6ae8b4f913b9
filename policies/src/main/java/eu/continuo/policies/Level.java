package eu.continuo.policies;

import java.util.Locale;

/**
 * Who speaks by a policy. All policies in force have to allow, so that a lower level can only
 * restrict further what a higher one allows; of reasons, those of the highest level come first.
 */
public enum Level {
  /** What the law demands. */
  LAW,
  /** What the members of a federation agreed on. */
  FEDERATION,
  /** What a provider demands of whoever runs something at its sites. */
  PROVIDER,
  /** What a consumer demands of the sites at which its components run. */
  CONSUMER;

  /** Its name as it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
