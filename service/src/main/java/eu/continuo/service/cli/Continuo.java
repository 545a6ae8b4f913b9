package eu.continuo.service.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
      Query.class,
      Place.class,
      PolicyTool.class,
      PeerCommands.class,
      Version.class
    },
    footer = {
      "",
      "Examples:",
      "  continuo demo --once",
      "  continuo load --data data --graph p/me/declared my.jsonld",
      "  continuo query --data data where-could-it-run component=component/web-shop/cart",
      "  continuo place --data data"
    })
public final class Continuo {
  private Continuo() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs one command and gives its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Continuo())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("continuo: " + e.getMessage());
              return 2;
            })
        .execute(arguments);
  }
}
