package eu.continuo.solver.reassign;

import java.util.SplittableRandom;

/**
 * Bends capacities on the way: what a machine lacks costs, more and more, and at last nothing more
 * may be lacking. Where machines are full to the brim this goes through plans that a walker who
 * keeps the rules can never leave: one in fifty moves fits there, and a large process finds room
 * only after many small ones have left.
 */
final class BendingWalker extends Walker {

  /** The first temperature, as a share of the scale. */
  private static final double HOTTEST = 5;

  /** The last temperature, as a share of the first. */
  private static final double COOLING = 0.0002;

  /** What a unit that is lacking costs at first, in units of load. */
  private static final double CHEAPEST = 30;

  /** How much dearer it becomes. */
  private static final double RISE = 30;

  /** From this progress on nothing more may be lacking than already is, and ruins mend it. */
  private static final double MENDING = 0.85;

  private static final int MOVES = 400;
  private static final int RUINS = 5;

  /** A change of so many temperatures is never accepted. */
  private static final double HOPELESS = 30;

  private final MachineRuins ruins;
  private final double hottest;
  private double temperature;
  private double shortagePrice;
  private boolean isMending;

  BendingWalker(ReassignmentProblem problem, SplittableRandom random) {
    super(problem, random);
    ruins = new MachineRuins(problem, state, random);
    hottest = HOTTEST * scale(state, problem);
  }

  @Override
  void step(double progress) {
    temperature = hottest * Math.pow(COOLING, progress);
    shortagePrice = CHEAPEST * Math.pow(RISE, progress);
    isMending = progress > MENDING;
    for (int i = 0; isMending && i < RUINS; i++) {
      ruins.tryOne(temperature, shortagePrice);
      moves++;
    }
    for (int i = 0; i < MOVES; i++) {
      int process = random.nextInt(problem.processes);
      int draw = random.nextInt(32);
      if (draw < 16) {
        move(process, draw == 0 ? problem.given[process] : random.nextInt(problem.machines));
      } else {
        exchange(process, random.nextInt(problem.processes));
      }
    }
  }

  private void move(int process, int machine) {
    if (state.mayMove(process, machine)) {
      moves++;
      long change = state.moving(process, machine);
      if (isWorthALook(change) && accepts(change, state.shortageMoving(process, machine))) {
        state.move(process, machine);
      }
    }
  }

  private void exchange(int process, int other) {
    if (state.mayExchange(process, other)) {
      moves++;
      long change = state.exchanging(process, other);
      if (isWorthALook(change) && accepts(change, state.shortageExchanging(process, other))) {
        state.exchange(process, other);
      }
    }
  }

  /** Whether the change could be accepted if all that is lacking were there after it. */
  private boolean isWorthALook(long change) {
    return change - shortagePrice * state.shortage() <= HOPELESS * temperature;
  }

  private boolean accepts(long change, long shortage) {
    double weighed = change + shortagePrice * shortage;
    return !(isMending && shortage > 0)
        && (weighed <= 0
            || (weighed < HOPELESS * temperature
                && random.nextDouble() < Math.exp(-weighed / temperature)));
  }
}
