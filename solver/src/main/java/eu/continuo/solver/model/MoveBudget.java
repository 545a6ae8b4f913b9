package eu.continuo.solver.model;

/**
 * How many components a plan may move that could stay: a disruption budget. Components that must
 * move are not counted.
 *
 * @param moves at most so many in all
 * @param movesPerApplication at most so many of one application
 */
public record MoveBudget(int moves, int movesPerApplication) {

  /** As many as pay. */
  public static final MoveBudget UNLIMITED = new MoveBudget(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** None that could stay. */
  public static final MoveBudget NONE = new MoveBudget(0, 0);
}
