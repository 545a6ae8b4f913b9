package eu.continuo.solver.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What runs now, and how far a plan may disturb it.
 *
 * @param homes where each component runs that runs
 * @param freed the components that a plan may move at will: something forces them
 * @param budget how many of the others it may move
 */
public record Running(Map<ComponentId, Home> homes, Set<ComponentId> freed, MoveBudget budget) {

  /** Nothing runs yet. */
  public static final Running NOTHING = new Running(Map.of(), Set.of(), MoveBudget.UNLIMITED);

  public Running {
    homes = Collections.unmodifiableMap(new LinkedHashMap<>(homes));
    freed = Set.copyOf(freed);
  }

  /** Whether the component runs and nothing forces it to move. */
  public boolean isSettled(ComponentId component) {
    return homes.containsKey(component) && !freed.contains(component);
  }

  /** Whether the component runs, and at another site than this one. */
  public boolean isMove(ComponentId component, SiteId site) {
    Home home = homes.get(component);
    return home != null && !home.site().equals(site);
  }

  /** What it costs once to have the component at the site, in euro. */
  public double moveEuro(ComponentId component, SiteId site) {
    Home home = homes.get(component);
    return home == null || home.site().equals(site) ? 0 : home.moveEuro();
  }
}
