package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that the tool signs, as OPA does, are verified here; whatever was done to them shows. */
class PolicyBundleTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String REGO =
      """
      package icra.trial

      decisions := {component.id: by_site |
      	some component in input.components
      	by_site := {site: decision(site) | some site in input.sites}
      }

      decision(site) := {"allow": true, "reasons": []} if data.continuum.sites[site].country == "FR"

      else := {"allow": false, "reasons": [{"code": "trial.abroad", "requirement": "", "values": {}, "message": "Abroad."}]}

      eligible := [positions |
      	some _ in input.components
      	positions := {i | some i, candidate in input.candidates; candidate.country == "FR"}
      ]
      """;
  private static final String TEST =
      """
      package icra.trial_test

      test_cases[name] if {
      	some name, case in data.cases
      	data.icra.trial.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
      }
      """;
  private static final String CASE =
      """
      {"input": {"components": [{"id": "c"}], "sites": ["s"]},
       "data": {"continuum": {"sites": {"s": {"country": "FR"}}}},
       "want_result": {"c": {"s": {"allow": true, "reasons": []}}}}
      """;

  @TempDir private static Path scratch;
  private static KeyPair pair;
  private static byte[] signed;

  @BeforeAll
  static void build() throws Exception {
    LibraryPolicy.assumeOwnTool();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    Files.writeString(
        scratch.resolve("key.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    signed = built("trial", REGO, TEST, CASE, "--signing-key", key(), "--key-id", "desk");
  }

  @Test
  void readsWhatOpaSignedAndDecidesByIt() {
    var reading = PolicyBundle.read(signed, keys());
    assertThat(reading).isInstanceOf(PolicyBundle.Reading.Read.class);
    var bundle = ((PolicyBundle.Reading.Read) reading).bundle();
    assertThat(bundle.name()).isEqualTo("trial");
    assertThat(bundle.keyId()).isEqualTo("desk");
    assertThat(bundle.sources()).containsExactly(Map.entry("trial.rego", REGO));
    assertThat(bundle.tests().keySet()).containsExactly("cases/one.json", "trial_test.rego");
    assertThat(BundleTrial.run(bundle, LibraryPolicy.TOOL, NOW)).isEmpty();
    var data =
        PolicyData.of(
            new Continuum(
                Map.of(),
                Map.of("s", new Continuum.Site("FR", null), "t", new Continuum.Site("DE", null)),
                Map.of()));
    var request =
        new DecisionRequest(
            List.of(new DecisionRequest.Component("c", List.of())), List.of("s", "t"));
    assertThat(bundle.policy().decide(data, request, NOW).all())
        .extracting(Decision::allow)
        .containsExactly(true, false);
  }

  @Test
  void refusesWhatIsNotSignedAsItStands() throws Exception {
    assertThat(codes(signed, Map.of())).containsExactly("bundle.unknown-key");
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var other = pem("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
    assertThat(codes(signed, Map.of("desk", new VerificationKey("ES256", other, ""))))
        .containsExactly("bundle.forged");
    assertThat(codes(signed, Map.of("desk", new VerificationKey("ES384", publicKey(), ""))))
        .containsExactly("bundle.forged");
    assertThat(codes(signed, Map.of("desk", new VerificationKey("ES256", publicKey(), "law"))))
        .containsExactly("bundle.forged");
    assertThat(changed(files -> without(files, ".signatures.json")))
        .containsExactly("bundle.unsigned");
    assertThat(changed(files -> without(files, "trial.rego"))).containsExactly("bundle.forged");
    assertThat(changed(files -> with(files, "more.rego", "package icra.more")))
        .containsExactly("bundle.forged");
    assertThat(changed(files -> with(files, "trial.rego", REGO.replace("FR", "US"))))
        .containsExactly("bundle.forged");
    assertThat(changed(files -> with(files, "data.json", "{\"a\": 1}")))
        .containsExactly("bundle.forged");
    assertThat(changed(files -> with(files, ".manifest", "[".repeat(100_000))))
        .containsExactly("bundle.forged");
    assertThat(changed(files -> with(files, "data.json", " { } "))).isEmpty();
  }

  @Test
  void refusesAnArchiveThatIsMoreThanFiles() {
    var files = BundleArchive.read(signed).files();
    var none = new byte[0];
    assertThat(codes(Tar.of(files).add("/../../etc/passwd", '0', none).packed(), keys()))
        .containsExactly("bundle.path");
    assertThat(codes(Tar.of(files).add("a/./b", '0', none).packed(), keys()))
        .containsExactly("bundle.path");
    assertThat(codes(Tar.of(files).add("a\\..\\b", '0', none).packed(), keys()))
        .containsExactly("bundle.path");
    assertThat(codes(Tar.of(files).add("link", '2', none).packed(), keys()))
        .containsExactly("bundle.entry");
    assertThat(codes(Tar.of(files).add("/policy.wasm", '0', none).packed(), keys()))
        .containsExactly("bundle.entry");
    assertThat(codes(Tar.of(files).add("/huge", '0', none, 7L << 30).packed(), keys()))
        .containsExactly("bundle.too-large");
    var data = new byte[BundleArchive.UNPACKED_MAX];
    assertThat(codes(Tar.of(files).add("/data.json", '0', data).packed(), keys()))
        .containsExactly("bundle.too-large");
    assertThat(codes(new byte[BundleArchive.PACKED_MAX + 1], keys()))
        .containsExactly("bundle.too-large");
    assertThat(codes(java.util.Arrays.copyOf(signed, signed.length / 2), keys()))
        .containsExactly("bundle.malformed");
    assertThat(codes("no tar".getBytes(StandardCharsets.UTF_8), keys()))
        .containsExactly("bundle.malformed");
  }

  @Test
  void namesWhatATrialFinds() throws Exception {
    assertThat(trial("untested", TEST, "[]").getFirst()).isEqualTo("bundle.test-failed");
    assertThat(trial("wrong", TEST, CASE.replace("true", "false")).getFirst())
        .isEqualTo("bundle.test-failed");
    assertThat(
            trial(
                "lenient",
                "package icra.trial_test\n\ntest_nothing if true\n",
                CASE.replace("true", "false")))
        .containsExactly("bundle.test-failed");
  }

  @Test
  void refusesSourcesThatAreNotWhatWasCompiled() throws Exception {
    var files = new TreeMap<>(BundleArchive.read(signed).files());
    files.put(
        "trial.rego",
        REGO.replace("\"FR\"\n\nelse", "\"DE\"\n\nelse").getBytes(StandardCharsets.UTF_8));
    var lenient = "package icra.trial_test\n\ntest_nothing if true\n";
    files.put(
        ".manifest",
        new String(files.get(".manifest"), StandardCharsets.UTF_8)
            .replace(quoted(TEST), quoted(lenient))
            .getBytes(StandardCharsets.UTF_8));
    var reading = PolicyBundle.readVerified(Tar.of(files).packed(), "desk");
    var bundle = ((PolicyBundle.Reading.Read) reading).bundle();
    assertThat(BundleTrial.run(bundle, LibraryPolicy.TOOL, NOW))
        .extracting(Finding::code)
        .containsExactly("bundle.engines-differ");
  }

  private static String quoted(String text) {
    return eu.continuo.policies.rego.RegoText.quoted(text);
  }

  private static List<String> trial(String folder, String test, String policyCase)
      throws IOException {
    var packed = built(folder, REGO, test, policyCase);
    var bundle = ((PolicyBundle.Reading.Read) PolicyBundle.readVerified(packed, "desk")).bundle();
    return BundleTrial.run(bundle, LibraryPolicy.TOOL, NOW).stream().map(Finding::code).toList();
  }

  private static List<String> changed(UnaryOperator<Map<String, byte[]>> change) {
    return codes(
        Tar.of(change.apply(new TreeMap<>(BundleArchive.read(signed).files()))).packed(), keys());
  }

  private static Map<String, byte[]> with(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static Map<String, byte[]> without(Map<String, byte[]> files, String name) {
    files.remove(name);
    return files;
  }

  private static List<String> codes(byte[] packed, Map<String, VerificationKey> keys) {
    return switch (PolicyBundle.read(packed, keys)) {
      case PolicyBundle.Reading.Read read -> List.of();
      case PolicyBundle.Reading.Refused(var findings) ->
          findings.stream().map(Finding::code).distinct().toList();
    };
  }

  private static byte[] built(
      String folder, String rego, String test, String policyCase, String... more)
      throws IOException {
    var policy = Files.createDirectories(scratch.resolve(folder).resolve("trial"));
    Files.createDirectories(policy.resolve("cases"));
    Files.writeString(policy.resolve("trial.rego"), rego);
    Files.writeString(policy.resolve("trial_test.rego"), test);
    Files.writeString(policy.resolve("cases/one.json"), policyCase);
    var packed = scratch.resolve(folder + ".tar.gz");
    var arguments = new java.util.ArrayList<>(List.of("-o", packed.toString()));
    arguments.addAll(List.of(more));
    arguments.add(policy.toString());
    assertThat(LibraryPolicy.TOOL.run("bundle", arguments))
        .isEqualTo(new RegoAnswer.Passed("", ""));
    return Files.readAllBytes(packed);
  }

  private static Map<String, VerificationKey> keys() {
    return Map.of("desk", new VerificationKey("ES256", publicKey(), ""));
  }

  private static String key() {
    return scratch.resolve("key.pem").toString();
  }

  private static String publicKey() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String pem(String type, byte[] der) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(type, base64);
  }
}
