package eu.continuo.solver.reassign;

import eu.continuo.solver.model.Violation;
import java.util.List;

/** The answer to a {@link Reassignment}: a problem that can be planned, or all that is wrong. */
public sealed interface ReassignmentCheck {

  /** The reassignment is sound. */
  record Accepted(ReassignmentProblem problem) implements ReassignmentCheck {}

  /** It is not sound; everything that is wrong. */
  record Refused(List<Violation> violations) implements ReassignmentCheck {

    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
