package eu.continuo.service.wiring;

import eu.continuo.service.gate.Judges;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What an instance is told when it starts.
 *
 * @param data the folder of its graph, key, token and lists; null for an instance that is gone when
 *     it is closed
 * @param base the IRI that all names of its continuum begin with, ending in a slash
 * @param trustList the file of trusted issuers; null for {@code trust-list.json} in the data
 *     folder, if any
 * @param judges who judges its commits
 * @param clock what it takes for now where a request says nothing else
 */
public record Settings(
    @Nullable Path data, String base, @Nullable Path trustList, Judges judges, Clock clock) {
  /** The base where none is told. */
  public static final String BASE = "https://continuum.example/";

  /** An instance whose commits one engine judges. */
  public Settings(@Nullable Path data, String base, @Nullable Path trustList, Clock clock) {
    this(data, base, trustList, Judges.FOCUS, clock);
  }

  /** An instance in memory that trusts nobody. */
  public static Settings inMemory(Clock clock) {
    return new Settings(null, BASE, null, clock);
  }

  /** An instance in a folder. */
  public static Settings in(Path data, Clock clock) {
    return new Settings(data, BASE, null, clock);
  }
}
