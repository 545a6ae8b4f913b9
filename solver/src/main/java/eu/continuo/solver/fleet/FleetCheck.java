package eu.continuo.solver.fleet;

import eu.continuo.solver.model.Violation;
import java.util.List;

/** The answer to a {@link Fleet}: a problem that can be planned, or all that is wrong. */
public sealed interface FleetCheck {

  /** The fleet is sound. */
  record Accepted(FleetProblem problem) implements FleetCheck {}

  /** The fleet is not sound; everything that is wrong, in the order of the fleet. */
  record Refused(List<Violation> violations) implements FleetCheck {

    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
