package eu.continuo.adapters.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustListTest {
  private static final String DID = new TestIssuer().did();
  private static final String HINT =
      "A trust list looks like {\"issuers\": [{\"did\": \"did:key:z6Mk…\", \"name\": \"…\","
          + " \"claims\": [\"ControlCredential\"]}]}";

  @Test
  void readsWhoIsTrustedForWhat() {
    TrustList list =
        new TrustList(
            List.of(new TrustList.Issuer(DID, "Trust Office", Set.of("ControlCredential"))));
    assertThat(
            read(
                """
                {"issuers": [{"did": "%s", "name": "Trust Office", "claims": ["ControlCredential"]}]}
                """
                    .formatted(DID)))
        .isEqualTo(new TrustList.Reading.Read(list));
    assertThat(list.trusted(DID, "ControlCredential")).contains(list.issuers().getFirst());
    assertThat(list.trusted(DID, "LabelCredential")).isEmpty();
  }

  @Test
  void anEmptyListTrustsNobody() {
    TrustList nobody = new TrustList(List.of());
    assertThat(read("{\"issuers\": []}")).isEqualTo(new TrustList.Reading.Read(nobody));
    assertThat(nobody.trusted(DID, "ControlCredential")).isEmpty();
  }

  @Test
  void saysEverythingThatIsWrong() {
    assertThat(
            read(
                """
                {"issuers": [
                  {"did": "%1$s", "name": "One", "claims": ["ControlCredential"]},
                  {"did": "%1$s", "name": " ", "claims": ["ControlCredentail"]},
                  {"did": "did:web:example.org", "name": "Three", "claims": []},
                  "four"]}
                """
                    .formatted(DID)))
        .isEqualTo(
            new TrustList.Reading.Malformed(
                List.of(
                    wrong("issuers[1].name", " ", "The issuer has no name."),
                    wrong(
                        "issuers[1].claims",
                        "ControlCredentail",
                        "This is not a type of credential that the service understands."),
                    wrong("issuers[1].did", DID, "The issuer stands in the list twice."),
                    wrong(
                        "issuers[2].did",
                        "did:web:example.org",
                        "\"did:web:example.org\" stands for no key that can be used. Only the"
                            + " method did:key is supported: nothing is looked up."),
                    wrong("issuers[2].claims", "[]", "The issuer is trusted for no claim."),
                    wrong("issuers[3].did", null, "The issuer has no DID."),
                    wrong("issuers[3].name", null, "The issuer has no name."),
                    wrong("issuers[3].claims", null, "The issuer is trusted for no claim."))));
  }

  @Test
  void refusesAListWithoutIssuers() {
    assertThat(read("{\"issuer\": []}"))
        .isEqualTo(
            new TrustList.Reading.Malformed(
                List.of(wrong("issuers", null, "The trust list has no array of issuers."))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                             | It is not a JSON object.
          {'issuers': []}                | It is not a JSON object.
          {"issuers": []} {}             | It is not a JSON object.
          {"issuers": [], "issuers": []} | A member occurs twice in one object.
          """)
  void refusesWhatReadersWouldReadDifferently(String json, String why) {
    assertThat(read(json)).isEqualTo(unreadable(why));
  }

  @Test
  void refusesBottomlessNestingAndOtherEncodings() {
    assertThat(read("{\"issuers\": " + "[".repeat(100_000)))
        .isEqualTo(unreadable("It is nested more than 32 levels deep."));
    assertThat(TrustList.read(new byte[] {'{', (byte) 0xff, '}'}))
        .isEqualTo(unreadable("It is not UTF-8."));
  }

  private static TrustList.Reading read(String json) {
    return TrustList.read(json.getBytes(UTF_8));
  }

  private static TrustList.Reading unreadable(String why) {
    return new TrustList.Reading.Malformed(
        List.of(
            Finding.violation(
                "trust-list.malformed",
                "The trust list cannot be read. " + why,
                HINT.replace("A trust list looks", "It looks"))));
  }

  private static Finding wrong(String path, @Nullable String value, String message) {
    return new Finding(
        "trust-list.malformed", Severity.VIOLATION, null, path, value, null, message, HINT);
  }
}
