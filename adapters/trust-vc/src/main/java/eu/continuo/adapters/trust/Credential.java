package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a credential (Verifiable Credentials Data Model 2.0), and everything that keeps it
 * from being one. What a credential says in a way that is not understood refuses the whole: a claim
 * with a part left out says something else.
 *
 * @param issuer the DID of the issuer; empty where there is none
 * @param validFrom from when on it holds, or null
 * @param validUntil until when it holds, or null
 * @param claim the claim, to be used where there are no findings
 * @param findings what is wrong
 */
record Credential(
    String issuer,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    Claim claim,
    List<Finding> findings) {
  private static final String CONTEXT_V2 = "https://www.w3.org/ns/credentials/v2";

  /** The types of credential whose claims are understood. */
  static final Set<String> TYPES =
      Stream.concat(
              Stream.of(ControlClaim.CREDENTIAL_TYPE),
              Arrays.stream(SafeguardClaim.Kind.values()).map(SafeguardClaim.Kind::credentialType))
          .collect(Collectors.toCollection(LinkedHashSet::new));

  /** Members that narrow or revoke a credential in ways that are not checked here. */
  private static final Set<String> UNCHECKED = Set.of("credentialStatus", "exp", "nbf", "vc", "vp");

  static Credential of(JsonObject payload) {
    Reader reader = new Reader();
    reader.members(payload);
    reader.context(payload);
    String type = reader.types(payload);
    String issuer = reader.issuer(payload.get("issuer"));
    @Nullable Instant from = reader.instant(payload, "validFrom");
    @Nullable Instant until = reader.instant(payload, "validUntil");
    reader.window(from, until);
    Claim claim = reader.claim(type, payload.get("credentialSubject"));
    ClaimReader.window(claim, from, until, new Members("", payload, reader.findings));
    return new Credential(issuer, from, until, claim, List.copyOf(reader.findings));
  }

  /** Takes the members one by one and notes what is wrong with each. */
  private static final class Reader {
    final List<Finding> findings = new ArrayList<>();

    void members(JsonObject payload) {
      UNCHECKED.stream()
          .filter(payload::containsKey)
          .sorted()
          .forEach(
              member ->
                  findings.add(
                      Refusal.of(
                          "credential.unsupported",
                          member,
                          StrictJson.shown(payload.get(member)),
                          "The credential has the member \""
                              + member
                              + "\", which is not checked here and may end the credential.",
                          "The payload is the credential itself; its time is validFrom and"
                              + " validUntil.")));
    }

    void context(JsonObject payload) {
      @Nullable JsonValue context = payload.get("@context");
      @Nullable JsonValue first =
          context instanceof JsonArray array && !array.isEmpty() ? array.getFirst() : null;
      if (!CONTEXT_V2.equals(StrictJson.shown(first))) {
        invalid(
            "@context",
            context,
            "The first context of a credential is <" + CONTEXT_V2 + "> (VC 2.0, section 4.3).");
      }
    }

    /** The type whose claims are read; that of control where there is none, for findings. */
    String types(JsonObject payload) {
      Set<String> types = strings(payload.get("type"));
      if (!types.contains("VerifiableCredential")) {
        invalid("type", payload.get("type"), "The type does not contain VerifiableCredential.");
      }
      List<String> understood = types.stream().filter(Credential.TYPES::contains).toList();
      if (understood.size() != 1) {
        findings.add(
            Refusal.of(
                "credential.unsupported",
                "type",
                StrictJson.shown(payload.get("type")),
                "The credential does not have exactly one type whose claims are understood.",
                "Understood: " + String.join(", ", Credential.TYPES) + "."));
      }
      return understood.isEmpty() ? ControlClaim.CREDENTIAL_TYPE : understood.getFirst();
    }

    String issuer(@Nullable JsonValue issuer) {
      @Nullable String did =
          issuer instanceof JsonObject object
              ? StrictJson.string(object, "id")
              : issuer instanceof JsonString text ? text.getString() : null;
      if (did == null || did.isEmpty()) {
        invalid("issuer", issuer, "The credential names no issuer.");
        return "";
      }
      return did;
    }

    @Nullable Instant instant(JsonObject payload, String member) {
      if (!payload.containsKey(member)) {
        return null;
      }
      @Nullable String text = StrictJson.string(payload, member);
      try {
        if (text != null) {
          return Instant.parse(text);
        }
      } catch (DateTimeParseException e) {
        // Said below, as for what is no text.
      }
      invalid(
          member,
          payload.get(member),
          member + " is no xsd:dateTimeStamp such as 2026-11-24T10:00:00Z.");
      return null;
    }

    void window(@Nullable Instant from, @Nullable Instant until) {
      if (from != null && until != null && !from.isBefore(until)) {
        findings.add(
            Refusal.of(
                "credential.invalid-claim",
                "validUntil",
                until,
                "The credential ends at " + until + ", not after it begins, " + from + ".",
                null));
      }
    }

    Claim claim(String type, @Nullable JsonValue value) {
      Members subject =
          new Members(
              "credentialSubject",
              value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT,
              findings);
      if (!(value instanceof JsonObject)) {
        invalid("credentialSubject", value, "The credential is not about exactly one subject.");
        return new ControlClaim("", null, Set.of(), null);
      }
      return SafeguardClaim.Kind.ofCredential(type)
          .<Claim>map(kind -> ClaimReader.safeguard(kind, subject))
          .orElseGet(() -> ClaimReader.control(subject));
    }

    private static Set<String> strings(@Nullable JsonValue value) {
      Set<String> strings = new LinkedHashSet<>();
      for (JsonValue item : Members.list(value)) {
        if (item instanceof JsonString text) {
          strings.add(text.getString());
        }
      }
      return strings;
    }

    private void invalid(String path, @Nullable JsonValue value, String message) {
      findings.add(
          Refusal.of("credential.invalid-claim", path, StrictJson.shown(value), message, null));
    }
  }
}
