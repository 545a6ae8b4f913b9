package eu.continuo.service.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit status: 0 done, 1 refused or a negative answer, 2 wrong use or broken. */
@Command(
    name = "continuo",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "What exists, who offers it, what is allowed, and where should it run.",
    subcommands = {
      Demo.class,
      Serve.class,
      Documents.Validate.class,
      Documents.Load.class,
      Generate.class,
      Query.class,
      Place.class,
      Replan.class,
      Schedule.class,
      Explain.class,
      PolicyTool.class,
      PeerCommands.class,
      Translations.Export.class,
      Translations.Import.class,
      AuditCommand.class,
      Compact.class,
      Version.class
    },
    footer = {
      "",
      "By the launcher, ./continuo, from the sources:",
      "  bench     Measures the walk and its stages, peers side by side.",
      "  test      Runs every test.",
      "",
      "Examples:",
      "  continuo demo --once",
      "  continuo load --graph p/me/declared --owner party/me my.jsonld",
      "  continuo query where-could-it-run component=component/web-shop/cart",
      "  continuo place"
    })
public final class Continuo {
  private Continuo() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(Path.of(""), out, err, arguments));
  }

  /**
   * Runs one command.
   *
   * @param folder where relative names of files begin
   * @param out for its answer
   * @param err for what is no answer
   * @return its exit status
   */
  public static int run(Path folder, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Continuo())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, folder::resolve)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("continuo: " + reason(e));
              return 2;
            })
        .execute(arguments);
  }

  /** The message of such an exception is the name of the file and nothing else. */
  private static @Nullable String reason(Exception e) {
    return e instanceof NoSuchFileException
        ? "There is no file " + e.getMessage() + "."
        : e.getMessage();
  }
}
