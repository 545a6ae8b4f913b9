package eu.continuo.solver.fleet;

/**
 * How much a repair may move besides what it must. Displaced replicas move in any case.
 *
 * @param moves how many replicas that run well may move
 * @param movesPerGroup how many of one group at most
 * @param looks how many targets may be looked at for moves that pay; it bounds the time
 */
public record DisruptionBudget(int moves, int movesPerGroup, int looks) {

  /** A budget as given. */
  public DisruptionBudget {
    if (moves < 0 || movesPerGroup < 0 || looks < 0) {
      throw new IllegalArgumentException(
          "A budget is negative: moves %d, movesPerGroup %d, looks %d."
              .formatted(moves, movesPerGroup, looks));
    }
  }
}
