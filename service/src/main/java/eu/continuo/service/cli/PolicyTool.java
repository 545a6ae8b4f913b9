package eu.continuo.service.cli;

import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "policy",
    subcommands = {
      PolicyAuthoring.New.class,
      PolicyAuthoring.Key.class,
      PolicyAuthoring.Build.class,
      PolicyOdrl.Compile.class,
      PolicyOdrl.May.class,
      PolicyLife.Trust.class,
      PolicyLife.Publish.class,
      PolicyImpact.class,
      PolicyLife.Activate.class,
      PolicyLife.Rollback.class,
      PolicyLife.Waive.class,
      PolicyLife.ListAll.class,
      PolicySources.Follow.class,
      PolicySources.Unfollow.class,
      PolicySources.Refresh.class,
      PolicyExplain.class
    },
    description = {
      "Writes policies in Rego: new, odrl, check, test, fmt, eval, key, build.",
      "Puts them into force: trust, publish, impact, activate, rollback, waive, list.",
      "Takes them from elsewhere: follow, unfollow, refresh.",
      "Explains a past decision: explain. Decides a use by ODRL: may."
    },
    footer = {
      "",
      "Examples:",
      "  continuo policy check policies/sovereignty/sovereignty.rego",
      "  continuo policy test --coverage policies/sovereignty",
      "  continuo policy eval -d policies/sovereignty -i input.json"
          + " data.icra.sovereignty.decisions",
      "  continuo policy explain ID"
    })
final class PolicyTool implements Callable<Integer> {
  private static final Set<String> COMMANDS = Set.of("check", "test", "fmt", "eval");

  @Spec @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND")
  String command = "";

  @Option(
      names = "--folder",
      defaultValue = "",
      description = "Where the names of the files begin; default: here.")
  Path folder = Path.of("");

  @picocli.CommandLine.Unmatched List<String> arguments = new java.util.ArrayList<>();

  @Override
  public Integer call() {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    if (!COMMANDS.contains(command)) {
      line.getErr()
          .println(
              command.isEmpty()
                  ? "Say what to do."
                  : "There is no command policy " + command + ".");
      line.usage(line.getErr());
      return 2;
    }
    RegoTool tool = tool().in(folder.toAbsolutePath());
    return said(
        line, command.equals("check") ? tool.checkFields(arguments) : tool.run(command, arguments));
  }

  /** The tool of this source tree, or an opa on the path. */
  static RegoTool tool() {
    @Nullable String home = System.getenv("CONTINUO_HOME");
    @Nullable String path = System.getenv("PATH");
    return RegoTool.find(
        Path.of(home == null ? "." : home, "policies", "target", "rego"), path == null ? "" : path);
  }

  /** Says what the tool said, and gives the exit status. */
  static int said(CommandLine line, RegoAnswer answer) {
    return switch (answer) {
      case RegoAnswer.Passed(String output, String notes) ->
          said(line.getOut(), output, line.getErr(), notes, 0);
      case RegoAnswer.Failed(String output, String notes) ->
          said(line.getOut(), output, line.getErr(), notes, 1);
      case RegoAnswer.Broken(String message) -> said(line.getOut(), "", line.getErr(), message, 2);
      case RegoAnswer.Missing(String hint) -> said(line.getOut(), "", line.getErr(), hint, 2);
    };
  }

  private static int said(
      java.io.PrintWriter out, String output, java.io.PrintWriter err, String notes, int status) {
    if (!output.isBlank()) {
      out.println(output.stripTrailing());
    }
    if (!notes.isBlank()) {
      err.println(notes.stripTrailing());
    }
    return status;
  }
}
