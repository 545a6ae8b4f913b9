package eu.continuo.policies;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One decision for every pair that was asked about, with all that is needed to decide it again:
 * policies, data and time.
 */
public final class Decisions {
  private final Map<String, String> policies;
  private final String dataSha256;
  private final Instant now;
  private final Map<Decision.Pair, Decision> byPair = new LinkedHashMap<>();

  Decisions(
      Map<String, String> policies, String dataSha256, Instant now, List<Decision> decisions) {
    this.policies = Collections.unmodifiableMap(new TreeMap<>(policies));
    this.dataSha256 = dataSha256;
    this.now = now;
    decisions.forEach(d -> byPair.put(new Decision.Pair(d.component(), d.site()), d));
  }

  /** The policies that decided, by name, each with the SHA-256 of its compiled module. */
  public Map<String, String> policies() {
    return policies;
  }

  /** SHA-256 of the data that was read, in hexadecimal. */
  public String dataSha256() {
    return dataSha256;
  }

  /** The time for which it was decided. */
  public Instant now() {
    return now;
  }

  /** All decisions, component by component in the order asked, for each site by site. */
  public Collection<Decision> all() {
    return Collections.unmodifiableCollection(byPair.values());
  }

  /** The decision about one pair of IRIs; empty when it was not asked about. */
  public Optional<Decision> of(String component, String site) {
    return Optional.ofNullable(byPair.get(new Decision.Pair(component, site)));
  }

  /** Whether the component may run at the site; false also when it was not asked about. */
  public boolean allows(String component, String site) {
    return of(component, site).map(Decision::allow).orElse(false);
  }
}
