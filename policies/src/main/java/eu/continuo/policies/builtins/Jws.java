package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.Utf8;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of JWS, by the JDK. See <a href="https://www.rfc-editor.org/rfc/rfc7518">RFC 7518</a>.
 */
final class Jws {
  private static final Map<String, String> SHA =
      Map.of("256", "SHA-256", "384", "SHA-384", "512", "SHA-512");

  static final Set<String> ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256",
          "HS384", "HS512", "EdDSA");

  private Jws() {}

  /** Whether the signature is right; false also where key and algorithm do not go together. */
  static boolean verifies(String algorithm, PublicKey key, String signed, byte[] signature) {
    try {
      var verifier = verifier(algorithm, key);
      if (verifier == null) {
        return false;
      }
      verifier.initVerify(key);
      verifier.update(Utf8.encode(signed));
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      // The JDK says so where a signature has the wrong length.
      return false;
    }
  }

  static boolean verifiesHmac(String algorithm, byte[] secret, String signed, byte[] signature) {
    var mac = CryptoBuiltins.hmac("HmacSHA" + algorithm.substring(2), secret, Utf8.encode(signed));
    return MessageDigest.isEqual(mac, signature);
  }

  private static @Nullable Signature verifier(String algorithm, PublicKey key)
      throws GeneralSecurityException {
    if (algorithm.equals("EdDSA")) {
      return key instanceof EdECPublicKey ? Signature.getInstance("Ed25519") : null;
    }
    var bits = algorithm.substring(2);
    if (key instanceof ECPublicKey) {
      return algorithm.startsWith("ES")
          ? Signature.getInstance("SHA" + bits + "withECDSAinP1363Format")
          : null;
    }
    if (!(key instanceof RSAPublicKey)) {
      return null;
    }
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "PS" -> pss(bits);
      default -> null;
    };
  }

  private static Signature pss(String bits) throws GeneralSecurityException {
    var sha = SHA.getOrDefault(bits, "SHA-256");
    var saltBytes = Integer.parseInt(bits) / 8;
    var verifier = Signature.getInstance("RSASSA-PSS");
    verifier.setParameter(
        new PSSParameterSpec(sha, "MGF1", new MGF1ParameterSpec(sha), saltBytes, 1));
    return verifier;
  }

  static KeyFactory keys(String type) throws GeneralSecurityException {
    return KeyFactory.getInstance(type);
  }
}
