package eu.continuo.solver.fleet;

/** The best plan that a search has met. */
final class BestPlan {

  /** While the search goes on, a plan is not copied for less than this part of its cost. */
  private static final long PARTS = 20_000;

  private final PlanState state;
  private int[] plan;
  private int unplaced;
  private long points;

  BestPlan(PlanState state) {
    this.state = state;
    plan = state.nodeOf.clone();
    unplaced = state.unplaced();
    points = state.points();
  }

  /** The node of each replica. */
  int[] plan() {
    return plan.clone();
  }

  /** Copies the plan of the state if it is clearly better. */
  void note() {
    noteIfBetterBy(points / PARTS);
  }

  /** Copies the plan of the state if it is better at all. */
  void noteExactly() {
    noteIfBetterBy(0);
  }

  private void noteIfBetterBy(long margin) {
    if (state.unplaced() < unplaced
        || (state.unplaced() == unplaced && state.points() < points - margin)) {
      plan = state.nodeOf.clone();
      unplaced = state.unplaced();
      points = state.points();
    }
  }
}
