package eu.continuo.solver.model;

/**
 * The identifier of a provider, an own type so that it cannot stand where another identifier is
 * meant.
 */
public record ProviderId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
