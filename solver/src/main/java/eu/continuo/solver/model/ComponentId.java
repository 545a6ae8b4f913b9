package eu.continuo.solver.model;

/**
 * The identifier of a component, an own type so that it cannot stand where another identifier is
 * meant.
 */
public record ComponentId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
