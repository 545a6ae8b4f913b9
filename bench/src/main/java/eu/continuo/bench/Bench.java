package eu.continuo.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the benchmarks. Exit status: 0 done, 1 refused, 2 wrong use or broken.
 *
 * @see Walk
 * @see Gate
 * @see ViewCommand
 * @see LoadCommand
 * @see Place
 * @see PlaceRepair
 * @see RoadefCommand
 * @see OpenbCommand
 * @see ShiftCommand
 * @see PolicyCommand
 * @see Micro
 */
@Command(
    name = "continuo bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "SCENARIO",
    description = "Measures Continuo on this machine, with made-up continuums.",
    subcommands = {
      Walk.class,
      Gate.class,
      ViewCommand.class,
      LoadCommand.class,
      Place.class,
      PlaceRepair.class,
      RoadefCommand.class,
      OpenbCommand.class,
      ShiftCommand.class,
      PolicyCommand.class,
      Micro.class
    },
    footer = {
      "",
      "Examples:",
      "  continuo bench walk",
      "  continuo bench walk --providers 10,100 --format json",
      "  continuo bench gate --triples 100000 --format json",
      "  continuo bench view",
      "  continuo bench load --triples 1000000 --format json",
      "  continuo bench place --sizes 10000x1000 --seconds 60",
      "  continuo bench roadef --set roadef2012/",
      "  continuo bench openb --trace traces/",
      "  continuo bench shift --grid grids/",
      "  continuo bench policy --format json",
      "  continuo bench jmh canonical"
    })
public final class Bench {
  private Bench() {}

  /** Runs one scenario. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs one scenario and gives its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Bench())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println("bench: " + e);
              return 2;
            })
        .execute(arguments);
  }
}
