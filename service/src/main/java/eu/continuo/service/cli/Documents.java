package eu.continuo.service.cli;

import eu.continuo.ontology.RdfText;
import eu.continuo.service.graph.Change;
import eu.continuo.service.graph.Commit;
import eu.continuo.service.graph.Principal;
import eu.continuo.service.intake.Intake;
import eu.continuo.service.web.Answers;
import eu.continuo.service.wiring.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that take documents. */
final class Documents {
  private static final String OPERATOR = "party/operator";

  private Documents() {}

  @Command(
      name = "validate",
      mixinStandardHelpOptions = true,
      description = "Judges JSON-LD documents together; nothing is kept.",
      footer = {"", "Example:", "  continuo validate my-sites.jsonld my-offers.jsonld"})
  static final class Validate implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(names = "--alone", description = "Judge without what the data folder knows.")
    boolean alone;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
      try (Instance instance =
          alone || !Files.exists(home.data) ? home.openInMemory() : home.open()) {
        List<Intake.Document> documents = new ArrayList<>();
        for (Path file : files) {
          documents.add(
              document(
                  instance,
                  file,
                  "validate/" + documents.size(),
                  OPERATOR,
                  Change.Visibility.RESTRICTED));
        }
        return written(
            home,
            instance.intake().rehearse(documents, Principal.OPERATOR, instance.clock().instant()),
            kept -> "conforms; loading it would add " + kept.added() + " statements");
      }
    }
  }

  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description =
          "Makes JSON-LD documents the content of graphs, if together with all that is known they"
              + " are well formed: all of them or none.",
      footer = {
        "",
        "Examples:",
        "  continuo load --graph p/me/declared --owner party/me --public my.jsonld",
        "  continuo load --graph p/me/declared --owner party/me --quarantine inventory.jsonld",
        "  continuo load --manifest examples/europe/manifest.json"
      })
  static final class Load implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(
        names = "--quarantine",
        description =
            "Set entities aside that are found wrong, with the reasons, and load the others.")
    boolean quarantine;

    @ArgGroup(multiplicity = "1")
    Input input = new Input();

    /** One document, or those of a manifest. */
    static final class Input {
      @ArgGroup(exclusive = false, multiplicity = "1")
      @Nullable One one;

      @Option(
          names = "--manifest",
          required = true,
          description = "A list of documents with their graphs, owners and visibilities.")
      @Nullable Path manifest;
    }

    /** One document and where it belongs. */
    static final class One {
      @Option(names = "--graph", required = true, description = "Its name, without g/.")
      String graph = "";

      @Option(names = "--owner", description = "The party that answers for it.")
      String owner = OPERATOR;

      @Option(names = "--public", description = "Everyone may see it.")
      boolean everyone;

      @Parameters(arity = "1", paramLabel = "FILE")
      Path file = Path.of("");
    }

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        Instant now = instance.clock().instant();
        List<Intake.Document> documents = documents(instance);
        Intake intake = instance.intake();
        return written(
            home,
            quarantine
                ? intake.receiveSound(documents, Principal.OPERATOR, now)
                : intake.receive(documents, Principal.OPERATOR, now),
            kept ->
                "loaded as commit %d: %d statements added, %d removed%s"
                    .formatted(
                        kept.number(),
                        kept.added(),
                        kept.removed(),
                        kept.setAside() == 0 ? "" : "; entities set aside: " + kept.setAside()));
      }
    }

    private List<Intake.Document> documents(Instance instance) throws IOException {
      @Nullable Path manifest = input.manifest;
      if (manifest != null) {
        Manifest.Folder folder = file -> Files.readAllBytes(manifest.resolveSibling(file));
        return Manifest.in(folder, String.valueOf(manifest.getFileName()))
            .documents(folder, instance.continuum().names());
      }
      One one = Objects.requireNonNull(input.one);
      return List.of(
          document(
              instance,
              one.file,
              one.graph,
              one.owner,
              one.everyone ? Change.Visibility.PUBLIC : Change.Visibility.RESTRICTED));
    }
  }

  private static Intake.Document document(
      Instance instance, Path file, String graph, String owner, Change.Visibility visibility)
      throws IOException {
    return new Intake.Document(
        Files.readAllBytes(file),
        RdfText.mediaType(file),
        instance.continuum().names().resolve(graph),
        instance.continuum().names().base() + "id/" + owner,
        visibility);
  }

  private static int written(Home home, Commit commit, Function<Commit.Kept, String> kept) {
    Answers.Taken taken = Answers.taken(commit);
    if (home.json()) {
      home.write(taken);
    } else {
      home.report(taken.findings());
      home.out()
          .println(
              switch (commit) {
                case Commit.Kept written -> kept.apply(written);
                case Commit.Unchanged unchanged -> "unchanged; all of it is known already";
                case Commit.NotKept refused -> "refused; nothing was kept";
              });
    }
    return taken.conforms() ? 0 : 1;
  }
}
