package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What credentials say about safeguards is read whole, or refused. */
class SafeguardClaimTest {
  private static final TestIssuer OFFICE = new TestIssuer();
  private static final String SITE = "https://continuum.example/id/site/nord";
  private static final String GERMANY = "https://w3id.org/dpv/loc#DE";
  private static final Set<String> TYPES =
      Arrays.stream(SafeguardClaim.Kind.values())
          .map(SafeguardClaim.Kind::credentialType)
          .collect(Collectors.toSet());

  private static final Map<SafeguardClaim.Kind, String> SUBJECTS =
      Map.of(
          SafeguardClaim.Kind.ASSURANCE,
          """
          "assuranceScheme": "urn:scheme", "assuranceLevel": "high", "outcome": "valid"
          """,
          SafeguardClaim.Kind.KEYS,
          """
          "itemCount": 1, "listsItem": {"ofResource": "urn:key", "country": "%s", "heldBy": "urn:holder",
            "usableBy": ["urn:holder"], "userCount": 1}
          """
              .formatted(GERMANY),
          SafeguardClaim.Kind.OPERATOR_ACCESS,
          """
          "accessFrom": ["%s"], "itemCount": 1, "accessApproval": "customer", "maxSessionMinutes": 30,
          "accessRecorded": true
          """
              .formatted(GERMANY),
          SafeguardClaim.Kind.SUB_PROCESSORS,
          """
          "itemCount": 1, "listsItem": [{"ofParty": "urn:mail", "country": "%s"}]
          """
              .formatted(GERMANY),
          SafeguardClaim.Kind.ATTESTED_NODES,
          """
          "itemCount": 1, "listsItem": [{"ofResource": "urn:node", "outcome": "affirming", "rootOfTrust": "tpm-2.0"}]
          """);

  private static final Map<SafeguardClaim.Kind, SafeguardClaim> CLAIMS =
      Map.of(
          SafeguardClaim.Kind.ASSURANCE,
          new SafeguardClaim.Certificate(SITE, "urn:scheme", "high", "valid"),
          SafeguardClaim.Kind.KEYS,
          new SafeguardClaim.Keys(
              SITE,
              List.of(
                  new SafeguardClaim.Key(
                      "urn:key", GERMANY, "urn:holder", Set.of("urn:holder"), 1)),
              1),
          SafeguardClaim.Kind.OPERATOR_ACCESS,
          new SafeguardClaim.OperatorAccess(SITE, Set.of(GERMANY), 1, "customer", 30, true),
          SafeguardClaim.Kind.SUB_PROCESSORS,
          new SafeguardClaim.SubProcessors(
              SITE, List.of(new SafeguardClaim.SubProcessor("urn:mail", GERMANY)), 1),
          SafeguardClaim.Kind.ATTESTED_NODES,
          new SafeguardClaim.AttestedNodes(
              SITE,
              List.of(new SafeguardClaim.AttestedNode("urn:node", "affirming", "tpm-2.0")),
              1));

  @ParameterizedTest
  @EnumSource
  void isReadWhole(SafeguardClaim.Kind kind) {
    assertThat(verify(TYPES, kind.credentialType(), subject(kind)))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            verified -> assertThat(verified.claim()).isEqualTo(CLAIMS.get(kind)));
  }

  @ParameterizedTest
  @EnumSource
  void countsOnlyFromWhoIsTrustedForItsType(SafeguardClaim.Kind kind) {
    Set<String> others =
        TYPES.stream().filter(t -> !t.equals(kind.credentialType())).collect(Collectors.toSet());
    assertThat(verify(others, kind.credentialType(), subject(kind)))
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            rejected -> assertThat(rejected.outcome()).isEqualTo("untrusted-issuer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ASSURANCE | "urn:scheme" | "scheme" | credentialSubject.assuranceScheme
          ASSURANCE | "high" | 3 | credentialSubject.assuranceLevel
          KEYS | "userCount": 1 | "userCount": -1 | credentialSubject.listsItem.userCount
          KEYS | "urn:key" | "key" | credentialSubject.listsItem.ofResource
          OPERATOR_ACCESS | true | "true" | credentialSubject.accessRecorded
          OPERATOR_ACCESS | 30 | 30.5 | credentialSubject.maxSessionMinutes
          SUB_PROCESSORS | [{ | ["x", { | credentialSubject.listsItem
          ATTESTED_NODES | "tpm-2.0" | " " | credentialSubject.listsItem.rootOfTrust
          """)
  void isRefusedWholeWhereAPartIsNotUnderstood(
      SafeguardClaim.Kind kind, String said, String instead, String path) {
    String wrong = subject(kind).replace(said, instead);
    assertThat(verify(TYPES, kind.credentialType(), wrong))
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            rejected ->
                assertThat(rejected.findings()).extracting(Finding::path).containsExactly(path));
  }

  @Test
  void whatIsNotSaidStaysMissing() {
    assertThat(verify(TYPES, "KeysCredential", "{\"id\": \"%s\"}".formatted(SITE)))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            verified ->
                assertThat(verified.claim())
                    .isEqualTo(new SafeguardClaim.Keys(SITE, List.of(), null)));
  }

  /** Its age is for the requirement to bound, which an end of its own would be read into. */
  @Test
  void whatWasAttestedOfNodesHasABeginningAndNoEnd() {
    String subject = subject(SafeguardClaim.Kind.ATTESTED_NODES);
    for (String window : List.of("", FROM + UNTIL)) {
      assertThat(verify(TYPES, "\"AttestedNodesCredential\"", window, subject))
          .isInstanceOfSatisfying(
              Verification.Rejected.class,
              rejected -> assertThat(rejected.outcome()).isEqualTo("invalid-claim"));
    }
  }

  @Test
  void isOfOneType() {
    String both = "\"KeysCredential\", \"OperatorAccessCredential\"";
    assertThat(verify(TYPES, both, FROM, subject(SafeguardClaim.Kind.KEYS)))
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            rejected -> assertThat(rejected.outcome()).isEqualTo("unsupported"));
  }

  private static final String FROM = "\"validFrom\": \"2026-01-01T00:00:00Z\", ";
  private static final String UNTIL = "\"validUntil\": \"2027-01-01T00:00:00Z\", ";

  private static String subject(SafeguardClaim.Kind kind) {
    return "{\"id\": \"%s\", %s}".formatted(SITE, SUBJECTS.get(kind));
  }

  private static Verification verify(Set<String> trustedFor, String type, String subject) {
    return verify(trustedFor, "\"" + type + "\"", FROM, subject);
  }

  private static Verification verify(
      Set<String> trustedFor, String types, String window, String subject) {
    String payload =
        """
        {"@context": ["https://www.w3.org/ns/credentials/v2"],
         "type": ["VerifiableCredential", %s], "issuer": "%s", %s
         "credentialSubject": %s}
        """
            .formatted(types, OFFICE.did(), window, subject);
    return new CredentialVerifier(
            new TrustList(List.of(new TrustList.Issuer(OFFICE.did(), "Office", trustedFor))))
        .verify(OFFICE.sign(OFFICE.header(), payload));
  }
}
