package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoNumber;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Signs tokens with keys of its own, rightly and wrongly. */
final class TokenOffice {
  static final long NOW_S = 1_800_000_000;
  private static final String SECRET = "a secret";
  private static final List<String> ALGORITHMS = Jws.ALGORITHMS.stream().sorted().toList();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, KeyPair> keys = new TreeMap<>();

  TokenOffice() throws GeneralSecurityException {
    var rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    keys.put("RSA", rsa.generateKeyPair());
    keys.put("EdDSA", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    for (var curve : List.of("256", "384", "521")) {
      var ec = KeyPairGenerator.getInstance("EC");
      ec.initialize(new ECGenParameterSpec("secp" + curve + "r1"));
      keys.put("EC" + curve, ec.generateKeyPair());
    }
  }

  List<RegoValue> operands(String name, Draw draw) {
    var suffix = name.substring(name.lastIndexOf('_') + 1);
    var algorithm =
        ALGORITHMS.stream()
            .filter(a -> a.equalsIgnoreCase(suffix))
            .findAny()
            .orElse(draw.oneOf("RS256", "PS384", "ES256", "ES512", "HS256", "EdDSA"));
    var token =
        token(draw.oneIn(6) ? draw.oneOf(ALGORITHMS.toArray(String[]::new)) : algorithm, draw);
    if (name.equals("io.jwt.decode")) {
      return List.of(RegoValue.of(token));
    }
    if (name.equals("io.jwt.decode_verify")) {
      return List.of(RegoValue.of(token), constraints(algorithm, draw));
    }
    return List.of(
        RegoValue.of(token),
        RegoValue.of(algorithm.startsWith("HS") ? SECRET : key(algorithm, draw)));
  }

  private RegoValue constraints(String algorithm, Draw draw) {
    var found = new TreeMap<RegoValue, RegoValue>();
    if (algorithm.startsWith("HS")) {
      found.put(RegoValue.of("secret"), RegoValue.of(draw.oneIn(9) ? "another" : SECRET));
    } else {
      found.put(RegoValue.of("cert"), RegoValue.of(key(algorithm, draw)));
    }
    if (draw.oneIn(3)) {
      found.put(RegoValue.of("alg"), RegoValue.of(draw.oneIn(5) ? "RS512" : algorithm));
    }
    if (draw.oneIn(3)) {
      found.put(RegoValue.of("iss"), RegoValue.of(draw.oneOf("issuer", "issuer", "other")));
    }
    if (draw.oneIn(2)) {
      found.put(RegoValue.of("aud"), RegoValue.of(draw.oneOf("us", "us", "them")));
    }
    if (draw.oneIn(3)) {
      found.put(RegoValue.of("time"), new RegoNumber((NOW_S + draw.below(5) - 2) + "000000000"));
    }
    return RegoObject.of(found);
  }

  private String token(String algorithm, Draw draw) {
    var header =
        draw.oneOf(
            "{\"alg\":\"%s\",\"typ\":\"JWT\"}",
            "{\"alg\":\"%s\",\"kid\":\"k1\"}",
            "{\"alg\":\"%s\",\"kid\":\"k2\",\"crit\":[\"x\"]}",
            "{\"alg\":\"%s\",\"x\":1,\"crit\":[\"x\"]}");
    var claims =
        "{\"iss\":\"issuer\"%s%s%s}"
            .formatted(
                draw.of(0, 1, ",\"aud\":\"us\"", ",\"aud\":[\"us\",\"you\"]", ",\"aud\":3"),
                draw.of(0, 1, ",\"exp\":" + (NOW_S + draw.below(5) - 2), ",\"exp\":\"x\""),
                draw.of(0, 1, ",\"nbf\":" + (NOW_S + draw.below(5) - 2)));
    var signed =
        url(header.formatted(algorithm).getBytes(StandardCharsets.UTF_8))
            + "."
            + url(claims.getBytes(StandardCharsets.UTF_8));
    var signature = url(sign(algorithm, signed));
    var token = signed + "." + signature;
    return switch (draw.below(12)) {
      case 0 -> token.substring(0, token.length() - 3) + "abc";
      case 1 -> signed;
      case 2 -> signed + ".";
      default -> token;
    };
  }

  private static String url(byte[] bytes) {
    return URL.encodeToString(bytes);
  }

  private KeyPair pair(String algorithm) {
    var type =
        switch (algorithm.substring(0, 2)) {
          case "RS", "PS" -> "RSA";
          case "ES" -> "EC" + algorithm.substring(2).replace("512", "521");
          default -> "EdDSA";
        };
    return Objects.requireNonNull(keys.get(type), type);
  }

  private byte[] sign(String algorithm, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    var bits = algorithm.substring(2);
    if (algorithm.startsWith("HS")) {
      return CryptoBuiltins.hmac(
          "HmacSHA" + bits, SECRET.getBytes(StandardCharsets.US_ASCII), bytes);
    }
    try {
      var signer =
          switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "PS" -> Signature.getInstance("RSASSA-PSS");
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            default -> Signature.getInstance("Ed25519");
          };
      if (algorithm.startsWith("PS")) {
        var sha = "SHA-" + bits;
        signer.setParameter(
            new PSSParameterSpec(
                sha, "MGF1", new MGF1ParameterSpec(sha), Integer.parseInt(bits) / 8, 1));
      }
      signer.initSign(pair(algorithm).getPrivate());
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String key(String algorithm, Draw draw) {
    var asked = draw.oneIn(9) ? draw.oneOf("RS256", "ES384", "EdDSA") : algorithm;
    var pair = pair(asked.startsWith("HS") ? "RS256" : asked);
    return switch (draw.below(4)) {
      case 0 -> jwk(pair, "");
      case 1 ->
          "{\"keys\":[%s,%s]}"
              .formatted(
                  jwk(pair("RS256"), ",\"kid\":\"k2\""),
                  jwk(pair, ",\"kid\":\"k1\",\"alg\":\"" + asked + "\""));
      default ->
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(pair.getPublic().getEncoded())
              + "\n-----END PUBLIC KEY-----"
              + draw.oneOf("", "\n", "\nmore");
    };
  }

  private static String jwk(KeyPair pair, String more) {
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\"%s}"
              .formatted(unsigned(rsa.getModulus().toByteArray(), 256), more);
      case ECPublicKey ec -> {
        var bits = ec.getParams().getCurve().getField().getFieldSize();
        var bytes = (bits + 7) / 8;
        yield "{\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\"%s}"
            .formatted(
                bits,
                unsigned(ec.getW().getAffineX().toByteArray(), bytes),
                unsigned(ec.getW().getAffineY().toByteArray(), bytes),
                more);
      }
      default -> {
        var encoded = pair.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        yield "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"%s}".formatted(url(raw), more);
      }
    };
  }

  private static String unsigned(byte[] number, int length) {
    var bytes = new byte[length];
    for (var i = 0; i < Math.min(length, number.length); i++) {
      bytes[length - 1 - i] = number[number.length - 1 - i];
    }
    return url(bytes);
  }
}
