package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies credentials: Verifiable Credentials 2.0 secured by JOSE (W3C "Securing Verifiable
 * Credentials using JOSE and COSE", section 3.1), whose payload is the credential itself. Issuers
 * are named by their keys (did:key) and trusted by a local list, so nothing is ever fetched.
 *
 * <p>No clock is asked: a credential that has ended, or has yet to begin, is verified all the same,
 * and the window is returned.
 */
public final class CredentialVerifier {
  /** Media types without {@code application/}: the standard's, and the one that Gaia-X writes. */
  private static final Set<String> TYPES = Set.of("vc+jwt", "vc+ld+json+jwt");

  private final TrustList trusted;

  /** A verifier that believes these issuers and no others. */
  public CredentialVerifier(TrustList trusted) {
    this.trusted = trusted;
  }

  /**
   * Verifies one credential.
   *
   * @param compactJws a JWS in compact form, at most 16 KiB
   * @return the claim, or every check that failed
   */
  public Verification verify(String compactJws) {
    return switch (Jws.parse(compactJws)) {
      case Jws.Parsed.Unreadable(Finding finding) -> Verification.Rejected.of(List.of(finding));
      case Jws.Parsed.Read(Jws jws) -> verify(jws);
    };
  }

  private Verification verify(Jws jws) {
    List<Finding> findings = new ArrayList<>();
    if (jws.seal(TYPES) instanceof Jws.Seal.Broken(List<Finding> broken)) {
      findings.addAll(broken);
    }
    JsonObject payload;
    try {
      payload = StrictJson.object(jws.payload().decode());
    } catch (StrictJson.NotStrict e) {
      findings.add(
          Finding.violation(
              "credential.malformed",
              "The payload of the JWS cannot be read. " + e.why(),
              "The payload is the credential itself, as JSON."));
      return Verification.Rejected.of(findings);
    }
    Credential credential = Credential.of(payload);
    String did = credential.issuer();
    @Nullable String keyId = jws.keyId();
    if (keyId != null && !did.isEmpty() && !keyId.split("#", 2)[0].equals(did)) {
      findings.add(
          Refusal.of(
              "credential.wrong-key",
              "kid",
              keyId,
              "The issuer is " + Refusal.excerpt(did) + ", but the key that signed is another's.",
              "An issuer signs with its own key."));
    }
    String type = credential.claim().credentialType();
    Optional<TrustList.Issuer> issuer = trusted.trusted(did, type);
    if (issuer.isEmpty() && !did.isEmpty()) {
      findings.add(
          Refusal.of(
              "credential.untrusted-issuer",
              "issuer",
              did,
              "The trust list does not name "
                  + Refusal.excerpt(did)
                  + " for the type "
                  + type
                  + ".",
              "The operator adds an issuer to the trust list once its key has been compared over"
                  + " another way."));
    }
    findings.addAll(credential.findings());
    if (issuer.isEmpty() || !findings.isEmpty()) {
      return Verification.Rejected.of(findings);
    }
    return new Verification.Verified(
        credential.claim(),
        did,
        issuer.get().name(),
        credential.validFrom(),
        credential.validUntil());
  }
}
