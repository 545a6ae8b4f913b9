package eu.continuo.service.cli;

import eu.continuo.policies.Decides;
import eu.continuo.policies.RegoAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of who writes a policy: begin one, make a key, build a bundle. */
final class PolicyAuthoring {
  private PolicyAuthoring() {}

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Begins a policy: rules, tests and cases that pass, to be changed.",
      footer = {
        "",
        "Examples:",
        "  continuo policy new residency",
        "  continuo policy new price_guard --decides commits",
        "  continuo policy new embargo --decides reads"
      })
  static final class New implements Callable<Integer> {
    private static final Map<Decides, List<String>> FILES =
        Map.of(
            Decides.PAIRS,
            List.of(
                "policy-template/NAME.rego",
                "policy-template/NAME_test.rego",
                "policy-template/cases/allows-site-within.json",
                "policy-template/cases/denies-site-outside.json",
                "policy-template/cases/denies-site-unknown.json"),
            Decides.COMMITS,
            List.of(
                "policy-template-commits/NAME.rego",
                "policy-template-commits/NAME_test.rego",
                "policy-template-commits/cases/allows-new-offering.json",
                "policy-template-commits/cases/allows-small-rise.json",
                "policy-template-commits/cases/denies-steep-rise.json"),
            Decides.READS,
            List.of(
                "policy-template-reads/NAME.rego",
                "policy-template-reads/NAME_test.rego",
                "policy-template-reads/cases/allows-operator.json",
                "policy-template-reads/cases/denies-embargoed.json"));

    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Named as the policy: a-z, 0-9 and _.")
    Path folder = Path.of("");

    @Option(
        names = "--decides",
        paramLabel = "WHAT",
        description =
            "Where components run (pairs, the default), what is committed (commits), or who sees"
                + " which graph (reads).")
    Decides decides = Decides.PAIRS;

    @Override
    public Integer call() throws IOException {
      var line = java.util.Objects.requireNonNull(spec).commandLine();
      if (!FILES.containsKey(decides)) {
        throw new ParameterException(
            line, "A policy about uses begins with a document of ODRL: see policy odrl.");
      }
      String name = folder.getFileName().toString();
      if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
        throw new ParameterException(line, "\"" + name + "\" is no name of a policy.");
      }
      if (Files.exists(folder)) {
        throw new ParameterException(line, folder + " is there already.");
      }
      for (String file : java.util.Objects.requireNonNull(FILES.get(decides))) {
        String local = file.substring(file.indexOf('/') + 1);
        Path to = folder.resolve(local.replace("NAME", name));
        Files.createDirectories(to.getParent());
        Files.writeString(to, template(file).replace("NAME", name));
        line.getOut().println(to);
      }
      return 0;
    }

    private static String template(String file) throws IOException {
      try (InputStream stream = New.class.getResourceAsStream("/continuo/" + file)) {
        if (stream == null) {
          throw new IllegalStateException("The build did not package " + file + ".");
        }
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description = "Makes a key to sign bundles and approvals with: NAME.pem and NAME.pub.pem.",
      footer = {"", "Example:", "  continuo policy key desk"})
  static final class Key implements Callable<Integer> {
    @Parameters(paramLabel = "NAME")
    Path name = Path.of("");

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Path secret = name.resolveSibling(name.getFileName() + ".pem");
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(
          name.resolveSibling(name.getFileName() + ".pub.pem"),
          pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      return 0;
    }

    private static String pem(String type, byte[] der) {
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(type, base64);
    }
  }

  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description = "Writes the OPA bundle of a policy folder, signed where a key is given.",
      footer = {
        "",
        "Example:",
        "  continuo policy build residency -o residency.tar.gz --key desk.pem --key-id desk"
      })
  static final class Build implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FOLDER")
    Path folder = Path.of("");

    @Option(names = "-o", required = true, paramLabel = "BUNDLE")
    Path output = Path.of("");

    @Option(names = "--revision", description = "What it is called; default: by its sources.")
    @Nullable String revision;

    @Option(names = "--key", description = "A private key in PEM.")
    @Nullable Path key;

    @Option(names = "--key-id", description = "The name by which the key is trusted.")
    @Nullable String keyId;

    @Option(names = "--algorithm", description = "Of the signature; default: ${DEFAULT-VALUE}.")
    String algorithm = "ES256";

    @Override
    public Integer call() {
      List<String> arguments = new ArrayList<>(List.of("-o", output.toString()));
      if (revision != null) {
        arguments.addAll(List.of("--revision", revision));
      }
      if (key != null) {
        arguments.addAll(List.of("--signing-key", key.toString(), "--signing-alg", algorithm));
      }
      if (keyId != null) {
        arguments.addAll(List.of("--key-id", keyId));
      }
      arguments.add(folder.toString());
      RegoAnswer answer = PolicyTool.tool().run("bundle", arguments);
      return PolicyTool.said(java.util.Objects.requireNonNull(spec).commandLine(), answer);
    }
  }
}
