package eu.continuo.service.cli;

import eu.continuo.policies.Level;
import eu.continuo.service.govern.Followed;
import eu.continuo.service.govern.Following;
import eu.continuo.service.govern.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands on the sources that a service follows. */
final class PolicySources {
  private PolicySources() {}

  @Command(
      name = "follow",
      mixinStandardHelpOptions = true,
      description = {
        "Has a service look for new bundles at a place, and activate them if that is said.",
        "A bundle counts if a key of the level signed it; what is wrong leaves in force what is."
      },
      footer = {
        "",
        "Examples:",
        "  continuo policy follow house --server https://policies.example/bundles/house"
            + " --token-file house.token --level provider --aim enforce",
        "  continuo policy follow drafts --folder drafts --level provider",
        "  continuo policy follow law --git law-tree --level law --aim shadow"
      })
  static final class Follow implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "NAME", description = "What the source is called.")
    String name = "";

    @ArgGroup(multiplicity = "1")
    Place place = new Place();

    static final class Place {
      @Option(names = "--folder", description = "A folder with files *.tar.gz.")
      @Nullable Path folder;

      @Option(names = "--git", description = "A git work tree with files *.tar.gz.")
      @Nullable Path git;

      @Option(names = "--server", description = "The address of a bundle of an OPA bundle server.")
      @Nullable String server;
    }

    @Option(names = "--level", required = true, description = "${COMPLETION-CANDIDATES}")
    Level level = Level.CONSUMER;

    @Option(
        names = "--aim",
        description = "What is done with a new bundle: ${COMPLETION-CANDIDATES}; default: PUBLISH.")
    Source.Aim aim = Source.Aim.PUBLISH;

    @Option(names = "--every", description = "In seconds; default: ${DEFAULT-VALUE}.")
    int everyS = 60;

    @Option(names = "--token-file", description = "What is shown to the server.")
    @Nullable Path tokenFile;

    @Override
    public Integer call() throws IOException {
      return PolicyLife.told(home, PolicyLife.governing(home).follow(name, source()));
    }

    private Source source() {
      @Nullable Path token = tokenFile;
      @Nullable String shown = token == null ? null : token.toAbsolutePath().toString();
      if (place.folder != null) {
        return new Source(Source.Kind.FOLDER, whole(place.folder), level, aim, everyS, shown);
      }
      if (place.git != null) {
        return new Source(Source.Kind.GIT, whole(place.git), level, aim, everyS, shown);
      }
      String server = place.server == null ? "" : place.server;
      return new Source(Source.Kind.SERVER, server, level, aim, everyS, shown);
    }

    /** The service may run elsewhere. */
    private static String whole(Path path) {
      return path.toAbsolutePath().normalize().toString();
    }
  }

  @Command(
      name = "unfollow",
      mixinStandardHelpOptions = true,
      description = "Looks at a source no more; what came from there stays as it is.",
      footer = {"", "Example:", "  continuo policy unfollow house"})
  static final class Unfollow implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public Integer call() throws IOException {
      return PolicyLife.told(home, PolicyLife.governing(home).unfollow(name));
    }
  }

  @Command(
      name = "refresh",
      mixinStandardHelpOptions = true,
      description = "Looks at every source now, as a service does by itself.",
      footer = {"", "Example:", "  continuo policy refresh"})
  static final class Refresh implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Override
    public Integer call() throws IOException, InterruptedException {
      try (Following following =
          new Following(PolicyLife.governing(home), PolicyTool.tool(), home.clock())) {
        SortedMap<String, Followed> states = following.round(true);
        if (home.json()) {
          home.write(states);
        } else {
          print(home, states);
        }
        return states.values().stream().allMatch(state -> state.wrong().isEmpty()) ? 0 : 1;
      }
    }
  }

  /** How each source is, a line each, and what is wrong below. */
  static void print(Home home, SortedMap<String, Followed> states) {
    states.forEach(
        (name, state) -> {
          home.out()
              .println(
                  "source %-13s looked at %s, %s"
                      .formatted(
                          name,
                          state.lookedAt() == null ? "never" : state.lookedAt(),
                          state.wrong().isEmpty()
                              ? String.join("; ", state.said())
                              : "failed " + state.failures() + " times"));
          state
              .wrong()
              .forEach(wrong -> home.out().println("  " + wrong.code() + ": " + wrong.message()));
        });
  }
}
