package eu.continuo.adapters.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The credentials that {@link SignExample} has signed. */
class ExampleCredentialsTest {
  private static final Path EUROPE = Path.of("../../examples/europe");
  private static final Pattern ENVELOPED = Pattern.compile("data:application/vc\\+jwt,([^\"]*)\"");

  @Test
  void allButTheOneOfTheUntrustedIssuerAreVerified() throws IOException {
    TrustList.Reading list = TrustList.read(Files.readAllBytes(EUROPE.resolve("trust-list.json")));
    assertThat(list).isInstanceOf(TrustList.Reading.Read.class);
    CredentialVerifier verifier = new CredentialVerifier(((TrustList.Reading.Read) list).list());

    Map<Path, String> outcomes = new TreeMap<>();
    for (Path provider : sorted(EUROPE.resolve("credentials"))) {
      List<Path> payloads = sorted(provider);
      List<String> credentials =
          enveloped(EUROPE.resolve("providers/" + provider.getFileName() + ".jsonld"));
      assertThat(credentials).as("%s", provider).hasSameSizeAs(payloads);
      for (int i = 0; i < payloads.size(); i++) {
        String outcome = outcome(verifier.verify(credentials.get(i)), payloads.get(i));
        outcomes.put(payloads.get(i), outcome);
      }
    }
    Path untrusted = EUROPE.resolve("credentials/kaamosjarvi/kaamosjarvi.json");
    assertThat(outcomes).containsEntry(untrusted, "untrusted-issuer").hasSizeGreaterThan(20);
    outcomes.remove(untrusted);
    assertThat(outcomes.values()).containsOnly("verified");
  }

  private static String outcome(Verification verification, Path payload) throws IOException {
    return switch (verification) {
      case Verification.Rejected rejected -> rejected.outcome();
      case Verification.Verified verified -> {
        assertThat(Files.readString(payload)).contains("\"" + verified.claim().subject() + "\"");
        assertThat(verified.issuerName()).isEqualTo("Continuum Trust Office (fictitious)");
        yield "verified";
      }
    };
  }

  private static List<String> enveloped(Path document) throws IOException {
    return ENVELOPED
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
