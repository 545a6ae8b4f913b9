package eu.continuo.solver.reassign;

import java.util.Arrays;

/**
 * An assignment that changes, and what it costs at every moment. It counts by difference what
 * {@link ReassignmentEvaluator} counts from nothing. Processes may be lifted and placed again;
 * while one is lifted, it costs nothing and counts as not moved.
 *
 * <p>Two kinds of rules are kept by whoever asks first: that a service is spread, and that no two
 * of its processes share a machine. {@link #mayMove} is asked before a move, {@link #mayExchange}
 * before two processes change places, and {@link #mayPlace} for each by whoever lifts several.
 * Capacities and dependencies may be broken, and {@link #shortage} says by how much.
 */
final class ReassignmentState {

  private static final int NONE = ReassignmentProblem.NONE;

  private final ReassignmentProblem problem;
  private final MachineLoads loads;
  private final ServicePlaces places;

  final int[] machineOf;

  /** The processes of each machine, in any order, and where each process is among them. */
  private final int[][] residents;

  private final int[] residentCount;
  private final int[] position;

  /** What the moves cost that processes and machines make, but not those of services. */
  private long moveCost;

  /** The given assignment. */
  ReassignmentState(ReassignmentProblem problem) {
    this.problem = problem;
    loads = new MachineLoads(problem);
    places = new ServicePlaces(problem);
    machineOf = new int[problem.processes];
    residents = new int[problem.machines][4];
    residentCount = new int[problem.machines];
    position = new int[problem.processes];
    Arrays.fill(machineOf, NONE);
    for (int process = 0; process < problem.processes; process++) {
      place(process, problem.given[process]);
    }
  }

  long cost() {
    return loads.cost() + moveCost + problem.serviceMoveWeight * places.mostMoved();
  }

  /**
   * What is lacking: nothing if all rules are kept. What machines lack counts times the weight of
   * its load, and a dependency that finds nobody as a part of a process.
   */
  long shortage() {
    return loads.shortage() + problem.missingWeight * places.missing();
  }

  /** What machines lack, but not what dependencies do. */
  long loadShortage() {
    return loads.shortage();
  }

  /** What one machine lacks. */
  long loadShortage(int machine) {
    return loads.shortage(machine);
  }

  int residentCount(int machine) {
    return residentCount[machine];
  }

  int resident(int machine, int number) {
    return residents[machine][number];
  }

  /** Goes to another assignment. */
  void set(int[] wanted) {
    for (int process = 0; process < wanted.length; process++) {
      if (wanted[process] != machineOf[process]) {
        lift(process);
      }
    }
    for (int process = 0; process < wanted.length; process++) {
      if (machineOf[process] == NONE) {
        place(process, wanted[process]);
      }
    }
  }

  /** Whether a process may go to another machine, whatever is lacking then. */
  boolean mayMove(int process, int machine) {
    return places.mayMove(problem.service[process], machineOf[process], machine);
  }

  /** Whether two processes of different services may change places, whatever is lacking then. */
  boolean mayExchange(int process, int other) {
    return places.mayExchange(
        problem.service[process], problem.service[other], machineOf[process], machineOf[other]);
  }

  /**
   * Whether a lifted process may go to a machine, as far as can be said while others are lifted:
   * there is room, nobody of its service is there, and its service can still be spread enough.
   */
  boolean mayPlace(int process, int machine) {
    return loads.hasRoom(process, machine) && places.mayPlace(problem.service[process], machine);
  }

  /** What changes if a process goes to another machine. */
  long moving(int process, int machine) {
    int old = machineOf[process];
    long change =
        problem.moveCost(process, machine)
            - problem.moveCost(process, old)
            + loads.costMoving(process, old, machine);
    int moves = problem.away(process, machine) - problem.away(process, old);
    return change
        + problem.serviceMoveWeight * places.mostMovedMore(problem.service[process], moves);
  }

  /** What changes if two processes change places. */
  long exchanging(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    long change =
        problem.moveCost(process, otherMachine)
            - problem.moveCost(process, machine)
            + problem.moveCost(other, machine)
            - problem.moveCost(other, otherMachine)
            + loads.costExchanging(process, other, machine, otherMachine);
    if (problem.serviceMoveWeight == 0) {
      return change;
    }
    int moves = problem.away(process, otherMachine) - problem.away(process, machine);
    int otherMoves = problem.away(other, machine) - problem.away(other, otherMachine);
    return change
        + problem.serviceMoveWeight
            * places.mostMovedMore(
                problem.service[process], moves, problem.service[other], otherMoves);
  }

  /** What is lacking more if a process goes to another machine. */
  long shortageMoving(int process, int machine) {
    int old = machineOf[process];
    return loads.shortageMoving(process, old, machine)
        + problem.missingWeight * places.missingMoving(problem.service[process], old, machine);
  }

  /** What is lacking more if two processes change places. */
  long shortageExchanging(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    return loads.shortageExchanging(process, other, machine, otherMachine)
        + problem.missingWeight
            * places.missingExchanging(
                problem.service[process], problem.service[other], machine, otherMachine);
  }

  /**
   * What a lifted process adds on a machine, but for the moves of its service; some figure that is
   * not below the limit as soon as it is plain that the cost is not.
   */
  long adding(int process, int machine, long limit) {
    long moving = problem.moveCost(process, machine);
    return moving >= limit && problem.balances == 0
        ? moving
        : moving + loads.costComing(process, machine, limit - moving);
  }

  void move(int process, int machine) {
    lift(process);
    place(process, machine);
  }

  void exchange(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    lift(process);
    lift(other);
    place(process, otherMachine);
    place(other, machine);
  }

  void place(int process, int machine) {
    loads.take(process, machine, 1);
    places.place(process, machine);
    moveCost += problem.moveCost(process, machine);
    machineOf[process] = machine;
    if (residentCount[machine] == residents[machine].length) {
      residents[machine] = Arrays.copyOf(residents[machine], 2 * residentCount[machine]);
    }
    position[process] = residentCount[machine];
    residents[machine][residentCount[machine]++] = process;
  }

  void lift(int process) {
    int machine = machineOf[process];
    loads.take(process, machine, -1);
    places.lift(process, machine);
    moveCost -= problem.moveCost(process, machine);
    machineOf[process] = NONE;
    int last = residents[machine][--residentCount[machine]];
    residents[machine][position[process]] = last;
    position[last] = position[process];
  }
}
