package eu.continuo.solver.model;

/**
 * The identifier of a failure domain (what fails together), an own type so that it cannot stand
 * where another identifier is meant.
 */
public record FailureDomainId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
