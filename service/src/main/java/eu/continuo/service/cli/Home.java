package eu.continuo.service.cli;

import eu.continuo.service.gate.Judges;
import eu.continuo.service.web.Problem;
import eu.continuo.service.wiring.Instance;
import eu.continuo.service.wiring.Settings;
import eu.continuo.verdict.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The options that every command on an instance takes, and how its answers are written. */
final class Home {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
          .build();

  /** How an answer is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--data",
      defaultValue = "data",
      description = "The folder of the instance; default: ${DEFAULT-VALUE}.")
  Path data = Path.of("data");

  @Option(names = "--trust-list", description = "The file of trusted issuers of credentials.")
  @Nullable Path trustList;

  @Option(
      names = "--judge",
      description =
          "Who judges commits: focus (one engine, where the change reaches; the default) or both"
              + " (two engines, everything, each time).")
  Judges judges = Judges.FOCUS;

  @Option(names = "--now", description = "The clock of the command, such as 2026-11-24T10:00:00Z.")
  @Nullable Instant now;

  @Option(names = "--format", description = "text or json; default: text.")
  Format format = Format.TEXT;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  Instance open() throws Instance.UnusableSettings {
    return Instance.open(new Settings(data, Settings.BASE, trustList, judges, clock()));
  }

  /** An instance that knows nothing but the documents of this command. */
  Instance openInMemory() throws Instance.UnusableSettings {
    return Instance.open(new Settings(null, Settings.BASE, trustList, judges, clock()));
  }

  Clock clock() {
    @Nullable Instant fixed = now;
    return fixed == null ? Clock.systemUTC() : Clock.fixed(fixed, ZoneOffset.UTC);
  }

  PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  PrintWriter err() {
    return java.util.Objects.requireNonNull(spec).commandLine().getErr();
  }

  boolean json() {
    return format == Format.JSON;
  }

  void write(Object answer) {
    out().println(JSON.writeValueAsString(answer));
  }

  /** Writes a refusal and gives the exit status of one. */
  int refused(List<Finding> findings) {
    if (json()) {
      write(new Refused(findings.stream().map(Problem.Found::of).toList()));
    } else {
      report(findings.stream().map(Problem.Found::of).toList());
    }
    return 1;
  }

  void report(List<Problem.Found> findings) {
    for (Problem.Found f : findings) {
      out().println(f.severity() + " " + f.code() + ": " + f.message());
      if (f.focus() != null) {
        out().println("    at " + f.focus() + (f.path() == null ? "" : "  " + f.path()));
      }
      if (f.hint() != null) {
        out().println("    " + f.hint());
      }
    }
  }

  /** A refusal as JSON. */
  record Refused(List<Problem.Found> findings) {}
}
