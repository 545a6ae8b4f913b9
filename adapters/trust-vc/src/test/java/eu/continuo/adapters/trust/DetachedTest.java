package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetachedTest {
  private static final SigningKey KEY = SigningKey.create();
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
  private static final String DIGEST = "0f".repeat(32);
  private static final DetachedCheck GENUINE =
      new DetachedCheck.Genuine(KEY.did(), Instant.parse("2026-11-24T10:00:00Z"));

  @Test
  void itsOwnSignatureIsGenuine() {
    String jws = Detached.sign(KEY, DIGEST, NOW);
    assertThat(jws).matches("[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]{86}");
    assertThat(Detached.check(jws, DIGEST)).isEqualTo(GENUINE);
  }

  @Test
  void anotherDigestIsFound() {
    String jws = Detached.sign(KEY, DIGEST, NOW);
    assertThat(Detached.check(jws, DIGEST.replaceFirst("0", "1")))
        .isEqualTo(
            new DetachedCheck.Forged(
                new Finding(
                    "jws.bad-signature",
                    Severity.VIOLATION,
                    null,
                    "signature",
                    null,
                    null,
                    "The signature is not one of " + KEY.did() + " over this content.",
                    "The content or its signature was changed, or another key signed it.")));
  }

  @Test
  void everyChangeOfOneCharacterIsFound() {
    String jws = Detached.sign(KEY, DIGEST, NOW);
    for (int i = 0; i < jws.length(); i++) {
      for (char other : new char[] {'A', 'B', '_', '.', '='}) {
        if (jws.charAt(i) != other) {
          String changed = jws.substring(0, i) + other + jws.substring(i + 1);
          assertThat(Detached.check(changed, DIGEST))
              .as("character %d", i)
              .isInstanceOf(DetachedCheck.Forged.class);
        }
      }
    }
  }

  @Test
  void everyChangeOfOneBitOfTheSignatureIsFound() {
    String jws = Detached.sign(KEY, DIGEST, NOW);
    int cut = jws.lastIndexOf('.') + 1;
    byte[] signature = new Base64URL(jws.substring(cut)).decode();
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Detached.check(jws.substring(0, cut) + Base64URL.encode(flipped), DIGEST))
          .as("bit %d", bit)
          .isInstanceOf(DetachedCheck.Forged.class);
    }
  }

  @Test
  void aCredentialIsNoSignatureOfACatalogue() {
    TestIssuer issuer = new TestIssuer();
    String jws = issuer.sign(issuer.header().replace("}", ", \"iat\": 1}"), DIGEST);
    assertThat(Detached.check(detached(jws), DIGEST))
        .isEqualTo(
            new DetachedCheck.Forged(
                new Finding(
                    "jws.unsupported",
                    Severity.VIOLATION,
                    null,
                    "typ",
                    "vc+jwt",
                    null,
                    "The type of the JWS must be continuo-catalogue+jws.",
                    null)));
  }

  @Test
  void aPayloadThatComesAlongIsRefused() {
    TestIssuer issuer = new TestIssuer();
    assertThat(Detached.check(issuer.sign(issuer.header(), "else"), DIGEST))
        .isEqualTo(
            new DetachedCheck.Forged(
                new Finding(
                    "jws.malformed",
                    Severity.VIOLATION,
                    null,
                    "payload",
                    null,
                    null,
                    "The payload of a detached JWS is empty.",
                    null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "iat": "now" | now  | The header does not say when it was signed.
          "iat": 1.5   | 1.5  | The time of signing is no count of seconds.
          "iat": 9e17  | 9E+17 | The time of signing is no count of seconds.
          """)
  void aTimeThatIsNoneIsRefused(String member, String value, String message) {
    TestIssuer issuer = new TestIssuer();
    String header =
        issuer
            .header()
            .replace("vc+jwt", "continuo-catalogue+jws")
            .replace("}", ", " + member + "}");
    assertThat(Detached.check(detached(issuer.sign(header, DIGEST)), DIGEST))
        .isEqualTo(
            new DetachedCheck.Forged(
                new Finding(
                    "jws.malformed", Severity.VIOLATION, null, "iat", value, null, message, null)));
  }

  private static String detached(String jws) {
    return jws.replaceFirst("\\..*\\.", "..");
  }
}
