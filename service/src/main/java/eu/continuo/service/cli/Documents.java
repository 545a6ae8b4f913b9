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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that take documents. */
final class Documents {
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
                  "party/operator",
                  Change.Visibility.RESTRICTED));
        }
        return written(
            home,
            instance.intake().rehearse(documents, Principal.OPERATOR, instance.clock().instant()),
            "conforms");
      }
    }
  }

  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Makes a JSON-LD document the content of a graph, if it is well formed.",
      footer = {"", "Example:", "  continuo load --graph p/me/declared --owner party/me my.jsonld"})
  static final class Load implements Callable<Integer> {
    @Mixin Home home = new Home();

    @Option(names = "--graph", required = true, description = "Its name, without g/.")
    String graph = "";

    @Option(names = "--owner", description = "The party that answers for it.")
    String owner = "party/operator";

    @Option(names = "--public", description = "Everyone may see it.")
    boolean everyone;

    @Parameters(arity = "1", paramLabel = "FILE")
    Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
      try (Instance instance = home.open()) {
        Intake.Document document =
            document(
                instance,
                file,
                graph,
                owner,
                everyone ? Change.Visibility.PUBLIC : Change.Visibility.RESTRICTED);
        return written(
            home,
            instance
                .intake()
                .receive(List.of(document), Principal.OPERATOR, instance.clock().instant()),
            "loaded");
      }
    }
  }

  static Intake.Document document(
      Instance instance, Path file, String graph, String owner, Change.Visibility visibility)
      throws IOException {
    return new Intake.Document(
        Files.readAllBytes(file),
        RdfText.mediaType(file),
        instance.continuum().names().resolve(graph),
        instance.continuum().names().base() + "id/" + owner,
        visibility);
  }

  private static int written(Home home, Commit commit, String done) {
    Answers.Taken taken = Answers.taken(commit);
    if (home.json()) {
      home.write(taken);
    } else {
      home.report(taken.findings());
      home.out()
          .println(
              !taken.conforms()
                  ? "refused; nothing was kept"
                  : done + ": " + taken.added() + " added, " + taken.removed() + " removed");
    }
    return taken.conforms() ? 0 : 1;
  }
}
