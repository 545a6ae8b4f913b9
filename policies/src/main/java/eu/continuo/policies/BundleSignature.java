package eu.continuo.policies;

import com.fasterxml.jackson.databind.JsonNode;
import eu.continuo.policies.builtins.SignedToken;
import eu.continuo.policies.rego.RegoText;
import eu.continuo.policies.rego.Utf8;
import eu.continuo.verdict.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The signature of a bundle as OPA defines it: a JWT in {@code .signatures.json} that lists every
 * file with its digest. See <a
 * href="https://www.openpolicyagent.org/docs/management-bundles/#signing">OPA: signing</a>.
 */
final class BundleSignature {
  static final String FILE = ".signatures.json";

  /** MD5 and SHA-1, which OPA knows too, prove nothing any more. */
  private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512", "SHA-512-256");

  private final Map<String, byte[]> files;
  private final List<Finding> findings = new ArrayList<>();
  private String keyId = "";

  private BundleSignature(Map<String, byte[]> files) {
    this.files = files;
  }

  /** Verifies the signature of these files by one of these keys, each under its name. */
  static BundleSignature verify(Map<String, byte[]> files, Map<String, VerificationKey> keys) {
    var signature = new BundleSignature(files);
    signature.verify(keys);
    return signature;
  }

  /** Everything for which the signature does not count; empty where it does. */
  List<Finding> findings() {
    return findings;
  }

  /** The name of the key that signed. */
  String keyId() {
    return keyId;
  }

  private void verify(Map<String, VerificationKey> keys) {
    var json = files.get(FILE);
    if (json == null) {
      wrong(
          "bundle.unsigned",
          "The bundle has no signature.",
          "Sign it: continuo policy build --key FILE --key-id NAME.");
      return;
    }
    JsonNode tokens;
    try {
      tokens = Json.read(json).path("signatures");
    } catch (IllegalArgumentException e) {
      forged("The file %s is not JSON.".formatted(FILE));
      return;
    }
    if (tokens.size() != 1) {
      forged("The bundle has %d signatures; one is needed.".formatted(tokens.size()));
      return;
    }
    SignedToken.read(tokens.path(0).asText())
        .ifPresentOrElse(
            token -> verify(token, keys), () -> forged("The signature is no signed JWT."));
  }

  private void verify(SignedToken token, Map<String, VerificationKey> keys) {
    JsonNode payload;
    try {
      payload = Json.read(token.payload().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      forged("What is signed is not JSON.");
      return;
    }
    keyId = token.keyId().isEmpty() ? payload.path("keyid").asText() : token.keyId();
    var key = keys.get(keyId);
    if (key == null) {
      wrong(
          "bundle.unknown-key",
          "No key \"%s\" is trusted to sign this policy.".formatted(keyId),
          keys.isEmpty()
              ? "No key is: continuo policy trust NAME --key FILE --level LEVEL."
              : "These are: %s.".formatted(String.join(", ", new TreeSet<>(keys.keySet()))));
      return;
    }
    if (!token.isSignedBy(key.algorithm(), key.key())) {
      forged("The key \"%s\" did not sign this.".formatted(keyId));
      return;
    }
    if (!payload.path("scope").asText("").equals(key.scope())) {
      forged(
          "It is signed for \"%s\", and the key counts for \"%s\" only."
              .formatted(payload.path("scope").asText(""), key.scope()));
    }
    compare(payload.path("files"));
  }

  private void compare(JsonNode listed) {
    var left = new TreeMap<>(files);
    left.remove(FILE);
    for (var file : listed) {
      var name = file.path("name").asText();
      var content = left.remove(name);
      if (content == null) {
        forged("The signature lists %s, which is not there, or twice.".formatted(name));
      } else if (!digest(name, content, file.path("algorithm").asText())
          .equalsIgnoreCase(file.path("hash").asText())) {
        forged("The file %s is not what was signed.".formatted(name));
      }
    }
    left.keySet().forEach(name -> forged("The file %s is not signed.".formatted(name)));
  }

  /** The digest of a file, for JSON that of its values; empty where there is none. */
  private static String digest(String path, byte[] content, String algorithm) {
    if (!DIGESTS.contains(algorithm)) {
      return "none";
    }
    try {
      var name = path.substring(path.lastIndexOf('/') + 1);
      var bytes = content;
      if (name.equals("data.json") || name.equals(".manifest")) {
        // Refuses what is nested too deeply to be read.
        Json.read(content);
        bytes = Utf8.encode(RegoJson.text(RegoText.read(Utf8.decode(content))));
      }
      var digest = MessageDigest.getInstance(algorithm.replace("512-256", "512/256"));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (RegoText.MalformedException | IllegalArgumentException e) {
      return "none";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + algorithm + ".", e);
    }
  }

  private void forged(String why) {
    wrong("bundle.forged", why, "Have it signed again by who made it, and compare how it came.");
  }

  private void wrong(String code, String message, String hint) {
    findings.add(Finding.violation(code, message, hint));
  }
}
