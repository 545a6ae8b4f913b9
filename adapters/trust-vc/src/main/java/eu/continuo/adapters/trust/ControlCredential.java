package eu.continuo.adapters.trust;

import eu.continuo.verdict.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content of a credential about control (Verifiable Credentials Data Model 2.0), and everything
 * that keeps it from being one. What a credential says in a way that is not understood refuses the
 * whole: a claim with a part left out says something else.
 *
 * @param issuer the DID of the issuer; empty where there is none
 * @param validFrom from when on it holds, or null
 * @param validUntil until when it holds, or null
 * @param claim the claim, to be used where there are no findings
 * @param findings what is wrong
 */
record ControlCredential(
    String issuer,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    ControlClaim claim,
    List<Finding> findings) {
  private static final String CONTEXT_V2 = "https://www.w3.org/ns/credentials/v2";

  /** Members that narrow or revoke a credential in ways that are not checked here. */
  private static final Set<String> UNCHECKED = Set.of("credentialStatus", "exp", "nbf", "vc", "vp");

  static ControlCredential of(JsonObject payload) {
    Reader reader = new Reader();
    reader.members(payload);
    reader.context(payload);
    reader.types(payload);
    String issuer = reader.issuer(payload.get("issuer"));
    @Nullable Instant from = reader.instant(payload, "validFrom");
    @Nullable Instant until = reader.instant(payload, "validUntil");
    reader.window(from, until);
    ControlClaim claim = reader.claim(payload.get("credentialSubject"));
    return new ControlCredential(issuer, from, until, claim, List.copyOf(reader.findings));
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

    void types(JsonObject payload) {
      Set<String> types = strings(payload.get("type"));
      if (!types.contains("VerifiableCredential")) {
        invalid("type", payload.get("type"), "The type does not contain VerifiableCredential.");
      }
      if (!types.contains(ControlClaim.CREDENTIAL_TYPE)) {
        findings.add(
            Refusal.of(
                "credential.unsupported",
                "type",
                StrictJson.shown(payload.get("type")),
                "The credential has no type whose claims are understood.",
                "Understood: " + ControlClaim.CREDENTIAL_TYPE + "."));
      }
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

    ControlClaim claim(@Nullable JsonValue value) {
      if (!(value instanceof JsonObject subject)) {
        invalid("credentialSubject", value, "The credential is not about exactly one subject.");
        return new ControlClaim("", null, Set.of(), null);
      }
      String party = iri("credentialSubject.id", subject.get("id"));
      @Nullable String jurisdiction =
          subject.containsKey("subjectToJurisdiction")
              ? iri("credentialSubject.subjectToJurisdiction", subject.get("subjectToJurisdiction"))
              : null;
      Set<String> owners = new LinkedHashSet<>();
      if (subject.containsKey("controlledBy")) {
        for (JsonValue owner : list(subject.get("controlledBy"))) {
          owners.add(iri("credentialSubject.controlledBy", owner));
        }
      }
      return new ControlClaim(party, jurisdiction, owners, ownerCount(subject));
    }

    private @Nullable Integer ownerCount(JsonObject subject) {
      @Nullable JsonValue count = subject.get("ownerCount");
      if (count == null) {
        return null;
      }
      try {
        if (count instanceof JsonNumber number && number.intValueExact() >= 0) {
          return number.intValueExact();
        }
      } catch (ArithmeticException e) {
        // Said below, as for a negative number.
      }
      invalid("credentialSubject.ownerCount", count, "ownerCount is no whole number from 0 on.");
      return null;
    }

    private String iri(String path, @Nullable JsonValue value) {
      String text = value instanceof JsonString string ? string.getString() : "";
      try {
        if (new URI(text).isAbsolute()) {
          return text;
        }
      } catch (URISyntaxException e) {
        // Said below, as for a relative one.
      }
      invalid(path, value, path + " is no absolute IRI.");
      return "";
    }

    private static List<JsonValue> list(@Nullable JsonValue value) {
      return value instanceof JsonArray array ? array : value == null ? List.of() : List.of(value);
    }

    private static Set<String> strings(@Nullable JsonValue value) {
      Set<String> strings = new LinkedHashSet<>();
      for (JsonValue item : list(value)) {
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
