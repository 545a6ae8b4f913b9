package eu.continuo.adapters.trust;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Signs any header and any payload, also those that no honest issuer would write. */
final class TestIssuer {
  private final Ed25519Sign.KeyPair pair;

  TestIssuer() {
    try {
      pair = Ed25519Sign.KeyPair.newKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  DidKey key() {
    return DidKey.of(pair.getPublicKey());
  }

  String did() {
    return key().did();
  }

  /** The header of an honest credential. */
  String header() {
    return """
    {"alg": "EdDSA", "typ": "vc+jwt", "kid": "%s"}\
    """
        .formatted(key().url());
  }

  String sign(String header, String payload) {
    String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
    try {
      byte[] signature =
          new Ed25519Sign(pair.getPrivateKey()).sign(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
