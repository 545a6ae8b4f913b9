package eu.continuo.service.allow;

import eu.continuo.adapters.trust.DidKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signs credentials with a key of its own. */
final class CredentialIssuer {
  private static final int KEY_BYTES = 32;

  private final KeyPair pair;
  private final DidKey key;

  CredentialIssuer() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    // The key itself is the end of its X.509 form (RFC 8410).
    byte[] encoded = pair.getPublic().getEncoded();
    key = DidKey.of(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
  }

  String did() {
    return key.did();
  }

  /**
   * A credential as a JWS in compact form.
   *
   * @param subject its {@code credentialSubject}, JSON
   */
  String credential(String type, Instant from, @Nullable Instant until, String subject) {
    String header =
        """
        {"alg": "EdDSA", "typ": "vc+jwt", "kid": "%s"}\
        """
            .formatted(key.url());
    String payload =
        """
        {"@context": ["https://www.w3.org/ns/credentials/v2"],
         "type": ["VerifiableCredential", "%s"], "issuer": "%s", "validFrom": "%s"%s,
         "credentialSubject": %s}\
        """
            .formatted(
                type,
                did(),
                from,
                until == null ? "" : ", \"validUntil\": \"%s\"".formatted(until),
                subject);
    String signed =
        base64(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(payload.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
