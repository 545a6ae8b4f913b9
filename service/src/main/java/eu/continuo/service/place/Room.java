package eu.continuo.service.place;

import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.Cores;
import eu.continuo.solver.model.Demand;
import eu.continuo.solver.model.Gpus;
import eu.continuo.solver.model.MemoryGiB;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is free at sites while components go there, one application after the other. */
final class Room {
  private final Map<SiteId, Capacity> left = new HashMap<>();

  /** Whether a site has room for one more. */
  boolean holds(Site site, Demand demand) {
    Capacity free = free(site);
    return demand.vcpu().count() <= free.vcpu().count()
        && demand.memory().amount() <= free.memory().amount()
        && demand.gpus().count() <= free.gpus().count();
  }

  /** Something goes there. */
  void take(Site site, Demand demand) {
    left.put(site.id(), changed(free(site), demand, -1));
  }

  /**
   * The site with what is free there.
   *
   * @param own what whoever asks has there already, which is free for it too
   */
  Site at(Site site, List<Demand> own) {
    Capacity free = free(site);
    for (Demand demand : own) {
      free = changed(free, demand, 1);
    }
    return new Site(
        site.id(),
        site.provider(),
        site.country(),
        site.failureDomain(),
        free,
        site.prices(),
        site.energy());
  }

  private Capacity free(Site site) {
    return left.getOrDefault(site.id(), site.free());
  }

  private static Capacity changed(Capacity free, Demand demand, int sign) {
    return new Capacity(
        new Cores(Math.max(0, free.vcpu().count() + sign * demand.vcpu().count())),
        new MemoryGiB(Math.max(0, free.memory().amount() + sign * demand.memory().amount())),
        new Gpus(Math.max(0, free.gpus().count() + sign * demand.gpus().count())));
  }
}
