package eu.continuo.adapters.trust;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import eu.continuo.verdict.Finding;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signatures that travel beside what they sign (RFC 7515, appendix F). Signed is the digest of a
 * catalogue's canonical form (RDFC-1.0), so that it stays genuine in every order and every syntax
 * that says the same.
 */
public final class Detached {
  private static final String TYPE = "continuo-catalogue+jws";

  private Detached() {}

  /**
   * Signs a digest.
   *
   * @param key who signs
   * @param digest the text of the digest
   * @param now when, kept to the second
   * @return header and signature in compact form, with an empty payload between them
   */
  public static String sign(SigningKey key, String digest, Instant now) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID(key.url())
            .type(new JOSEObjectType(TYPE))
            .customParam("iat", now.getEpochSecond())
            .build();
    return key.sign(header, new Payload(digest)).serialize(true);
  }

  /**
   * Checks a signature.
   *
   * @param jws what {@link #sign} gave
   * @param digest the digest of what came with it, computed by the caller
   */
  public static DetachedCheck check(String jws, String digest) {
    return switch (Jws.parse(jws)) {
      case Jws.Parsed.Unreadable(Finding finding) -> new DetachedCheck.Forged(finding);
      case Jws.Parsed.Read(Jws parts) -> check(parts, digest);
    };
  }

  private static DetachedCheck check(Jws jws, String digest) {
    if (!jws.payload().toString().isEmpty()) {
      return malformed("payload", null, "The payload of a detached JWS is empty.");
    }
    @Nullable JsonValue issuedAt = jws.header().get("iat");
    Instant signedAt;
    try {
      if (!(issuedAt instanceof JsonNumber seconds)) {
        return malformed("iat", issuedAt, "The header does not say when it was signed.");
      }
      signedAt = Instant.ofEpochSecond(seconds.longValueExact());
    } catch (ArithmeticException | DateTimeException e) {
      return malformed("iat", issuedAt, "The time of signing is no count of seconds.");
    }
    return switch (jws.withPayload(digest).seal(Set.of(TYPE))) {
      case Jws.Seal.Whole(DidKey key) -> new DetachedCheck.Genuine(key.did(), signedAt);
      case Jws.Seal.Broken(List<Finding> findings) -> new DetachedCheck.Forged(findings.getFirst());
    };
  }

  private static DetachedCheck malformed(String path, @Nullable JsonValue value, String message) {
    return new DetachedCheck.Forged(
        Refusal.of("jws.malformed", path, StrictJson.shown(value), message, null));
  }
}
