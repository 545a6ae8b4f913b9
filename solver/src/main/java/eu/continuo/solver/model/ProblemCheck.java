package eu.continuo.solver.model;

import java.util.List;

/**
 * The answer to a {@link PlacementRequest}: a problem that can be planned, or all that is wrong.
 */
public sealed interface ProblemCheck {

  /** The request is sound. */
  record Accepted(PlacementProblem problem) implements ProblemCheck {}

  /** The request is not sound; everything that is wrong, in the order of the request. */
  record Refused(List<Violation> violations) implements ProblemCheck {

    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
