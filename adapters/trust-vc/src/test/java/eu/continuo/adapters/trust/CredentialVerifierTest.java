package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialVerifierTest {
  private static final TestIssuer OFFICE = new TestIssuer();
  private static final TestIssuer STRANGER = new TestIssuer();
  private static final CredentialVerifier VERIFIER =
      new CredentialVerifier(
          new TrustList(
              List.of(
                  new TrustList.Issuer(
                      OFFICE.did(), "Trust Office", Set.of("ControlCredential")))));
  private static final String PARTY = "https://continuum.example/id/party/nord";
  private static final String OWNER = "https://continuum.example/id/party/nord-holding";
  private static final String GERMANY = "https://w3id.org/dpv/loc#DE";

  private static final String PAYLOAD =
      """
      {"@context": ["https://www.w3.org/ns/credentials/v2"],
       "type": ["VerifiableCredential", "ControlCredential"],
       "issuer": "%s",
       "validFrom": "2026-01-01T00:00:00Z",
       "validUntil": "2027-01-01T01:00:00+01:00",
       "credentialSubject": {"id": "%s", "subjectToJurisdiction": "%s",
                             "controlledBy": ["%s"], "ownerCount": 1}}
      """
          .formatted(OFFICE.did(), PARTY, GERMANY, OWNER);

  private static final Verification.Verified VERIFIED =
      new Verification.Verified(
          new ControlClaim(PARTY, GERMANY, Set.of(OWNER), 1),
          OFFICE.did(),
          "Trust Office",
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-01-01T00:00:00Z"));

  @Test
  void believesATrustedIssuersOwnWord() {
    assertThat(verify(PAYLOAD)).isEqualTo(VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vc+ld+json+jwt", "VC+JWT"})
  void takesTheOtherSpellingsOfItsType(String type) {
    assertThat(verify(OFFICE.header().replace("vc+jwt", type), PAYLOAD)).isEqualTo(VERIFIED);
  }

  @Test
  void takesTheNewNameOfTheAlgorithm() {
    assertThat(verify(OFFICE.header().replace("EdDSA", "Ed25519"), PAYLOAD)).isEqualTo(VERIFIED);
  }

  @Test
  void takesAnIssuerWithPropertiesAndASingleOwner() {
    assertThat(
            verify(
                PAYLOAD
                    .replace(
                        "\"issuer\": \"" + OFFICE.did() + "\"",
                        "\"issuer\": {\"id\": \"" + OFFICE.did() + "\", \"name\": \"X\"}")
                    .replace("[\"" + OWNER + "\"]", "\"" + OWNER + "\"")))
        .isEqualTo(VERIFIED);
  }

  @Test
  void whatIsNotSaidStaysMissing() {
    assertThat(
            verify(
                """
                {"@context": ["https://www.w3.org/ns/credentials/v2"],
                 "type": ["VerifiableCredential", "ControlCredential"],
                 "issuer": "%s", "credentialSubject": {"id": "%s"}}
                """
                    .formatted(OFFICE.did(), PARTY)))
        .isEqualTo(
            new Verification.Verified(
                new ControlClaim(PARTY, null, Set.of(), null),
                OFFICE.did(),
                "Trust Office",
                null,
                null));
  }

  @Test
  void refusesEveryChangeOfOneBitOfTheSignature() {
    String jws = OFFICE.sign(OFFICE.header(), PAYLOAD);
    int cut = jws.lastIndexOf('.') + 1;
    byte[] signature = new Base64URL(jws.substring(cut)).decode();
    Verification badSignature = rejected(badSignature(OFFICE));
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(VERIFIER.verify(jws.substring(0, cut) + Base64URL.encode(flipped)))
          .as("bit %d", bit)
          .isEqualTo(badSignature);
    }
  }

  @Test
  void refusesEveryChangeOfOneCharacter() {
    String jws = OFFICE.sign(OFFICE.header(), PAYLOAD);
    assertThat(VERIFIER.verify(jws)).isEqualTo(VERIFIED);
    for (int i = 0; i < jws.length(); i++) {
      for (char other : new char[] {'A', 'B', '_', '.', '=', ' '}) {
        if (jws.charAt(i) != other) {
          String changed = jws.substring(0, i) + other + jws.substring(i + 1);
          assertThat(VERIFIER.verify(changed))
              .as("character %d", i)
              .isInstanceOf(Verification.Rejected.class);
        }
      }
      assertThat(VERIFIER.verify(jws.substring(0, i)))
          .as("cut at %d", i)
          .isInstanceOf(Verification.Rejected.class);
    }
  }

  @Test
  void refusesASecondSpellingOfTheSameSignature() {
    String jws = OFFICE.sign(OFFICE.header(), PAYLOAD);
    // The last of 86 characters carries 2 bits; the 4 others are zero in the one right spelling.
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(jws.charAt(jws.length() - 1));
    String other = jws.substring(0, jws.length() - 1) + alphabet.charAt(last + 1);
    assertThat(new Base64URL(other.substring(other.lastIndexOf('.') + 1)).decode())
        .isEqualTo(new Base64URL(jws.substring(jws.lastIndexOf('.') + 1)).decode());
    assertThat(VERIFIER.verify(other))
        .isEqualTo(rejected(malformedJws("A part of the JWS is not base64url without padding.")));
  }

  @Test
  void refusesAnotherPayloadUnderTheSameSignature() {
    String[] jws = OFFICE.sign(OFFICE.header(), PAYLOAD).split("\\.", -1);
    String forged = Base64URL.encode(PAYLOAD.replace("loc#DE", "loc#FR")).toString();
    assertThat(VERIFIER.verify(jws[0] + "." + forged + "." + jws[2]))
        .isEqualTo(rejected(badSignature(OFFICE)));
  }

  @Test
  void refusesWhatIsNoJws() {
    assertThat(VERIFIER.verify("a.b"))
        .isEqualTo(rejected(malformedJws("A compact JWS has three parts between dots; here: 2.")));
    assertThat(VERIFIER.verify("x".repeat(16 * 1024 + 1)))
        .isEqualTo(rejected(malformedJws("The JWS has 16385 characters; the limit is 16384.")));
    assertThat(verify("EdDSA", PAYLOAD))
        .isEqualTo(
            rejected(
                malformedJws("The header of the JWS cannot be read. It is not a JSON object.")));
    assertThat(verify(OFFICE.header().replace("}", ", \"alg\": \"none\"}"), PAYLOAD))
        .isEqualTo(
            rejected(
                malformedJws(
                    "The header of the JWS cannot be read. A member occurs twice in one object.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES256", "RS256", "eddsa"})
  void refusesAlgorithmsThatAreNotTheKeys(String algorithm) {
    assertThat(verify(OFFICE.header().replace("EdDSA", algorithm), PAYLOAD))
        .isEqualTo(
            rejected(
                finding(
                    "jws.unsupported",
                    "alg",
                    algorithm,
                    "The algorithm of an Ed25519 key is EdDSA.",
                    "Sign with EdDSA.")));
  }

  @Test
  void refusesAnUnsignedTokenAsWell() {
    String header = OFFICE.header().replace("EdDSA", "none");
    String jws = OFFICE.sign(header, PAYLOAD);
    assertThat(VERIFIER.verify(jws.substring(0, jws.lastIndexOf('.') + 1)))
        .isEqualTo(VERIFIER.verify(jws))
        .isInstanceOf(Verification.Rejected.class);
  }

  @Test
  void refusesCriticalExtensionsAndOtherTypesOfToken() {
    assertThat(
            verify(
                OFFICE
                    .header()
                    .replace("vc+jwt", "JWT")
                    .replace("}", ", \"crit\": [\"b64\"], \"b64\": false}"),
                PAYLOAD))
        .isEqualTo(
            rejected(
                finding(
                    "jws.unsupported",
                    "typ",
                    "JWT",
                    "The type of the JWS must be vc+jwt or vc+ld+json+jwt.",
                    null),
                finding(
                    "jws.unsupported",
                    "crit",
                    "[\"b64\"]",
                    "The header has critical extensions; none is understood (RFC 7515, section"
                        + " 4.1.11).",
                    "Sign without crit.")));
  }

  @Test
  void refusesAKeyIdThatIsNoKey() {
    assertThat(verify("{\"alg\": \"EdDSA\", \"typ\": \"vc+jwt\"}", PAYLOAD))
        .isEqualTo(rejected(keyId("jws.malformed", null, "It is missing.")));
    assertThat(verify(OFFICE.header().replaceFirst("#[^\"]*", ""), PAYLOAD))
        .isEqualTo(
            rejected(
                keyId(
                    "jws.malformed",
                    OFFICE.did(),
                    "The key's URL is " + OFFICE.key().url() + ".")));
    assertThat(verify(OFFICE.header().replaceFirst("did:key:[^\"]*", "did:web:x#1"), PAYLOAD))
        .isEqualTo(
            rejected(
                keyId(
                    "jws.unsupported",
                    "did:web:x#1",
                    "\"did:web:x\" stands for no key that can be used. Only the method did:key is"
                        + " supported: nothing is looked up."),
                wrongKey("did:web:x#1")));
  }

  @Test
  void refusesAStrangerWhoSignsInTheNameOfATrustedIssuer() {
    assertThat(VERIFIER.verify(STRANGER.sign(STRANGER.header(), PAYLOAD)))
        .isEqualTo(rejected(wrongKey(STRANGER.key().url())));
    assertThat(VERIFIER.verify(STRANGER.sign(OFFICE.header(), PAYLOAD)))
        .isEqualTo(rejected(badSignature(OFFICE)));
  }

  @Test
  void refusesAnIssuerThatIsNotTrusted() {
    String payload = PAYLOAD.replace(OFFICE.did(), STRANGER.did());
    assertThat(VERIFIER.verify(STRANGER.sign(STRANGER.header(), payload)))
        .isEqualTo(rejected(untrusted(STRANGER)));
    CredentialVerifier nobody = new CredentialVerifier(new TrustList(List.of()));
    assertThat(nobody.verify(OFFICE.sign(OFFICE.header(), PAYLOAD)))
        .isEqualTo(rejected(untrusted(OFFICE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[]", "{}", "null", "{\"id\": 7}"})
  void refusesAnIssuerThatIsNotNamed(String issuer) {
    assertThat(verify(PAYLOAD.replace("\"" + OFFICE.did() + "\"", issuer)))
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            r -> {
              assertThat(r.outcome()).isEqualTo("invalid-claim");
              assertThat(r.findings())
                  .singleElement()
                  .extracting(Finding::path, Finding::message)
                  .containsExactly("issuer", "The credential names no issuer.");
            });
  }

  @Test
  void keysThatTheHeaderBringsAlongAreNotUsed() {
    String header =
        OFFICE
            .header()
            .replace(
                "}",
                ", \"jwk\": {\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"%s\"}}"
                    .formatted(Base64URL.encode(STRANGER.key().publicKey())));
    assertThat(VERIFIER.verify(STRANGER.sign(header, PAYLOAD)))
        .isEqualTo(rejected(badSignature(OFFICE)));
  }

  @Test
  void refusesAPayloadThatIsNoCredential() {
    assertThat(verify("[]"))
        .isEqualTo(
            rejected(
                Finding.violation(
                    "credential.malformed",
                    "The payload of the JWS cannot be read. It is not a JSON object.",
                    "The payload is the credential itself, as JSON.")));
  }

  @Test
  void saysEverythingThatIsWrongWithAClaim() {
    assertThat(
            verify(
                """
                {"@context": "https://www.w3.org/ns/credentials/v2", "type": "ControlCredential",
                 "validFrom": "2026-01-01", "validUntil": 7,
                 "credentialSubject": {"id": "party/nord", "subjectToJurisdiction": "DE",
                                       "controlledBy": ["not an IRI", 3], "ownerCount": -1}}
                """))
        .isEqualTo(
            rejected(
                invalid(
                    "@context",
                    "https://www.w3.org/ns/credentials/v2",
                    "The first context of a credential is <https://www.w3.org/ns/credentials/v2>"
                        + " (VC 2.0, section 4.3)."),
                invalid(
                    "type", "ControlCredential", "The type does not contain VerifiableCredential."),
                invalid("issuer", null, "The credential names no issuer."),
                invalid(
                    "validFrom",
                    "2026-01-01",
                    "validFrom is no xsd:dateTimeStamp such as 2026-11-24T10:00:00Z."),
                invalid(
                    "validUntil",
                    "7",
                    "validUntil is no xsd:dateTimeStamp such as 2026-11-24T10:00:00Z."),
                invalid(
                    "credentialSubject.id",
                    "party/nord",
                    "credentialSubject.id is no absolute IRI."),
                invalid(
                    "credentialSubject.subjectToJurisdiction",
                    "DE",
                    "credentialSubject.subjectToJurisdiction is no absolute IRI."),
                invalid(
                    "credentialSubject.controlledBy",
                    "not an IRI",
                    "credentialSubject.controlledBy is no absolute IRI."),
                invalid(
                    "credentialSubject.controlledBy",
                    "3",
                    "credentialSubject.controlledBy is no absolute IRI."),
                invalid(
                    "credentialSubject.ownerCount",
                    "-1",
                    "ownerCount is no whole number from 0 on.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e99", "\"1\"", "null", "2147483648"})
  void refusesACountOfOwnersThatIsNone(String count) {
    assertThat(verify(PAYLOAD.replace("\"ownerCount\": 1", "\"ownerCount\": " + count)))
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            r -> {
              assertThat(r.outcome()).isEqualTo("invalid-claim");
              assertThat(r.findings())
                  .singleElement()
                  .extracting(Finding::path, Finding::message)
                  .containsExactly(
                      "credentialSubject.ownerCount", "ownerCount is no whole number from 0 on.");
            });
  }

  @Test
  void refusesAWindowThatNeverOpens() {
    assertThat(verify(PAYLOAD.replace("2027-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z")))
        .isEqualTo(
            rejected(
                invalid(
                    "validUntil",
                    "2026-01-01T00:00:00Z",
                    "The credential ends at 2026-01-01T00:00:00Z, not after it begins,"
                        + " 2026-01-01T00:00:00Z.")));
  }

  @Test
  void refusesSeveralSubjectsAtOnce() {
    String payload =
        PAYLOAD.replaceFirst("(?s)\"credentialSubject\".*", "\"credentialSubject\": []}");
    assertThat(verify(payload))
        .isEqualTo(
            rejected(
                invalid(
                    "credentialSubject",
                    "[]",
                    "The credential is not about exactly one subject.")));
  }

  @Test
  void refusesAClaimThatIsNotUnderstood() {
    assertThat(verify(PAYLOAD.replace("\"ControlCredential\"", "\"LabelCredential\"")))
        .isEqualTo(
            rejected(
                finding(
                    "credential.unsupported",
                    "type",
                    "[\"VerifiableCredential\",\"LabelCredential\"]",
                    "The credential does not have exactly one type whose claims are understood.",
                    "Understood: ControlCredential, AssuranceCredential, KeysCredential,"
                        + " OperatorAccessCredential, SubProcessorsCredential,"
                        + " AttestedNodesCredential.")));
  }

  @Test
  void refusesACredentialWhoseRevocationItCannotSee() {
    assertThat(verify(PAYLOAD.replaceFirst("\\{", "{\"credentialStatus\": {}, \"exp\": 1,")))
        .isEqualTo(rejected(unchecked("credentialStatus", "{}"), unchecked("exp", "1")));
  }

  @Test
  void whatAStrangerWritesIsCutShortInFindings() {
    String endless = "x".repeat(9_000);
    Verification verification = verify(PAYLOAD.replace(GERMANY, endless));
    assertThat(verification)
        .isEqualTo(
            rejected(
                invalid(
                    "credentialSubject.subjectToJurisdiction",
                    "x".repeat(120) + "…",
                    "credentialSubject.subjectToJurisdiction is no absolute IRI.")));
  }

  private static Verification verify(String payload) {
    return verify(OFFICE.header(), payload);
  }

  private static Verification verify(String header, String payload) {
    return VERIFIER.verify(OFFICE.sign(header, payload));
  }

  private static Verification rejected(Finding... findings) {
    String code = findings[0].code();
    return new Verification.Rejected(code.replaceFirst("[a-z]+\\.", ""), List.of(findings));
  }

  private static Finding malformedJws(String message) {
    return Finding.violation("jws.malformed", message, null);
  }

  private static Finding badSignature(TestIssuer signer) {
    return finding(
        "jws.bad-signature",
        "signature",
        null,
        "The signature is not one of " + signer.did() + " over this content.",
        "The content or its signature was changed, or another key signed it.");
  }

  private static Finding keyId(String code, @Nullable String value, String why) {
    return finding(
        code,
        "kid",
        value,
        "The header does not name the key that signed. " + why,
        "kid is a did:key URL, did:key:z6Mk…#z6Mk…");
  }

  private static Finding wrongKey(String keyId) {
    return finding(
        "credential.wrong-key",
        "kid",
        keyId,
        "The issuer is " + OFFICE.did() + ", but the key that signed is another's.",
        "An issuer signs with its own key.");
  }

  private static Finding untrusted(TestIssuer issuer) {
    return finding(
        "credential.untrusted-issuer",
        "issuer",
        issuer.did(),
        "The trust list does not name " + issuer.did() + " for the type ControlCredential.",
        "The operator adds an issuer to the trust list once its key has been compared over another"
            + " way.");
  }

  private static Finding unchecked(String member, String value) {
    return finding(
        "credential.unsupported",
        member,
        value,
        "The credential has the member \""
            + member
            + "\", which is not checked here and may end the credential.",
        "The payload is the credential itself; its time is validFrom and validUntil.");
  }

  private static Finding invalid(String path, @Nullable String value, String message) {
    return finding("credential.invalid-claim", path, value, message, null);
  }

  private static Finding finding(
      String code, String path, @Nullable String value, String message, @Nullable String hint) {
    return new Finding(code, Severity.VIOLATION, null, path, value, null, message, hint);
  }
}
