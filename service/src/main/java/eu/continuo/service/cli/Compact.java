package eu.continuo.service.cli;

import eu.continuo.service.graph.Compaction;
import eu.continuo.service.wiring.Instance;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description =
        "Gives back the room on the disk that commits have left behind. A service does so by itself"
            + " where its store takes several times what its content needs.",
    footer = {"", "Example:", "  continuo compact --data data"})
final class Compact implements Callable<Integer> {
  @Mixin Home home = new Home();

  @Override
  public Integer call() throws Exception {
    try (Instance instance = home.open()) {
      Compaction compaction = instance.continuum().compact();
      if (home.json()) {
        home.write(compaction);
      } else {
        home.out().println(words(compaction));
      }
      return compaction instanceof Compaction.Done ? 0 : 1;
    }
  }

  private static String words(Compaction compaction) {
    return switch (compaction) {
      case Compaction.Done(long before, long after) ->
          "compacted: %,d MB before, %,d MB now".formatted(before >> 20, after >> 20);
      case Compaction.NotWorth() -> "nothing to give back";
      case Compaction.Busy(Duration waited) ->
          "other writers were at work for " + waited.toSeconds() + " s; nothing was done";
      case Compaction.Full(long free, long needed) ->
          "the new files would not fit: %,d MB are free, %,d MB are needed"
              .formatted(free >> 20, needed >> 20);
    };
  }
}
