package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoValue;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests and keyed digests, in hexadecimal. */
final class CryptoBuiltins {
  private CryptoBuiltins() {}

  static Map<String, Builtin> all() {
    return Map.of(
        "crypto.md5", operands -> digest("MD5", operands),
        "crypto.sha1", operands -> digest("SHA-1", operands),
        "crypto.sha256", operands -> digest("SHA-256", operands),
        "crypto.hmac.md5", operands -> hmac("HmacMD5", operands),
        "crypto.hmac.sha1", operands -> hmac("HmacSHA1", operands),
        "crypto.hmac.sha256", operands -> hmac("HmacSHA256", operands),
        "crypto.hmac.sha512", operands -> hmac("HmacSHA512", operands),
        "crypto.hmac.equal",
            operands -> RegoValue.of(MessageDigest.isEqual(operands.bytes(0), operands.bytes(1))));
  }

  private static RegoValue digest(String algorithm, Operands operands) throws UndefinedException {
    try {
      var digest = MessageDigest.getInstance(algorithm).digest(operands.bytes(0));
      return RegoValue.of(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  private static RegoValue hmac(String algorithm, Operands operands) throws UndefinedException {
    return RegoValue.of(
        HexFormat.of().formatHex(hmac(algorithm, operands.bytes(1), operands.bytes(0))));
  }

  static byte[] hmac(String algorithm, byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance(algorithm);
      // An empty key is a key of zeros to HMAC, and none at all to the JDK.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }
}
