package eu.continuo.service.govern;

import eu.continuo.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source is: what was fetched last, and what is wrong since.
 *
 * @param tag of what was taken last; empty to fetch in any case
 * @param lookedAt when it was looked at last
 * @param changedAt when something new was taken; null where nothing was yet
 * @param said what came of that
 * @param failures how many times in a row nothing could be taken
 * @param wrong why; what was in force stays in force
 */
public record Followed(
    String tag,
    @Nullable Instant lookedAt,
    @Nullable Instant changedAt,
    List<String> said,
    int failures,
    List<Wrong> wrong) {
  static final Followed NEVER = new Followed("", null, null, List.of(), 0, List.of());

  /** What fails again and again is asked at last once an hour. */
  private static final Duration PAUSE_MAX = Duration.ofHours(1);

  private static final int DOUBLINGS_MAX = 12;

  public Followed {
    said = List.copyOf(said);
    wrong = List.copyOf(wrong);
  }

  /** A finding, as it is kept. */
  public record Wrong(String code, String message) {}

  Followed same(Instant now) {
    return new Followed(tag, now, changedAt, said, 0, List.of());
  }

  Followed taken(String next, List<String> did, Instant now) {
    return new Followed(next, now, now, did, 0, List.of());
  }

  /** It is fetched anew next time, for what was wrong may have been here. */
  Followed failed(List<Finding> findings, Instant now) {
    return new Followed(
        "",
        now,
        changedAt,
        said,
        failures + 1,
        findings.stream().map(f -> new Wrong(f.code(), f.message())).toList());
  }

  /** Whether it is time to look again: twice as long after each failure. */
  boolean isDue(Source source, Instant now) {
    if (lookedAt == null) {
      return true;
    }
    Duration pause =
        Duration.ofSeconds((long) source.everyS() << Math.min(failures, DOUBLINGS_MAX));
    Duration most =
        PAUSE_MAX.compareTo(Duration.ofSeconds(source.everyS())) > 0
            ? PAUSE_MAX
            : Duration.ofSeconds(source.everyS());
    return !now.isBefore(lookedAt.plus(pause.compareTo(most) < 0 ? pause : most));
  }
}
