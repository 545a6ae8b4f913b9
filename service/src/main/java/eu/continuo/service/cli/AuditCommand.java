package eu.continuo.service.cli;

import eu.continuo.service.graph.Audit;
import eu.continuo.service.web.Problem;
import eu.continuo.service.wiring.Instance;
import eu.continuo.verdict.Finding;
import eu.continuo.verdict.Severity;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at everything that is kept, from the beginning: the log and its chain of digests, the"
          + " graph against the log, every rule, every shape.",
      "Keep the digest that it prints elsewhere: it proves later that the history was not"
          + " rewritten."
    },
    footer = {"", "Example:", "  continuo audit --data data"})
final class AuditCommand implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      Audit audit =
          instance.continuum().audit(step -> home.err().println("continuo: " + step + " ..."));
      if (home.json()) {
        home.write(Answer.of(audit));
      } else {
        home.out()
            .printf(
                "%d commits, %d statements in %d graphs%n",
                audit.commits(), audit.quads(), audit.graphs());
        home.out().println("last commit " + audit.head());
        for (Audit.Check check : audit.checks()) {
          home.out().printf("%-7s %s%n", check.name(), verdict(check));
          home.report(violations(check).map(Problem.Found::of).toList());
        }
      }
      return audit.holds() ? 0 : 1;
    }
  }

  /** Warnings are counted only: whoever loaded the document was told of them. */
  private static String verdict(Audit.Check check) {
    if (!check.holds()) {
      return "DOES NOT HOLD";
    }
    return check.findings().isEmpty()
        ? "holds"
        : "holds, with " + check.findings().size() + " warnings";
  }

  private static Stream<Finding> violations(Audit.Check check) {
    return check.findings().stream().filter(f -> f.severity() == Severity.VIOLATION);
  }

  /** An audit as JSON. */
  private record Answer(
      boolean holds, long commits, long quads, long graphs, String head, List<Check> checks) {
    static Answer of(Audit audit) {
      return new Answer(
          audit.holds(),
          audit.commits(),
          audit.quads(),
          audit.graphs(),
          audit.head(),
          audit.checks().stream()
              .map(
                  c ->
                      new Check(
                          c.name(),
                          c.holds(),
                          c.findings().stream().map(Problem.Found::of).toList()))
              .toList());
    }

    private record Check(String name, boolean holds, List<Problem.Found> findings) {}
  }
}
