package eu.continuo.service.cli;

import eu.continuo.policies.Level;
import eu.continuo.policies.VerificationKey;
import eu.continuo.policies.Waiver;
import eu.continuo.policies.builtins.SignedToken;
import eu.continuo.service.govern.Book;
import eu.continuo.service.govern.Governed;
import eu.continuo.service.govern.Governing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The commands on the book of policies of a data folder. A service that runs there follows the
 * book, so that it need not be stopped.
 */
final class PolicyLife {
  private PolicyLife() {}

  static Governing governing(Home home) {
    return new Governing(home.data.resolve("policies"));
  }

  static int told(Home home, Governed governed) {
    return switch (governed) {
      case Governed.Refused(var findings) -> home.refused(findings);
      case Governed.Waiting(int approvals, int needed) -> {
        if (home.json()) {
          home.write(governed);
        } else {
          home.out()
              .println("%d of %d approvals; nothing has changed yet".formatted(approvals, needed));
        }
        yield 1;
      }
      case Governed.Done(String did) -> {
        if (home.json()) {
          home.write(governed);
        } else {
          home.out().println(did);
        }
        yield 0;
      }
    };
  }

  @Command(
      name = "trust",
      mixinStandardHelpOptions = true,
      description = "Trusts a key to sign, or to approve, policies of a level.",
      footer = {
        "",
        "Examples:",
        "  continuo policy trust desk --key desk.pub.pem --level provider",
        "  continuo policy trust anna --key anna.pub.pem --level law --approves"
      })
  static final class Trust implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--key", required = true, description = "A public key in PEM.")
    Path key = Path.of("");

    @Option(names = "--algorithm", description = "Default: ${DEFAULT-VALUE}.")
    String algorithm = "ES256";

    @Option(names = "--level", required = true, description = "${COMPLETION-CANDIDATES}")
    Level level = Level.CONSUMER;

    @Option(
        names = "--approves",
        description = "Whether it approves; all who do have to, before a policy is enforced.")
    boolean approves;

    @Option(names = "--waivable", description = "Whether policies of the level can be waived.")
    boolean waivable;

    @Override
    public Integer call() throws IOException {
      governing(home)
          .trust(name, new VerificationKey(algorithm, Files.readString(key), ""), level, approves);
      if (waivable) {
        governing(home).waivable(level, true);
      }
      return 0;
    }
  }

  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      description = "Takes in a signed bundle. It decides nothing until it is activated.",
      footer = {"", "Example:", "  continuo policy publish residency.tar.gz --level provider"})
  static final class Publish implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "BUNDLE")
    Path bundle = Path.of("");

    @Option(names = "--level", required = true, description = "${COMPLETION-CANDIDATES}")
    Level level = Level.CONSUMER;

    @Override
    public Integer call() throws IOException {
      Instant now = home.clock().instant();
      return told(home, governing(home).publish(Files.readAllBytes(bundle), level, now));
    }
  }

  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = {
        "Puts the latest bundle of a policy into force, or into the shadow.",
        "Its tests run in OPA first, and its cases in OPA and in the compiled module."
      },
      footer = {
        "",
        "Examples:",
        "  continuo policy activate residency --shadow",
        "  continuo policy activate residency --as anna --key anna.pem"
      })
  static final class Activate implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "POLICY")
    String policy = "";

    @Option(names = "--shadow", description = "Whether it is only asked and noted.")
    boolean shadow;

    @Option(names = "--as", description = "Who approves.")
    @Nullable String approver;

    @Option(names = "--key", description = "The private key of who approves, in PEM.")
    @Nullable Path key;

    @Override
    public Integer call() throws IOException {
      if ((approver == null) != (key == null)) {
        throw home.wrong("--as and --key go together.");
      }
      Governing governing = governing(home);
      return told(
          home,
          governing.activate(
              policy, shadow, approval(governing), PolicyTool.tool(), home.clock().instant()));
    }

    private @Nullable SignedToken approval(Governing governing) throws IOException {
      Book.Pack pack = governing.book().packs().get(policy);
      @Nullable String by = approver;
      @Nullable Path secret = key;
      if (pack == null || by == null || secret == null) {
        return null;
      }
      String sha256 = pack.published().getLast().sha256();
      return SignedToken.sign(by, Governing.statement(policy, sha256), Files.readString(secret));
    }
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Returns to what a policy did before its last activation.",
      footer = {"", "Example:", "  continuo policy rollback residency"})
  static final class Rollback implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "POLICY")
    String policy = "";

    @Override
    public Integer call() throws IOException {
      return told(home, governing(home).rollback(policy, home.clock().instant()));
    }
  }

  @Command(
      name = "waive",
      mixinStandardHelpOptions = true,
      description = "Lets reasons of a policy not count, about a component or a site, for a while.",
      footer = {
        "",
        "Example:",
        "  continuo policy waive residency --id w1 --site site/ohio --by anna --why migration"
            + " --until 2026-12-31T00:00:00Z"
      })
  static final class Waive implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "POLICY")
    String policy = "";

    @Option(names = "--id", required = true, description = "What the waiver is called.")
    String id = "";

    @Option(names = "--code", description = "Of the reason; every reason where none is given.")
    String code = "";

    @Option(names = "--component")
    String component = "";

    @Option(names = "--site")
    String site = "";

    @Option(names = "--by", required = true, description = "Who answers for it.")
    String by = "";

    @Option(names = "--why", required = true)
    String why = "";

    @Option(names = "--until", required = true)
    Instant until = Instant.MAX;

    @Override
    public Integer call() throws IOException {
      Instant now = home.clock().instant();
      Waiver waiver = new Waiver(id, policy, code, iri(component), iri(site), by, why, now, until);
      return told(home, governing(home).waive(waiver, now));
    }

    private static String iri(String name) {
      return name.isEmpty() || name.contains(":")
          ? name
          : eu.continuo.service.wiring.Settings.BASE + "id/" + name;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists policies, what each does, waivers, and how the sources of bundles are.",
      footer = {"", "Example:", "  continuo policy list"})
  static final class ListAll implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Override
    public Integer call() throws IOException {
      Book book = governing(home).book();
      if (home.json()) {
        home.write(book);
        return 0;
      }
      for (Map.Entry<String, Book.Pack> each : book.packs().entrySet()) {
        Book.Pack pack = each.getValue();
        for (Book.Revision revision : pack.published()) {
          home.out()
              .println(
                  "%-20s %-10s %-14s %-9s signed by %s"
                      .formatted(
                          each.getKey(),
                          pack.level().word(),
                          revision.revision(),
                          pack.state(revision),
                          revision.keyId()));
        }
      }
      book.waivers().stream()
          .filter(w -> w.holds(home.clock().instant()))
          .forEach(
              w ->
                  home.out()
                      .println(
                          "waiver %s of %s by %s until %s: %s"
                              .formatted(w.id(), w.policy(), w.by(), w.until(), w.why())));
      PolicySources.print(home, governing(home).followed());
      return 0;
    }
  }
}
