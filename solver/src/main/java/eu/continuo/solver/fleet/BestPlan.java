package eu.continuo.solver.fleet;

/** The best plan that a search has met. */
final class BestPlan {

  /** A plan is not copied for less than this share of its cost, but at the end. */
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

  long points() {
    return points;
  }

  /** Copies the plan of the state if it is clearly better. */
  void note() {
    if (isBetterBy(points / PARTS)) {
      keep();
    }
  }

  /** Brings the state to the best plan, which may be the one it has. */
  void restore() {
    if (isBetterBy(0)) {
      keep();
    } else {
      state.restore(plan);
    }
  }

  private boolean isBetterBy(long margin) {
    return state.unplaced() < unplaced
        || (state.unplaced() == unplaced && state.points() < points - margin);
  }

  private void keep() {
    plan = state.nodeOf.clone();
    unplaced = state.unplaced();
    points = state.points();
  }
}
