package eu.continuo.bench;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description =
        "Runs the JMH benchmarks whose names contain a pattern, each in a JVM of its own.",
    footer = {"", "Examples:", "  continuo bench jmh", "  continuo bench jmh 'canonical|judge'"})
final class Micro implements Callable<Integer> {
  @Mixin Rows rows = new Rows();

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      description = "A regular expression; default: every benchmark.")
  String pattern = ".*";

  /**
   * One benchmark.
   *
   * @param score the mean
   * @param scoreError half of the 99.9 % confidence interval
   * @param unit of score and error
   */
  record Row(String benchmark, double score, double scoreError, String unit) {}

  @Override
  public Integer call() throws Exception {
    rows.progress("measuring " + pattern);
    Runner runner =
        new Runner(
            new OptionsBuilder()
                .include(pattern)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build());
    Collection<RunResult> results = ForkClassPath.during(runner::run);
    rows.write(results.stream().map(Micro::row).toList());
    return 0;
  }

  private static Row row(RunResult result) {
    var primary = result.getPrimaryResult();
    String name = result.getParams().getBenchmark();
    return new Row(
        name.substring(Bench.class.getPackageName().length() + 1),
        rounded(primary.getScore()),
        rounded(primary.getScoreError()),
        primary.getScoreUnit());
  }

  private static double rounded(double figure) {
    return Math.round(figure * 10) / 10.0;
  }
}
