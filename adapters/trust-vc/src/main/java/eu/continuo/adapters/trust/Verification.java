package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What verifying a credential found. */
public sealed interface Verification {
  /**
   * A trusted issuer signed this. Whether it holds at a time is for whoever asks to say, by the
   * window: a verification does not age, a credential does.
   *
   * @param claim what is claimed
   * @param issuerDid who claims it
   * @param issuerName the issuer's name, from the trust list
   * @param validFrom from when on it holds, inclusive; null where the credential does not say
   * @param validUntil until when it holds, exclusive; null where the credential does not say
   */
  record Verified(
      Claim claim,
      String issuerDid,
      String issuerName,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil)
      implements Verification {}

  /**
   * Nothing of it counts.
   *
   * @param outcome the first check that failed, as one stable word: {@code malformed}, {@code
   *     unsupported}, {@code bad-signature}, {@code wrong-key}, {@code untrusted-issuer} or {@code
   *     invalid-claim}
   * @param findings every check that failed, in the order of the checks
   */
  record Rejected(String outcome, List<Finding> findings) implements Verification {
    public Rejected {
      findings = List.copyOf(findings);
    }

    /** The outcome is the part of the first finding's code after the dot. */
    static Rejected of(List<Finding> findings) {
      String code = findings.getFirst().code();
      return new Rejected(code.substring(code.indexOf('.') + 1), findings);
    }
  }
}
