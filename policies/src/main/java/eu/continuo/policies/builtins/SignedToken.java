package eu.continuo.policies.builtins;

import eu.continuo.policies.builtins.JwtBuiltins.Header;
import eu.continuo.policies.builtins.JwtBuiltins.Token;
import eu.continuo.policies.rego.Utf8;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed text in compact form (JWS, <a href="https://www.rfc-editor.org/rfc/rfc7515">RFC
 * 7515</a>) outside of a decision: what a bundle or an approval is signed with.
 *
 * @param keyId the key that its header names; empty where it names none
 * @param payload what is said, not yet believed
 */
public record SignedToken(String compact, String keyId, String payload) {
  private static final Pattern PKCS8 =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  /** Reads a token; empty where it is none. */
  public static Optional<SignedToken> read(String compact) {
    try {
      var token = Token.of(compact);
      return Optional.of(
          new SignedToken(
              compact, Header.of(token.decodedHeader()).kid(), JwtBuiltins.text(token.payload())));
    } catch (UndefinedException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether this key signed it, by this algorithm and no other.
   *
   * @param algorithm a name of RFC 7518 or {@code EdDSA}
   * @param key a public key or a certificate in PEM, or a JWK; the secret itself for an HMAC
   */
  public boolean isSignedBy(String algorithm, String key) {
    try {
      var token = Token.of(compact);
      var header = Header.of(token.decodedHeader());
      if (!header.isValid()
          || !header.alg().equals(algorithm)
          || !Jws.ALGORITHMS.contains(algorithm)) {
        return false;
      }
      var signature = token.signatureBytes();
      if (algorithm.startsWith("HS")) {
        return Jws.verifiesHmac(algorithm, Utf8.encode(key), token.signed(), signature);
      }
      return JwtKeys.parse(key).stream()
          .anyMatch(
              each ->
                  each.key() != null
                      && Jws.verifies(algorithm, each.key(), token.signed(), signature));
    } catch (UndefinedException _) {
      return false;
    }
  }

  /**
   * Signs a text with ES256.
   *
   * @param pem a private key on the curve P-256, in PEM of PKCS #8
   * @throws IllegalArgumentException when the key cannot be used
   */
  public static SignedToken sign(String keyId, String payload, String pem) {
    var header = "{\"alg\":\"ES256\",\"kid\":" + quoted(keyId) + "}";
    var signed = encoded(Utf8.encode(header)) + "." + encoded(Utf8.encode(payload));
    try {
      var signer = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
      signer.initSign(privateKey(pem));
      signer.update(Utf8.encode(signed));
      return new SignedToken(signed + "." + encoded(signer.sign()), keyId, payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key cannot sign: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    var matcher = PKCS8.matcher(pem);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("The key is no private key in PEM (PKCS #8).");
    }
    var der = Base64.getMimeDecoder().decode(matcher.group(1));
    return Jws.keys("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static String quoted(String text) {
    return eu.continuo.policies.rego.RegoText.quoted(text);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
