package eu.continuo.policies.builtins;

import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.RegoValue;
import eu.continuo.policies.rego.RegoValue.RegoArray;
import eu.continuo.policies.rego.RegoValue.RegoObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Public keys from PEM, a JWK or a set of JWKs. */
final class JwtKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)-----END \\1-----\n?(.*)",
          Pattern.DOTALL);
  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  private JwtKeys() {}

  /**
   * A key to verify with.
   *
   * @param key null for a key of a kind that verifies nothing here
   * @param algorithm the one that it is for; empty where it does not say
   * @param id empty where it has none
   */
  record Key(@Nullable PublicKey key, String algorithm, String id) {}

  static List<Key> parse(String text) throws UndefinedException {
    var pem = PEM.matcher(text);
    try {
      if (!pem.matches()) {
        return jwks(text);
      }
      if (!pem.group(3).isEmpty()) {
        throw new UndefinedException("extra data after a PEM certificate block");
      }
      var der = Base64.getMimeDecoder().decode(pem.group(2));
      return List.of(new Key(fromPem(pem.group(1), der), "", ""));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UndefinedException("no key: " + e.getMessage());
    }
  }

  private static PublicKey fromPem(String type, byte[] der)
      throws GeneralSecurityException, UndefinedException {
    return switch (type) {
      case "CERTIFICATE" ->
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der))
              .getPublicKey();
      case "PUBLIC KEY" -> subjectPublicKey(der);
      default -> throw new UndefinedException("failed to extract a key from the PEM certificate");
    };
  }

  private static PublicKey subjectPublicKey(byte[] der) throws UndefinedException {
    for (var type : List.of("RSA", "EC", "EdDSA")) {
      try {
        return Jws.keys(type).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException _) {
        // A key of another type.
      }
    }
    throw new UndefinedException("failed to parse a PEM public key");
  }

  private static List<Key> jwks(String text) throws UndefinedException, GeneralSecurityException {
    RegoValue json;
    try {
      json = RegoText.readJson(text);
    } catch (RegoText.MalformedException e) {
      throw new UndefinedException("failed to parse a JWK key (set): " + e.getMessage());
    }
    if (!(json instanceof RegoObject object)) {
      throw new UndefinedException("failed to parse a JWK key (set)");
    }
    var keys = new ArrayList<Key>();
    var set = object.get("keys");
    if (set.isEmpty()) {
      add(keys, object);
    } else if (set.get() instanceof RegoArray(var items)) {
      for (var item : items) {
        if (!(item instanceof RegoObject one)) {
          throw new UndefinedException("failed to parse a JWK key (set)");
        }
        add(keys, one);
      }
    }
    return keys;
  }

  private static void add(List<Key> keys, RegoObject jwk)
      throws UndefinedException, GeneralSecurityException {
    var algorithm = jwk.get("alg").isEmpty() ? "" : member(jwk, "alg");
    var id = jwk.get("kid").isEmpty() ? "" : member(jwk, "kid");
    var key = publicKey(jwk);
    if (algorithm.isEmpty() || Jws.ALGORITHMS.contains(algorithm)) {
      keys.add(new Key(key, algorithm, id));
    }
  }

  private static @Nullable PublicKey publicKey(RegoObject jwk)
      throws UndefinedException, GeneralSecurityException {
    return switch (member(jwk, "kty")) {
      case "RSA" ->
          Jws.keys("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
      case "EC" -> {
        var parameters = AlgorithmParameters.getInstance("EC");
        var curve = CURVES.get(member(jwk, "crv"));
        if (curve == null) {
          throw new UndefinedException("unknown curve");
        }
        parameters.init(new ECGenParameterSpec(curve));
        var point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        yield Jws.keys("EC")
            .generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
      }
      case "OKP" -> ed25519(EncodingBuiltins.base64Url(member(jwk, "x")));
      case "oct" -> null;
      default -> throw new UndefinedException("unknown type of key");
    };
  }

  private static PublicKey ed25519(byte[] littleEndian)
      throws UndefinedException, GeneralSecurityException {
    if (littleEndian.length != 32) {
      throw new UndefinedException("an Ed25519 key has 32 bytes");
    }
    var odd = (littleEndian[31] & 0x80) != 0;
    var bytes = new byte[32];
    for (var i = 0; i < 32; i++) {
      bytes[i] = littleEndian[31 - i];
    }
    bytes[0] &= 0x7f;
    return Jws.keys("EdDSA")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bytes))));
  }

  private static BigInteger number(RegoObject jwk, String name) throws UndefinedException {
    var bytes = EncodingBuiltins.base64Url(member(jwk, name));
    return new BigInteger(1, Arrays.copyOf(bytes, bytes.length));
  }

  private static String member(RegoObject jwk, String name) throws UndefinedException {
    return Operands.string(
        jwk.get(name).orElseThrow(() -> new UndefinedException("a JWK without " + name)));
  }
}
