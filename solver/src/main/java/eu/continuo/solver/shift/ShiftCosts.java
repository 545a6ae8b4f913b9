package eu.continuo.solver.shift;

/**
 * What a break costs, in the unit of the figures of an hour.
 *
 * @param resume each time that the job goes on after a break, not negative: a checkpoint that is
 *     read again
 * @param move each time that it goes on in another zone, not negative: data that is carried there
 */
public record ShiftCosts(double resume, double move) {
  /** Breaks and moves cost nothing. */
  public static final ShiftCosts NONE = new ShiftCosts(0, 0);

  /** A job stays where it begins. */
  public static final ShiftCosts STAY = new ShiftCosts(0, Double.POSITIVE_INFINITY);
}
