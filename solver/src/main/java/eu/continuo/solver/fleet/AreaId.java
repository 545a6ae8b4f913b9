package eu.continuo.solver.fleet;

/** The identifier of a service area, an own type so that it cannot stand for another one. */
public record AreaId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
