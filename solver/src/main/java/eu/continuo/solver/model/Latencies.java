package eu.continuo.solver.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Round trips between sites. It fails closed: a pair that is not named is unknown, and an unknown
 * round trip meets no bound. Within one site it is 0 ms unless the table says otherwise.
 */
public record Latencies(Map<SitePair, Double> roundTripMs) {

  public Latencies {
    roundTripMs = Collections.unmodifiableMap(new LinkedHashMap<>(roundTripMs));
  }

  /** The round trip between two sites in ms, empty if unknown. */
  public OptionalDouble roundTripMs(SiteId a, SiteId b) {
    Double known = roundTripMs.get(new SitePair(a, b));
    if (known != null) {
      return OptionalDouble.of(known);
    }
    return a.equals(b) ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  /** Whether the round trip between two sites is known and within the bound of the chain. */
  public boolean meets(Chain chain, SiteId from, SiteId to) {
    OptionalDouble roundTrip = roundTripMs(from, to);
    return roundTrip.isPresent() && roundTrip.getAsDouble() <= chain.maxLatencyMs();
  }
}
