package eu.continuo.solver.model;

/**
 * A part of an application that runs at exactly one site.
 *
 * @param priority where not all have room, a component of a higher priority has a site before any
 *     number of lower ones; 0 where nothing is said
 */
public record Component(ComponentId id, ApplicationId application, Demand demand, int priority) {

  /** A component of which no priority is said. */
  public Component(ComponentId id, ApplicationId application, Demand demand) {
    this(id, application, demand, 0);
  }
}
