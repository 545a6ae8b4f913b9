package eu.continuo.solver.fleet;

/** The identifier of a node pool, an own type so that it cannot stand for another identifier. */
public record PoolId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
