package eu.continuo.solver.model;

/**
 * The identifier of a site, an own type so that it cannot stand where another identifier is meant.
 */
public record SiteId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
