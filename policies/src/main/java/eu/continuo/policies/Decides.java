package eu.continuo.policies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy decides about; its sources say so in the annotation {@code custom.decides}. */
public enum Decides {
  /** Whether components may run at sites. */
  PAIRS,
  /** Whether a change may be committed. */
  COMMITS,
  /** Whether a graph is seen by who asks. */
  READS,
  /** What a party may do with an asset; such policies are made from ODRL. */
  USES;

  /** As sources and bundles write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Decides> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
