package eu.continuo.service.cli;

import eu.continuo.service.graph.Bulk;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says on standard error how a bulk load gets on: phase, quads, and how many a second. */
final class BulkProgress implements Bulk.Progress {
  private static final long EVERY_NS = 1_000_000_000;

  private final PrintWriter err;
  private final long start = System.nanoTime();
  private long told = start - EVERY_NS;
  private Bulk.@Nullable Phase last;

  BulkProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void at(Bulk.Phase phase, long quads) {
    long now = System.nanoTime();
    if (phase == last && now - told < EVERY_NS) {
      return;
    }
    last = phase;
    told = now;
    double seconds = (now - start) / 1e9;
    err.printf(
        Locale.ROOT,
        "continuo: %5.1f s  %s, %,d quads%s%n",
        seconds,
        words(phase),
        quads,
        phase == Bulk.Phase.READ ? ", %,.0f a second".formatted(quads / seconds) : "");
  }

  private static String words(Bulk.Phase phase) {
    return switch (phase) {
      case READ -> "reading";
      case JUDGE -> "judging every target";
      case CONCLUDE -> "concluding";
      case STORE -> "writing the store";
      case LOG -> "writing the log";
    };
  }
}
