package eu.continuo.service.place;

import eu.continuo.service.allow.Allowing;
import eu.continuo.solver.Evaluator;
import eu.continuo.solver.model.Weights;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.List;
import org.apache.jena.graph.Graph;

/** Whether a plan that was kept breaks no rule at another instant, by the facts of a view. */
public final class Upheld {
  private Upheld() {}

  /** Every rule that the plan breaks, with its values; empty if it can be applied. */
  public static List<Finding> findings(Graph view, Allowing allowing, KeptPlan plan, Instant now) {
    return switch (Reading.of(view, allowing, plan.applications(), Weights.DEFAULT, now)) {
      case Reading.Unreadable(List<Finding> findings) -> findings;
      case Reading.Read read ->
          Evaluator.evaluate(read.problem(), plan.sites()).broken().stream()
              .map(
                  broken ->
                      Finding.violation(
                          "place.broken",
                          broken.words(),
                          "Place the applications anew, and apply that plan."))
              .toList();
    };
  }
}
