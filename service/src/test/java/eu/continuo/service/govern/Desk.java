package eu.continuo.service.govern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.continuo.policies.Level;
import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import eu.continuo.policies.VerificationKey;
import eu.continuo.policies.builtins.SignedToken;
import eu.continuo.service.cli.Continuo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who writes policies and puts them into force: a folder with keys, and the book beside it. */
public final class Desk {
  /** The clock of these tests. */
  public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /** The tool that the build has made. */
  public static final RegoTool TOOL = RegoTool.find(Path.of("../policies/target/rego"), "");

  private final Path folder;

  /** Who changes the book. */
  public final Governing governing;

  /** A desk whose key {@code desk} signs for providers and for the law. */
  public Desk(Path folder) throws IOException {
    assumeTrue(
        TOOL.run("version", List.of()) instanceof RegoAnswer.Passed(var output, var _)
            && output.startsWith("rego on OPA"),
        "Needs Go.");
    this.folder = folder;
    this.governing = new Governing(folder.resolve("policies"));
    run("policy", "key", "desk");
    trust("desk", Level.PROVIDER, false);
    trust("desk", Level.LAW, false);
  }

  /** The folder of the book. */
  public Path book() {
    return folder.resolve("policies");
  }

  /** Trusts a key of this folder. */
  public void trust(String name, Level level, boolean approves) throws IOException {
    String key = Files.readString(folder.resolve(name + ".pub.pem"));
    governing.trust(name, new VerificationKey("ES256", key, ""), level, approves);
  }

  /** Runs a command that has to succeed. */
  public void run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    assertThat(Continuo.run(folder, out, out, arguments)).as(said.toString()).isZero();
  }

  /** The bundle of the policy that {@code policy new} begins, within other places. */
  public byte[] bundle(String policy, String revision, String place) throws IOException {
    Path source = folder.resolve(revision).resolve(policy);
    if (!Files.exists(source)) {
      run("policy", "new", source.toString());
      try (var files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.writeString(file, Files.readString(file).replace("loc#EU", "loc#" + place));
        }
      }
    }
    return pack(source, revision);
  }

  /** The bundle of a folder of sources, signed by this desk. */
  public byte[] pack(Path source, String revision) throws IOException {
    return pack(source, revision, "desk");
  }

  /** As the other one, by a key of this folder that goes for the one of the desk. */
  public byte[] pack(Path source, String revision, String key) throws IOException {
    Path packed = folder.resolve(source.getFileName() + revision + ".tar.gz");
    assertThat(
            TOOL.run(
                "bundle",
                List.of(
                    "-o",
                    packed.toString(),
                    "--revision",
                    revision,
                    "--signing-key",
                    folder.resolve(key + ".pem").toString(),
                    "--key-id",
                    "desk",
                    source.toString())))
        .isEqualTo(new RegoAnswer.Passed("", ""));
    return Files.readAllBytes(packed);
  }

  /** Builds and publishes. */
  public Governed publish(String policy, String revision, String place, Level level)
      throws IOException {
    return governing.publish(bundle(policy, revision, place), level, NOW);
  }

  /**
   * Publishes rules for providers, with the test that they decide a case as it wants; that has to
   * succeed.
   */
  public void publish(String policy, String rego, String allowed) throws IOException {
    Path source = folder.resolve("written").resolve(policy);
    Files.createDirectories(source.resolve("cases"));
    Files.writeString(source.resolve(policy + ".rego"), rego);
    Files.writeString(
        source.resolve(policy + "_test.rego"),
        """
        package icra.%1$s_test

        import data.icra.%1$s

        test_cases[name] if {
        	some name, case in data.cases
        	%1$s.decisions == case.want_result with input as case.input
        }
        """
            .formatted(policy));
    Files.writeString(source.resolve("cases/allows-one.json"), allowed);
    assertThat(governing.publish(pack(source, "one"), Level.PROVIDER, NOW))
        .isInstanceOf(Governed.Done.class);
  }

  /** Activates the latest bundle, which has to succeed. */
  public void activate(String policy, boolean shadow) throws IOException {
    assertThat(activate(policy, shadow, null)).isInstanceOf(Governed.Done.class);
  }

  /** Activates the latest bundle, with the approval of somebody. */
  public Governed activate(String policy, boolean shadow, @Nullable String approver)
      throws IOException {
    @Nullable SignedToken approval = null;
    if (approver != null) {
      String sha256 =
          java.util.Objects.requireNonNull(governing.book().packs().get(policy))
              .published()
              .getLast()
              .sha256();
      approval =
          SignedToken.sign(
              approver,
              Governing.statement(policy, sha256),
              Files.readString(folder.resolve(approver + ".pem")));
    }
    return governing.activate(policy, shadow, approval, TOOL, NOW);
  }
}
