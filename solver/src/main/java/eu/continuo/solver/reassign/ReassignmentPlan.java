package eu.continuo.solver.reassign;

/** A plan: where each process is to run, and what that costs. */
public final class ReassignmentPlan {

  private final int[] machineOf;
  private final ReassignmentEvaluation evaluation;
  private final long moves;

  ReassignmentPlan(ReassignmentProblem problem, int[] machineOf, long moves) {
    this.machineOf = machineOf.clone();
    this.evaluation = ReassignmentEvaluator.evaluate(problem, machineOf);
    this.moves = moves;
    if (!evaluation.breaches().isEmpty()) {
      throw new IllegalStateException("The search broke rules: " + evaluation.breaches());
    }
  }

  /** The machine of each process. */
  public int[] machineOf() {
    return machineOf.clone();
  }

  /** The normative count. */
  public ReassignmentEvaluation evaluation() {
    return evaluation;
  }

  /** How many moves the search weighed. */
  public long moves() {
    return moves;
  }
}
