package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The issuers that an operator trusts, each for named types of credential. It is a local file and
 * the whole root of trust: an issuer that it does not name vouches for nothing, and an empty list
 * trusts nobody.
 *
 * @param issuers who is trusted
 */
public record TrustList(List<Issuer> issuers) {
  private static final String EXAMPLE =
      "{\"issuers\": [{\"did\": \"did:key:z6Mk…\", \"name\": \"…\", \"claims\": [\""
          + ControlClaim.CREDENTIAL_TYPE
          + "\"]}]}";

  public TrustList {
    issuers = List.copyOf(issuers);
  }

  /**
   * One trusted issuer.
   *
   * @param did its key
   * @param name what people call it
   * @param claims the types of credential that it is trusted for
   */
  public record Issuer(String did, String name, Set<String> claims) {
    public Issuer {
      claims = Set.copyOf(claims);
    }
  }

  /** What became of the text of a trust list. */
  public sealed interface Reading {
    /** It is one. */
    record Read(TrustList list) implements Reading {}

    /** It is none; a list that is wrong in one place is not used in the others. */
    record Malformed(List<Finding> findings) implements Reading {
      public Malformed {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * Reads a list.
   *
   * @param json UTF-8: {@code {"issuers": [{"did", "name", "claims": ["ControlCredential"]}]}}
   */
  public static Reading read(byte[] json) {
    JsonObject document;
    try {
      document = StrictJson.object(json);
    } catch (StrictJson.NotStrict e) {
      return new Reading.Malformed(
          List.of(
              Finding.violation(
                  "trust-list.malformed",
                  "The trust list cannot be read. " + e.why(),
                  "It looks like " + EXAMPLE)));
    }
    List<Finding> findings = new ArrayList<>();
    List<Issuer> issuers = new ArrayList<>();
    if (document.get("issuers") instanceof JsonArray array) {
      Set<String> dids = new HashSet<>();
      for (int i = 0; i < array.size(); i++) {
        Issuer issuer = issuer(array.get(i), "issuers[" + i + "]", findings);
        if (!issuer.did.isEmpty() && !dids.add(issuer.did)) {
          findings.add(
              malformed(
                  "issuers[" + i + "].did", issuer.did, "The issuer stands in the list twice."));
        }
        issuers.add(issuer);
      }
    } else {
      findings.add(
          malformed("issuers", document.get("issuers"), "The trust list has no array of issuers."));
    }
    return findings.isEmpty()
        ? new Reading.Read(new TrustList(issuers))
        : new Reading.Malformed(findings);
  }

  /** The issuer, where it is trusted for a type of credential. */
  Optional<Issuer> trusted(String did, String credentialType) {
    return issuers.stream()
        .filter(issuer -> issuer.did.equals(did) && issuer.claims.contains(credentialType))
        .findFirst();
  }

  private static Issuer issuer(JsonValue value, String path, List<Finding> findings) {
    JsonObject entry = value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    return new Issuer(
        did(entry, path + ".did", findings),
        name(entry, path + ".name", findings),
        claims(entry, path + ".claims", findings));
  }

  private static String did(JsonObject entry, String path, List<Finding> findings) {
    @Nullable String did = StrictJson.string(entry, "did");
    if (did == null) {
      findings.add(malformed(path, entry.get("did"), "The issuer has no DID."));
      return "";
    }
    if (DidKey.parse(did) instanceof DidKey.Parsed.Unusable(Finding finding)) {
      findings.add(malformed(path, entry.get("did"), finding.message()));
    }
    return did;
  }

  private static String name(JsonObject entry, String path, List<Finding> findings) {
    @Nullable String name = StrictJson.string(entry, "name");
    if (name == null || name.isBlank()) {
      findings.add(malformed(path, entry.get("name"), "The issuer has no name."));
    }
    return name == null ? "" : name;
  }

  private static Set<String> claims(JsonObject entry, String path, List<Finding> findings) {
    Set<String> claims = new TreeSet<>();
    for (JsonValue claim :
        entry.get("claims") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY) {
      if (claim instanceof JsonString type && Credential.TYPES.contains(type.getString())) {
        claims.add(type.getString());
      } else {
        findings.add(
            malformed(
                path, claim, "This is not a type of credential that the service understands."));
      }
    }
    if (claims.isEmpty() && findings.stream().noneMatch(f -> path.equals(f.path()))) {
      findings.add(malformed(path, entry.get("claims"), "The issuer is trusted for no claim."));
    }
    return claims;
  }

  private static Finding malformed(String path, @Nullable JsonValue value, String message) {
    return malformed(path, StrictJson.shown(value), message);
  }

  private static Finding malformed(String path, @Nullable String value, String message) {
    return Refusal.of(
        "trust-list.malformed", path, value, message, "A trust list looks like " + EXAMPLE);
  }
}
