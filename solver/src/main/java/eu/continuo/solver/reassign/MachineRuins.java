package eu.continuo.solver.reassign;

import java.util.SplittableRandom;

/**
 * Takes processes off a few machines, from one of them to all, and places them anew, the larger
 * rather first, each where it adds least. This rearranges large processes, which no sequence of
 * single moves can where machines are full.
 */
final class MachineRuins {

  private static final int NONE = ReassignmentProblem.NONE;
  private static final int MOST_MACHINES = 3;
  private static final int MOST_OF_ONE = 30;
  private static final int MOST = MOST_MACHINES * MOST_OF_ONE;

  private final ReassignmentProblem problem;
  private final ReassignmentState state;
  private final SplittableRandom random;
  private final double[][] size;
  private final int[] lifted = new int[MOST];
  private final int[] oldMachine = new int[MOST];
  private final double[] order = new double[MOST];
  private int count;
  private double price;
  private int by;

  MachineRuins(ReassignmentProblem problem, ReassignmentState state, SplittableRandom random) {
    this.problem = problem;
    this.state = state;
    this.random = random;
    size = problem.sizes();
  }

  /**
   * Tries one ruin; takes it if it pays, or by chance, the rather the hotter it is. Where machines
   * lack something, one of them is taken apart.
   *
   * @param shortagePrice what a unit that is lacking counts
   * @param mayLackMore whether more may be lacking after it than before
   */
  void tryOne(double temperature, double shortagePrice, boolean mayLackMore) {
    price = shortagePrice;
    choose();
    long lacking = state.shortage();
    double most = state.cost() + price * lacking - temperature * Math.log(1 - random.nextDouble());
    for (int i = 0; i < count; i++) {
      state.lift(lifted[i]);
    }
    int placed = recreate(most);
    if (placed < count
        || state.cost() + price * state.shortage() > most
        || (state.shortage() > lacking && !mayLackMore)) {
      undo(placed);
    }
  }

  private void choose() {
    count = 0;
    by = random.nextInt(size.length);
    int machines = 1 + random.nextInt(MOST_MACHINES);
    choose(first());
    for (int i = 1; i < machines; i++) {
      choose(random.nextInt(problem.machines));
    }
  }

  /** What is placed costs at least so much, whatever comes of dependencies. */
  private double least() {
    return state.cost() + price * state.loadShortage();
  }

  private int first() {
    int machine = state.machineOf[random.nextInt(problem.processes)];
    while (state.loadShortage() > 0 && state.loadShortage(machine) == 0) {
      machine = (machine + 1) % problem.machines;
    }
    return machine;
  }

  /** Few or many of a machine: each order of magnitude is as likely. */
  private void choose(int machine) {
    int residents = state.residentCount(machine);
    int wanted = (int) Math.exp(random.nextDouble() * Math.log(MOST_OF_ONE + 1));
    for (int i = 0; i < wanted && residents > 0; i++) {
      int process = state.resident(machine, random.nextInt(residents));
      if (!isChosen(process)) {
        insert(process, machine, -size[by][process] * (0.5 + random.nextDouble()));
      }
    }
  }

  private boolean isChosen(int process) {
    for (int i = 0; i < count; i++) {
      if (lifted[i] == process) {
        return true;
      }
    }
    return false;
  }

  /** Insertion sort, for there are few. */
  private void insert(int process, int machine, double key) {
    int at = count++;
    for (; at > 0 && order[at - 1] > key; at--) {
      lifted[at] = lifted[at - 1];
      oldMachine[at] = oldMachine[at - 1];
      order[at] = order[at - 1];
    }
    lifted[at] = process;
    oldMachine[at] = machine;
    order[at] = key;
  }

  /** Places what was lifted, until the cost is too high; says how many were placed. */
  private int recreate(double most) {
    for (int i = 0; i < count; i++) {
      int machine = cheapest(lifted[i], (long) Math.ceil(most - least()));
      if (machine == NONE) {
        return i;
      }
      state.place(lifted[i], machine);
    }
    return count;
  }

  /** The machine where a process adds least, if that is below the limit. */
  private int cheapest(int process, long limit) {
    int best = NONE;
    long least = limit;
    int first = random.nextInt(problem.machines);
    for (int i = 0; i < problem.machines && least > 0; i++) {
      int machine = (first + i) % problem.machines;
      if (state.mayPlace(process, machine)) {
        long added = state.adding(process, machine, least);
        if (added < least) {
          least = added;
          best = machine;
        }
      }
    }
    return best;
  }

  private void undo(int placed) {
    for (int i = 0; i < placed; i++) {
      state.lift(lifted[i]);
    }
    for (int i = 0; i < count; i++) {
      state.place(lifted[i], oldMachine[i]);
    }
  }
}
