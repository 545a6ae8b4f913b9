package eu.continuo.solver.fleet;

/** The identifier of a replica group, an own type so that it cannot stand for another one. */
public record GroupId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
