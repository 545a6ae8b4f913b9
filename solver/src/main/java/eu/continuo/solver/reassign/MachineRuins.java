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
   * @param shortagePrice what a unit that machines lack counts
   */
  void tryOne(double temperature, double shortagePrice) {
    price = shortagePrice;
    choose();
    double most = weighed() - temperature * Math.log(1 - random.nextDouble());
    for (int i = 0; i < count; i++) {
      state.lift(lifted[i]);
    }
    int placed = recreate(most);
    if (placed < count || weighed() > most || !findsNeighbors()) {
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

  private double weighed() {
    return state.cost() + price * state.shortage();
  }

  private int first() {
    int machine = state.machineOf[random.nextInt(problem.processes)];
    while (state.shortage() > 0 && state.shortage(machine) == 0) {
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
      int best = NONE;
      long least = Long.MAX_VALUE;
      for (int machine = 0; machine < problem.machines; machine++) {
        if (state.mayPlace(lifted[i], machine)) {
          long added = state.adding(lifted[i], machine);
          if (added < least) {
            least = added;
            best = machine;
          }
        }
      }
      if (best == NONE || weighed() + least > most) {
        return i;
      }
      state.place(lifted[i], best);
    }
    return count;
  }

  private boolean findsNeighbors() {
    for (int i = 0; i < count; i++) {
      if (!state.findsNeighbors(problem.service[lifted[i]])) {
        return false;
      }
    }
    return true;
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
