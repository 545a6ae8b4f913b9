package eu.continuo.adapters.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import eu.continuo.verdict.Finding;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Signature in compact form (RFC 7515, section 7.1) whose key is named by a did:key in
 * {@code kid}. Keys that the header brings along ({@code jwk}, {@code jku}, {@code x5c}, {@code
 * x5u}) are never looked at.
 *
 * @param header the protected header
 * @param headerPart the text of the header that was signed
 * @param payload the payload; empty in a detached signature
 * @param signature the signature
 */
record Jws(JsonObject header, String headerPart, Base64URL payload, Base64URL signature) {
  /** The longest text that is read, in characters. */
  static final int CHARS_MAX = 16 * 1024;

  /**
   * The two names of the one algorithm of an Ed25519 key: RFC 8037 and RFC 9864. Whatever else the
   * header says, the key decides: so neither {@code none} nor an HMAC keyed by a public key passes.
   */
  private static final Set<String> ALGORITHMS = Set.of("EdDSA", "Ed25519");

  /** What became of a text. */
  sealed interface Parsed {
    record Read(Jws jws) implements Parsed {}

    record Unreadable(Finding finding) implements Parsed {}
  }

  /** Whether the signature holds. */
  sealed interface Seal {
    record Whole(DidKey key) implements Seal {}

    record Broken(List<Finding> findings) implements Seal {}
  }

  static Parsed parse(String compact) {
    if (compact.length() > CHARS_MAX) {
      return malformed(
          "The JWS has " + compact.length() + " characters; the limit is " + CHARS_MAX + ".");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return malformed("A compact JWS has three parts between dots; here: " + parts.length + ".");
    }
    for (String part : parts) {
      // Where bits are left over at the end, several texts decode to the same bytes: only one is
      // right, so that a signature has one spelling.
      Base64URL encoded = new Base64URL(part);
      if (!Base64URL.encode(encoded.decode()).equals(encoded)) {
        return malformed("A part of the JWS is not base64url without padding.");
      }
    }
    try {
      JsonObject header = StrictJson.object(new Base64URL(parts[0]).decode());
      return new Parsed.Read(
          new Jws(header, parts[0], new Base64URL(parts[1]), new Base64URL(parts[2])));
    } catch (StrictJson.NotStrict e) {
      return malformed("The header of the JWS cannot be read. " + e.why());
    }
  }

  /** The same signature over another payload: completes a detached one. */
  Jws withPayload(String text) {
    return new Jws(header, headerPart, Base64URL.encode(text), signature);
  }

  /** The {@code kid} of the header, or null. */
  @Nullable String keyId() {
    return StrictJson.string(header, "kid");
  }

  /**
   * Checks header and signature. The signature is computed only where key and algorithm can be
   * used.
   *
   * @param types what {@code typ} may be, in lower case
   */
  Seal seal(Set<String> types) {
    List<Finding> findings = new ArrayList<>();
    @Nullable String type = StrictJson.string(header, "typ");
    if (type == null || !types.contains(type.toLowerCase(Locale.ROOT))) {
      findings.add(unsupported("typ", "The type of the JWS must be " + oneOf(types) + ".", null));
    }
    if (header.containsKey("crit")) {
      findings.add(
          unsupported(
              "crit",
              "The header has critical extensions; none is understood (RFC 7515, section 4.1.11).",
              "Sign without crit."));
    }
    @Nullable String algorithm = StrictJson.string(header, "alg");
    boolean algorithmFits = algorithm != null && ALGORITHMS.contains(algorithm);
    if (!algorithmFits) {
      findings.add(
          unsupported("alg", "The algorithm of an Ed25519 key is EdDSA.", "Sign with EdDSA."));
    }
    @Nullable DidKey key = key(findings);
    if (key != null && algorithmFits && !signedBy(key)) {
      findings.add(
          Refusal.of(
              "jws.bad-signature",
              "signature",
              null,
              "The signature is not one of " + key.did() + " over this content.",
              "The content or its signature was changed, or another key signed it."));
    }
    return key != null && findings.isEmpty()
        ? new Seal.Whole(key)
        : new Seal.Broken(List.copyOf(findings));
  }

  private @Nullable DidKey key(List<Finding> findings) {
    @Nullable String url = keyId();
    String did = url == null ? "" : url.split("#", 2)[0];
    return switch (DidKey.parse(did)) {
      case DidKey.Parsed.Usable(DidKey key) when key.url().equals(url) -> key;
      case DidKey.Parsed.Usable(DidKey key) -> {
        findings.add(keyIdUnusable("jws.malformed", "The key's URL is " + key.url() + "."));
        yield null;
      }
      case DidKey.Parsed.Unusable(Finding finding) -> {
        String code = finding.code().replace("did.", "jws.");
        findings.add(keyIdUnusable(code, url == null ? "It is missing." : finding.message()));
        yield null;
      }
    };
  }

  private Finding keyIdUnusable(String code, String why) {
    return Refusal.of(
        code,
        "kid",
        StrictJson.shown(header.get("kid")),
        "The header does not name the key that signed. " + why,
        "kid is a did:key URL, did:key:z6Mk…#z6Mk…");
  }

  private boolean signedBy(DidKey key) {
    OctetKeyPair jwk =
        new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.publicKey())).build();
    byte[] input = (headerPart + "." + payload).getBytes(StandardCharsets.US_ASCII);
    try {
      return new Ed25519Verifier(jwk).verify(new JWSHeader(JWSAlgorithm.EdDSA), input, signature);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Finding unsupported(String member, String message, @Nullable String hint) {
    return Refusal.of(
        "jws.unsupported", member, StrictJson.shown(header.get(member)), message, hint);
  }

  private static String oneOf(Set<String> types) {
    return String.join(" or ", types.stream().sorted().toList());
  }

  private static Parsed malformed(String message) {
    return new Parsed.Unreadable(Finding.violation("jws.malformed", message, null));
  }
}
