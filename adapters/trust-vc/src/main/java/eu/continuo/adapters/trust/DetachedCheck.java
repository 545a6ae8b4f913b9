package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import java.time.Instant;

/** Whether a detached signature is one over the digest that it came with. */
public sealed interface DetachedCheck {
  /**
   * It is.
   *
   * @param did the key that signed; whether that is the key one expects is for the caller to say
   * @param signedAt when, as the signer says, to the second
   */
  record Genuine(String did, Instant signedAt) implements DetachedCheck {}

  /** It is not, or cannot be read: the codes of a JWS. */
  record Forged(Finding finding) implements DetachedCheck {}
}
