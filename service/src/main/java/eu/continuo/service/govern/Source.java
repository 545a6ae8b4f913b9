package eu.continuo.service.govern;

import eu.continuo.adapters.bundles.BundleFolder;
import eu.continuo.adapters.bundles.BundleGitTree;
import eu.continuo.adapters.bundles.BundleServer;
import eu.continuo.adapters.bundles.BundleSource.Fetched;
import eu.continuo.policies.Level;
import eu.continuo.verdict.Finding;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where bundles are looked for, and what is done with a new one. Whatever comes from there counts
 * for no more than its signature does.
 *
 * @param kind what the place is
 * @param at a path, or the address of a bundle
 * @param level whose keys have to have signed
 * @param aim what is done with a new bundle
 * @param everyS how often it is looked for, in seconds
 * @param tokenFile what is shown to a server; null where it asks for nothing
 */
public record Source(
    Kind kind, String at, Level level, Aim aim, int everyS, @Nullable String tokenFile) {
  private static final int EVERY_S_MIN = 1;
  private static final int EVERY_S_MAX = 86_400;

  /** What a place is. */
  public enum Kind {
    /** A folder of bundles. */
    FOLDER,
    /** The commit that is checked out in a git work tree. */
    GIT,
    /** An OPA bundle server. */
    SERVER
  }

  /** What is done with a new bundle. */
  public enum Aim {
    /** It is there to be activated. */
    PUBLISH,
    /** It is asked and noted. */
    SHADOW,
    /** It decides, if its tests pass and who has to approve did. */
    ENFORCE
  }

  /** Everything that is wrong with it; empty where it can be followed. */
  List<Finding> wrong() {
    List<Finding> findings = new ArrayList<>();
    if (everyS < EVERY_S_MIN || everyS > EVERY_S_MAX) {
      findings.add(
          Finding.violation(
              "source.interval",
              "A source is looked at every %d s.".formatted(everyS),
              "From %d to %d seconds.".formatted(EVERY_S_MIN, EVERY_S_MAX)));
    }
    if (kind == Kind.SERVER) {
      try {
        findings.addAll(BundleServer.wrong(URI.create(at)));
      } catch (IllegalArgumentException e) {
        findings.add(
            Finding.violation(
                "source.address", "It is no address.", "Such as https://policies.example/house"));
      }
    }
    return findings;
  }

  /** What is there now. */
  Fetched fetch(String known) {
    return switch (kind) {
      case FOLDER -> new BundleFolder(Path.of(at)).fetch(known);
      case GIT -> new BundleGitTree(Path.of(at)).fetch(known);
      case SERVER -> {
        try (BundleServer server =
            new BundleServer(URI.create(at), tokenFile == null ? null : Path.of(tokenFile))) {
          yield server.fetch(known);
        }
      }
    };
  }
}
