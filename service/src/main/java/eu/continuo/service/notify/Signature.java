package eu.continuo.service.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a delivery proves who sent it, and when (Standard Webhooks 1.0.0, symmetric signatures). */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signature() {}

  /** A new secret, as the receiver is given it. */
  static String secret() {
    byte[] random = new byte[SECRET_BYTES];
    RANDOM.nextBytes(random);
    return PREFIX + Base64.getEncoder().encodeToString(random);
  }

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param secret as the receiver has it
   * @param id of the message
   * @param timestampS when it is sent, in seconds since 1970
   * @param body what is sent
   */
  static String of(String secret, String id, long timestampS, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
      byte[] signed =
          mac.doFinal((id + "." + timestampS + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
