package eu.continuo.solver;

import eu.continuo.solver.model.Site;

/** A site as the engine sees it: compared by identity, its capacity counted once. */
final class Target {

  private final Site site;
  private final ResourceUnits free;

  Target(Site site) {
    this.site = site;
    this.free = ResourceUnits.of(site.free());
  }

  Site site() {
    return site;
  }

  long free(Resource resource) {
    return free.of(resource);
  }

  @Override
  public String toString() {
    return site.id().value();
  }
}
