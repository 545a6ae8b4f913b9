package eu.continuo.solver.reassign;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * Two simulated annealings, one after the other, with the best plan that they have met. The first
 * is short and starts so cool that it keeps what is good in the given plan. The second starts so
 * hot that it forgets it.
 *
 * <p>Capacities and dependencies are bent on the way: what is lacking costs, more and more. Where
 * machines are full to the brim, or where services must run beside others, this goes through plans
 * that a search which keeps the rules can never leave. At last nothing more may be lacking, and
 * what still is becomes dearer until nothing is.
 */
final class Walker {

  /** The first temperature, as a share of what a process costs on average in the given plan. */
  private static final double HOTTEST = 15;

  /** How far it would cool, as a share of the first, if it went on as until {@link #MENDING}. */
  private static final double COOLING = 0.0003;

  /**
   * How far it cools from there on, as a share of the temperature there: small processes settle.
   */
  private static final double QUENCHING = 0.01;

  /** What a unit that is lacking costs at first, in units of load. */
  private static final double CHEAPEST = 30;

  /** How much dearer it becomes. */
  private static final double RISE = 30;

  /**
   * How much dearer it becomes with each step, once nothing should be lacking, until nothing is.
   */
  private static final double URGING = 1.01;

  private static final double URGENT = 1e6;

  /** The share of the first annealing, which keeps what is good in the given plan. */
  private static final double FIRST = 0.2;

  /** How far it has cooled at its start: large processes stay where they are. */
  private static final double KEEPING = 0.42;

  /** From this part of an annealing on nothing more may be lacking than already is. */
  private static final double MENDING = 0.85;

  /** So many processes are moved or exchanged, and so many ruins tried, by turns. */
  private static final int SINGLES = 400;

  private static final int RUINS = 2;

  /** A change of so many temperatures is never accepted. */
  private static final double HOPELESS = 30;

  /** While the search goes on, a plan is not copied for less than this part of its cost. */
  private static final long PARTS = 50_000;

  private final ReassignmentProblem problem;
  private final ReassignmentState state;
  private final SplittableRandom random;
  private final MachineRuins ruins;
  private final double hottest;
  private double temperature;
  private double shortagePrice;
  private double urgency = 1;
  private boolean mayLackMore;
  private long moves;
  private long steps;
  private int[] best;
  private long bestCost;

  Walker(ReassignmentProblem problem, SplittableRandom random) {
    this.problem = problem;
    this.random = random;
    state = new ReassignmentState(problem);
    ruins = new MachineRuins(problem, state, random);
    hottest = HOTTEST * Math.max(1, state.cost()) / problem.processes;
    best = state.machineOf.clone();
    bestCost = state.cost();
  }

  /**
   * Searches until the pace has come to some progress; may be called again with a later one.
   *
   * @param pace gives the progress, from 0 to 1, after so many steps
   */
  void run(LongToDoubleFunction pace, double until) {
    for (double progress = pace.applyAsDouble(steps);
        progress < until;
        progress = pace.applyAsDouble(++steps)) {
      step(progress);
      note(bestCost / PARTS);
    }
    note(0);
  }

  /** How many moves were weighed. */
  long moves() {
    return moves;
  }

  /** The best plan so far that keeps all rules. */
  int[] best() {
    return best.clone();
  }

  long bestCost() {
    return bestCost;
  }

  /** What the plan of now costs, with what it lacks at the price of now. */
  double weighed() {
    return state.cost() + shortagePrice * state.shortage();
  }

  /** Goes on from where another walker is. */
  void follow(Walker other) {
    state.set(other.state.machineOf);
  }

  private void note(long margin) {
    if (state.shortage() == 0 && state.cost() < bestCost - margin) {
      bestCost = state.cost();
      best = state.machineOf.clone();
    }
  }

  /** Does some moves at the temperature that belongs to a progress from 0 to 1. */
  private void step(double progress) {
    boolean isSecond = progress >= FIRST;
    double part = isSecond ? (progress - FIRST) / (1 - FIRST) : progress / FIRST;
    double start = isSecond ? 0 : KEEPING;
    double cooled = start + (MENDING - start) * Math.min(1, part / MENDING);
    double mended = Math.max(0, part - MENDING) / (1 - MENDING);
    temperature = hottest * Math.pow(COOLING, cooled) * Math.pow(QUENCHING, mended);
    urgency = mended > 0 && state.shortage() > 0 ? Math.min(URGENT, urgency * URGING) : 1;
    shortagePrice = urgency * CHEAPEST * Math.pow(RISE, cooled);
    mayLackMore = mended == 0;
    for (int i = 0; i < RUINS; i++) {
      ruins.tryOne(temperature, shortagePrice, mayLackMore);
      moves++;
    }
    for (int i = 0; i < SINGLES; i++) {
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
    return (mayLackMore || shortage <= 0)
        && (weighed <= 0
            || (weighed < HOPELESS * temperature
                && random.nextDouble() < Math.exp(-weighed / temperature)));
  }
}
