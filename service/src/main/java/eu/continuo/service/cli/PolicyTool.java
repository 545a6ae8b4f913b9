package eu.continuo.service.cli;

import eu.continuo.policies.RegoAnswer;
import eu.continuo.policies.RegoTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "policy",
    subcommands = PolicyExplain.class,
    description = {
      "Works on policies in Rego: check, test, fmt, build, eval.",
      "Explains a past decision: explain."
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
  private static final Set<String> COMMANDS = Set.of("check", "test", "fmt", "build", "eval");

  @Spec @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND")
  String command = "";

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
    @Nullable String home = System.getenv("CONTINUO_HOME");
    @Nullable String path = System.getenv("PATH");
    RegoTool tool =
        RegoTool.find(
            Path.of(home == null ? "." : home, "policies", "target", "rego"),
            path == null ? "" : path);
    return switch (tool.run(command, arguments)) {
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
