package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import eu.continuo.policies.rego.RegoValue.RegoString;
import eu.continuo.policies.rego.Utf8;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** JSON Web Tokens: decoding, and verifying with keys that the policy names. */
final class JwtBuiltins {
  private JwtBuiltins() {}

  static Map<String, Builtin> all() {
    var all = new TreeMap<String, Builtin>();
    all.put("io.jwt.decode", operands -> decode(operands.string(0)));
    all.put("io.jwt.decode_verify", DecodeVerify::call);
    for (var algorithm : Jws.ALGORITHMS) {
      var name = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
      all.put(
          name,
          algorithm.startsWith("HS")
              ? operands -> verifyHmac(algorithm, operands)
              : operands -> verify(algorithm, operands));
    }
    return all;
  }

  /** The three parts of a token, each as it is encoded. */
  record Token(String header, String payload, String signature) {
    static Token of(String text) throws UndefinedException {
      var parts = text.split("\\.", -1);
      if (parts.length != 3) {
        throw new UndefinedException("encoded JWT must have 3 sections");
      }
      return new Token(parts[0], parts[1], parts[2]);
    }

    RegoObject decodedHeader() throws UndefinedException {
      var object = object(text(header));
      if (object.get("enc").isPresent()) {
        throw new UndefinedException("JWT is a JWE object, which is not supported");
      }
      return object;
    }

    String signed() {
      return header + "." + payload;
    }

    byte[] signatureBytes() throws UndefinedException {
      return EncodingBuiltins.base64Url(signature);
    }
  }

  static String text(String base64Url) throws UndefinedException {
    return Utf8.decode(EncodingBuiltins.base64Url(base64Url));
  }

  static RegoObject object(String json) throws UndefinedException {
    try {
      if (RegoText.readJson(json) instanceof RegoObject object) {
        return object;
      }
      throw new UndefinedException("decoded JSON type was not an Object");
    } catch (RegoText.MalformedException e) {
      throw new UndefinedException("invalid JSON: " + e.getMessage());
    }
  }

  private static RegoValue decode(String text) throws UndefinedException {
    var token = Token.of(text);
    var header = token.decodedHeader();
    var payload = text(token.payload());
    if (header.get("cty").filter(RegoValue.of("JWT")::equals).isPresent()) {
      return decode(payload.replaceAll("^[\"']+|[\"']+$", ""));
    }
    return RegoArray.of(
        header, object(payload), RegoValue.of(HexFormat.of().formatHex(token.signatureBytes())));
  }

  private static RegoValue verify(String algorithm, Operands operands) throws UndefinedException {
    var token = Token.of(operands.string(0));
    var keys = JwtKeys.parse(operands.string(1));
    var signature = token.signatureBytes();
    var header = Header.of(token.decodedHeader());
    return RegoValue.of(verifiesWithAny(keys, header, algorithm, token, signature));
  }

  private static RegoValue verifyHmac(String algorithm, Operands operands)
      throws UndefinedException {
    var token = Token.of(operands.string(0));
    return RegoValue.of(
        Jws.verifiesHmac(algorithm, operands.bytes(1), token.signed(), token.signatureBytes()));
  }

  /** The key that the header names, or else any key that is not for another algorithm. */
  static boolean verifiesWithAny(
      List<JwtKeys.Key> keys, Header header, String algorithm, Token token, byte[] signature) {
    for (var key : keys) {
      if (!header.kid().isEmpty() && key.id().equals(header.kid())) {
        return verifies(key, algorithm, token, signature);
      }
    }
    return keys.stream()
        .filter(key -> key.algorithm().isEmpty() || key.algorithm().equals(header.alg()))
        .anyMatch(key -> verifies(key, algorithm, token, signature));
  }

  private static boolean verifies(
      JwtKeys.Key key, String algorithm, Token token, byte[] signature) {
    return key.key() != null && Jws.verifies(algorithm, key.key(), token.signed(), signature);
  }

  /** What of a header counts when a token is verified. */
  record Header(String alg, String kid, String cty, boolean criticalUnknown) {
    static Header of(RegoObject header) throws UndefinedException {
      member(header, "typ");
      var critical = false;
      if (header.get("crit").isPresent()) {
        if (!(header.get("crit").get() instanceof RegoArray(var names))) {
          throw new UndefinedException("crit: must be a list");
        }
        if (names.stream().noneMatch(RegoString.class::isInstance)) {
          throw new UndefinedException("crit: must be a nonempty list");
        }
        var known = List.of("alg", "kid", "typ", "cty", "crit");
        critical =
            names.stream()
                .anyMatch(
                    name ->
                        name instanceof RegoString(var text)
                            && !known.contains(text)
                            && header.get(text).isPresent());
      }
      return new Header(
          member(header, "alg"), member(header, "kid"), member(header, "cty"), critical);
    }

    private static String member(RegoObject header, String name) throws UndefinedException {
      var value = header.get(name);
      return value.isEmpty() ? "" : Operands.string(value.get());
    }

    boolean isValid() {
      return !alg.isEmpty() && !criticalUnknown;
    }
  }

  /** Whether a time in nanoseconds lies before a claim in seconds. */
  static int compareToSeconds(BigDecimal timeNs, RegoValue seconds) throws UndefinedException {
    if (seconds instanceof RegoNumber claim) {
      var timeS = new BigDecimal(Double.toString(timeNs.doubleValue() / 1e9));
      return timeS.compareTo(claim.decimal());
    }
    throw new UndefinedException("a time must be a number");
  }
}
