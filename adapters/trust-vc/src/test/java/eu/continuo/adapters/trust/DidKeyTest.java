package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidKeyTest {
  /** Example 1 of "The did:key Method". */
  private static final String SPECIFIED =
      "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

  /** The key of SPECIFIED as its DID document shows it in {@code publicKeyJwk}, in hexadecimal. */
  private static final String SPECIFIED_KEY =
      "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6";

  @Test
  void readsAndWritesTheSpecifiedExample() {
    DidKey read = usable(SPECIFIED);
    assertThat(HexFormat.of().formatHex(read.publicKey())).isEqualTo(SPECIFIED_KEY);
    DidKey made = DidKey.of(HexFormat.of().parseHex(SPECIFIED_KEY));
    assertThat(made).isEqualTo(read).hasSameHashCodeAs(read).hasToString(SPECIFIED);
    assertThat(made.url())
        .isEqualTo(SPECIFIED + "#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
  }

  @Test
  void everyKeyComesBack() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      assertThat(usable(DidKey.of(key).did()).publicKey()).isEqualTo(key);
    }
    assertThat(usable(DidKey.of(new byte[32]).did()).publicKey()).isEqualTo(new byte[32]);
  }

  @Test
  void base58KeepsLeadingZeros() {
    byte[] bytes = {0, 0, 1, 2};
    assertThat(Base58.encode(bytes)).isEqualTo("115T");
    assertThat(Base58.decode("115T")).hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
    assertThat(Base58.decode("")).hasValueSatisfying(b -> assertThat(b).isEmpty());
  }

  @Test
  void refusesToNameAKeyOfAnotherLength() {
    assertThatThrownBy(() -> DidKey.of(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An Ed25519 key has 32 bytes, not 33.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key:z6Mk                          | did.malformed   | A decentralized identifier begins with "did:".
          did:web:example.org               | did.unsupported | Only the method did:key is supported: nothing is looked up.
          did:key:6Mkha                     | did.malformed   | After "did:key:" comes "z", for base58btc.
          did:key:z6Mk0                     | did.malformed   | It is not base58btc: 0, O, I, l and punctuation do not occur.
          did:key:z                         | did.malformed   | It holds no key.
          did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169 | did.unsupported | Only Ed25519 keys (multicodec ed01) are supported; this one begins with 8024.
          did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc  | did.unsupported | Only Ed25519 keys (multicodec ed01) are supported; this one begins with ec01.
          """)
  void saysWhyAnIdentifierStandsForNoKey(String did, String code, String why) {
    assertThat(DidKey.parse(did)).isEqualTo(unusable(code, did, did, why));
  }

  @Test
  void refusesAKeyThatIsTooShortOrTooLong() {
    byte[] key = HexFormat.of().parseHex("ed01" + "00".repeat(31));
    String tooShort = "did:key:z" + Base58.encode(key);
    assertThat(DidKey.parse(tooShort))
        .isEqualTo(
            unusable(
                "did.malformed",
                tooShort,
                tooShort,
                "Its Ed25519 key has 31 bytes instead of 32."));
    String endless = "did:key:z" + "6".repeat(5000);
    String excerpt = endless.substring(0, 120) + "…";
    assertThat(DidKey.parse(endless))
        .isEqualTo(unusable("did.malformed", excerpt, excerpt, "It has 5009 characters."));
  }

  private static DidKey usable(String did) {
    assertThat(DidKey.parse(did)).isInstanceOf(DidKey.Parsed.Usable.class);
    return ((DidKey.Parsed.Usable) DidKey.parse(did)).key();
  }

  private static DidKey.Parsed unusable(String code, String value, String shown, String why) {
    return new DidKey.Parsed.Unusable(
        new Finding(
            code,
            Severity.VIOLATION,
            null,
            "did",
            value,
            null,
            "\"" + shown + "\" stands for no key that can be used. " + why,
            "Ed25519 keys are written did:key:z6Mk…"));
  }
}
