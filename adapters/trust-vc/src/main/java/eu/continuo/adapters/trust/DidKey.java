package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public Ed25519 key as a decentralized identifier, {@code did:key:z6Mk…}. The identifier is the
 * key itself (W3C CCG, "The did:key Method" 0.9), so that resolving it needs no network and no
 * third party.
 */
public final class DidKey {
  private static final String METHOD = "did:key:";

  /** Multicodec {@code ed25519-pub}, 0xed as an unsigned varint. */
  private static final byte[] ED25519 = {(byte) 0xed, 0x01};

  private static final int KEY_BYTES = 32;

  /** Longer than any identifier of a key that a signature of 16 KiB could have. */
  private static final int CHARS_MAX = 2048;

  private final String did;
  private final byte[] publicKey;

  private DidKey(String did, byte[] publicKey) {
    this.did = did;
    this.publicKey = publicKey;
  }

  /** What an identifier stands for. */
  public sealed interface Parsed {
    /** It stands for a key that this service can check signatures with. */
    record Usable(DidKey key) implements Parsed {}

    /**
     * It does not: {@code did.malformed}, or {@code did.unsupported} for another method or another
     * kind of key.
     */
    record Unusable(Finding finding) implements Parsed {}
  }

  /**
   * The identifier of a key.
   *
   * @param publicKey the 32 bytes of RFC 8032, section 5.1.5
   * @throws IllegalArgumentException where there are not 32
   */
  public static DidKey of(byte[] publicKey) {
    if (publicKey.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "An Ed25519 key has " + KEY_BYTES + " bytes, not " + publicKey.length + ".");
    }
    byte[] tagged = Arrays.copyOf(ED25519, ED25519.length + KEY_BYTES);
    System.arraycopy(publicKey, 0, tagged, ED25519.length, KEY_BYTES);
    return new DidKey(METHOD + "z" + Base58.encode(tagged), publicKey.clone());
  }

  /**
   * Reads an identifier, without a fragment.
   *
   * @param did such as {@code did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK}
   */
  public static Parsed parse(String did) {
    if (!did.startsWith("did:")) {
      return malformed(did, "A decentralized identifier begins with \"did:\".");
    }
    if (!did.startsWith(METHOD)) {
      return unsupported(did, "Only the method did:key is supported: nothing is looked up.");
    }
    if (did.length() > CHARS_MAX) {
      return malformed(did, "It has " + did.length() + " characters.");
    }
    String multibase = did.substring(METHOD.length());
    if (!multibase.startsWith("z")) {
      return malformed(did, "After \"did:key:\" comes \"z\", for base58btc.");
    }
    Optional<byte[]> decoded = Base58.decode(multibase.substring(1));
    if (decoded.isEmpty()) {
      return malformed(did, "It is not base58btc: 0, O, I, l and punctuation do not occur.");
    }
    byte[] tagged = decoded.get();
    if (tagged.length < ED25519.length) {
      return malformed(did, "It holds no key.");
    }
    if (!Arrays.equals(ED25519, Arrays.copyOf(tagged, ED25519.length))) {
      return unsupported(
          did,
          "Only Ed25519 keys (multicodec ed01) are supported; this one begins with "
              + HexFormat.of().formatHex(tagged, 0, ED25519.length)
              + ".");
    }
    if (tagged.length != ED25519.length + KEY_BYTES) {
      return malformed(
          did,
          "Its Ed25519 key has "
              + (tagged.length - ED25519.length)
              + " bytes instead of "
              + KEY_BYTES
              + ".");
    }
    return new Parsed.Usable(
        new DidKey(did, Arrays.copyOfRange(tagged, ED25519.length, tagged.length)));
  }

  /** The identifier, {@code did:key:z6Mk…}. */
  public String did() {
    return did;
  }

  /**
   * The DID URL of the only verification method of the identifier's document, as a {@code kid}
   * names it: the identifier, {@code #}, and the key again.
   */
  public String url() {
    return did + "#" + did.substring(METHOD.length());
  }

  /** The 32 bytes of the key. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DidKey that && did.equals(that.did);
  }

  @Override
  public int hashCode() {
    return did.hashCode();
  }

  @Override
  public String toString() {
    return did;
  }

  private static Parsed malformed(String did, String why) {
    return unusable("did.malformed", did, why);
  }

  private static Parsed unsupported(String did, String why) {
    return unusable("did.unsupported", did, why);
  }

  private static Parsed unusable(String code, String did, String why) {
    return new Parsed.Unusable(
        Refusal.of(
            code,
            "did",
            did,
            "\"" + Refusal.excerpt(did) + "\" stands for no key that can be used. " + why,
            "Ed25519 keys are written did:key:z6Mk…"));
  }
}
