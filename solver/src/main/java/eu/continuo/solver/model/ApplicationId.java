package eu.continuo.solver.model;

/**
 * The identifier of an application, an own type so that it cannot stand where another identifier is
 * meant.
 */
public record ApplicationId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
