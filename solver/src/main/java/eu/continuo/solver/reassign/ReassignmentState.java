package eu.continuo.solver.reassign;

import java.util.Arrays;

/**
 * An assignment that changes, and what it costs at every moment. It counts by difference what
 * {@link ReassignmentEvaluator} counts from nothing. Processes may be lifted and placed again;
 * while one is lifted, it costs nothing and counts as not moved.
 *
 * <p>The rules are kept by whoever asks first: {@link #fits} before a move, {@link #fitsExchange}
 * before two processes change places. Whoever lifts several asks {@link #mayPlace} for each and
 * {@link #findsNeighbors} once all are placed. Capacities alone may be exceeded, and {@link
 * #shortage} says by how much.
 */
final class ReassignmentState {

  private static final int NONE = ReassignmentProblem.NONE;

  private final ReassignmentProblem problem;
  private final int resources;
  private final int machines;

  /** A process that demands nothing. */
  private final int nobody;

  final int[] machineOf;

  /** What is free on each machine now. */
  private final long[] free;

  /** The same less what processes that left need until they have moved. */
  private final long[] room;

  /** How far each machine is above its safety capacity, weighed; below nothing if it is not. */
  private final long[] over;

  private final long[] machineCost;
  private final long[] machineShortage;

  /** The processes of each machine, in any order, and where each process is among them. */
  private final int[][] residents;

  private final int[] residentCount;
  private final int[] position;

  private final boolean[] runsOn;
  private final int[] inLocation;
  private final int[] locationsOf;
  private final int[] inNeighborhood;
  private final int[] liftedOf;
  private final int[] movedOf;

  /** How many services have moved so many processes. */
  private final int[] servicesMoved;

  private int mostMoved;
  private long cost;
  private long shortage;

  /** The given assignment. */
  ReassignmentState(ReassignmentProblem problem) {
    this.problem = problem;
    resources = problem.resources;
    machines = problem.machines;
    nobody = problem.processes;
    machineOf = new int[problem.processes];
    free = problem.capacity.clone();
    over = new long[free.length];
    for (int at = 0; at < over.length; at++) {
      over[at] = problem.loadWeight[at % resources] * (problem.reserve[at] - free[at]);
    }
    room = free.clone();
    for (int process = 0; process < problem.processes; process++) {
      for (int resource = 0; resource < resources; resource++) {
        if (problem.isTransient[resource]) {
          room[problem.given[process] * resources + resource] -=
              problem.demand[process * resources + resource];
        }
      }
    }
    machineCost = new long[machines];
    machineShortage = new long[machines];
    for (int machine = 0; machine < machines; machine++) {
      machineCost[machine] = costWith(machine, nobody, nobody);
      machineShortage[machine] = shortageWith(machine, nobody, nobody);
      cost += machineCost[machine];
      shortage += machineShortage[machine];
    }
    residents = new int[machines][4];
    residentCount = new int[machines];
    position = new int[problem.processes];
    runsOn = new boolean[problem.services * machines];
    inLocation = new int[problem.services * problem.locations];
    locationsOf = new int[problem.services];
    inNeighborhood = new int[problem.services * problem.neighborhoods];
    liftedOf = new int[problem.services];
    movedOf = new int[problem.services];
    servicesMoved = new int[problem.processes + 1];
    servicesMoved[0] = problem.services;
    Arrays.fill(machineOf, NONE);
    for (int process = 0; process < problem.processes; process++) {
      liftedOf[problem.service[process]]++;
    }
    for (int process = 0; process < problem.processes; process++) {
      place(process, problem.given[process]);
    }
  }

  long cost() {
    return cost;
  }

  /** What machines lack, each unit times the weight of its load; nothing if all rules are kept. */
  long shortage() {
    return shortage;
  }

  /** What one machine lacks. */
  long shortage(int machine) {
    return machineShortage[machine];
  }

  int residentCount(int machine) {
    return residentCount[machine];
  }

  int resident(int machine, int number) {
    return residents[machine][number];
  }

  /** Goes to another assignment, which keeps the rules. */
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

  /** Whether a process may go to another machine without breaking a rule. */
  boolean fits(int process, int machine) {
    return !runsOn[problem.service[process] * machines + machine]
        && hasRoom(process, nobody, machine)
        && mayMove(process, machine);
  }

  /** Whether a process may go to another machine if room is left aside. */
  boolean mayMove(int process, int machine) {
    int service = problem.service[process];
    return !runsOn[service * machines + machine]
        && keepsSpread(service, machineOf[process], machine)
        && keepsNeighborhoods(service, machineOf[process], machine);
  }

  /** Whether two processes of different services may change places without breaking a rule. */
  boolean fitsExchange(int process, int other) {
    return hasRoom(process, other, machineOf[other])
        && hasRoom(other, process, machineOf[process])
        && mayExchange(process, other);
  }

  /** Whether two processes of different services may change places if room is left aside. */
  boolean mayExchange(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    int service = problem.service[process];
    int otherService = problem.service[other];
    return service != otherService
        && machine != otherMachine
        && !runsOn[service * machines + otherMachine]
        && !runsOn[otherService * machines + machine]
        && keepsSpread(service, machine, otherMachine)
        && keepsSpread(otherService, otherMachine, machine)
        && keepsNeighborhoods(service, otherService, machine, otherMachine);
  }

  /**
   * Whether a lifted process may go to a machine, as far as can be said while others are lifted:
   * there is room, nobody of its service is there, and its service can still be spread enough.
   */
  boolean mayPlace(int process, int machine) {
    int service = problem.service[process];
    if (runsOn[service * machines + machine] || !hasRoom(process, nobody, machine)) {
      return false;
    }
    int missing = problem.spreadMin[service] - locationsOf[service];
    return missing < liftedOf[service]
        || missing <= 0
        || inLocation[service * problem.locations + problem.location[machine]] == 0;
  }

  /** Whether a service finds all that it depends on, and all that depend on it find it. */
  boolean findsNeighbors(int service) {
    if (problem.dependsOn[service].length == 0 && problem.dependants[service].length == 0) {
      return true;
    }
    for (int neighborhood = 0; neighborhood < problem.neighborhoods; neighborhood++) {
      boolean isThere = inNeighborhood[service * problem.neighborhoods + neighborhood] > 0;
      if (isThere ? !findsAll(service, neighborhood) : !isUnneeded(service, neighborhood)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a machine has room for a process once another has left it. A transient resource is
   * already taken where a process comes from, and stays taken there when it leaves.
   */
  private boolean hasRoom(int process, int leaves, int machine) {
    if (problem.given[process] == machine || problem.given[leaves] == machine) {
      return hasRoomAtHome(process, leaves, machine);
    }
    int at = machine * resources;
    int comes = process * resources;
    int goes = leaves * resources;
    long[] demand = problem.demand;
    for (int resource = 0; resource < resources; resource++) {
      if (demand[comes + resource] - demand[goes + resource] > room[at + resource]) {
        return false;
      }
    }
    return true;
  }

  private boolean hasRoomAtHome(int process, int leaves, int machine) {
    boolean returns = problem.given[process] == machine;
    boolean wasHere = problem.given[leaves] == machine;
    for (int resource = 0; resource < resources; resource++) {
      boolean isTransient = problem.isTransient[resource];
      long more = isTransient && returns ? 0 : problem.demand[process * resources + resource];
      long less = isTransient && wasHere ? 0 : problem.demand[leaves * resources + resource];
      if (more - less > room[machine * resources + resource]) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsSpread(int service, int from, int to) {
    int least = problem.spreadMin[service];
    int left = problem.location[from];
    int entered = problem.location[to];
    if (least <= 1 || left == entered) {
      return true;
    }
    int row = service * problem.locations;
    int spread = locationsOf[service];
    spread -= inLocation[row + left] == 1 ? 1 : 0;
    spread += inLocation[row + entered] == 0 ? 1 : 0;
    return spread >= least;
  }

  private boolean keepsNeighborhoods(int service, int from, int to) {
    int left = problem.neighborhood[from];
    int entered = problem.neighborhood[to];
    return left == entered
        || (findsAll(service, entered)
            && (inNeighborhood[service * problem.neighborhoods + left] > 1
                || isUnneeded(service, left)));
  }

  /** As if both had moved, for one may need the other. */
  private boolean keepsNeighborhoods(int service, int otherService, int from, int to) {
    int left = problem.neighborhood[from];
    int entered = problem.neighborhood[to];
    if (left == entered) {
      return true;
    }
    swapNeighborhoods(service, otherService, left, entered);
    int size = problem.neighborhoods;
    boolean keeps =
        findsAll(service, entered)
            && findsAll(otherService, left)
            && (inNeighborhood[service * size + left] > 0 || isUnneeded(service, left))
            && (inNeighborhood[otherService * size + entered] > 0
                || isUnneeded(otherService, entered));
    swapNeighborhoods(service, otherService, entered, left);
    return keeps;
  }

  private void swapNeighborhoods(int service, int otherService, int from, int to) {
    int size = problem.neighborhoods;
    inNeighborhood[service * size + from]--;
    inNeighborhood[service * size + to]++;
    inNeighborhood[otherService * size + to]--;
    inNeighborhood[otherService * size + from]++;
  }

  private boolean findsAll(int service, int neighborhood) {
    for (int other : problem.dependsOn[service]) {
      if (inNeighborhood[other * problem.neighborhoods + neighborhood] == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether no service that depends on one has a process in a neighborhood. */
  private boolean isUnneeded(int service, int neighborhood) {
    for (int caller : problem.dependants[service]) {
      if (inNeighborhood[caller * problem.neighborhoods + neighborhood] > 0) {
        return false;
      }
    }
    return true;
  }

  /** What changes if a process goes to another machine. */
  long moving(int process, int machine) {
    int old = machineOf[process];
    int row = process * machines;
    return problem.moveCost[row + machine]
        - problem.moveCost[row + old]
        + costWith(old, nobody, process)
        - machineCost[old]
        + costWith(machine, process, nobody)
        - machineCost[machine]
        + serviceMoving(process, machine);
  }

  /** What changes if two processes change places. */
  long exchanging(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    int row = process * machines;
    int otherRow = other * machines;
    long change =
        problem.moveCost[row + otherMachine]
            - problem.moveCost[row + machine]
            + problem.moveCost[otherRow + machine]
            - problem.moveCost[otherRow + otherMachine]
            + costWith(machine, other, process)
            - machineCost[machine]
            + costWith(otherMachine, process, other)
            - machineCost[otherMachine];
    if (problem.serviceMoveWeight == 0) {
      return change;
    }
    int before = mostMoved;
    int moves = away(process, otherMachine) - away(process, machine);
    int otherMoves = away(other, machine) - away(other, otherMachine);
    noteMoved(problem.service[process], moves);
    noteMoved(problem.service[other], otherMoves);
    int after = mostMoved;
    noteMoved(problem.service[other], -otherMoves);
    noteMoved(problem.service[process], -moves);
    return change + problem.serviceMoveWeight * (after - before);
  }

  /** What is lacking more if a process goes to another machine. */
  long shortageMoving(int process, int machine) {
    int old = machineOf[process];
    return shortageWith(old, nobody, process)
        - machineShortage[old]
        + shortageWith(machine, process, nobody)
        - machineShortage[machine];
  }

  /** What is lacking more if two processes change places. */
  long shortageExchanging(int process, int other) {
    int machine = machineOf[process];
    int otherMachine = machineOf[other];
    return shortageWith(machine, other, process)
        - machineShortage[machine]
        + shortageWith(otherMachine, process, other)
        - machineShortage[otherMachine];
  }

  /** What a lifted process adds on a machine, but for the moves of its service. */
  long adding(int process, int machine) {
    return problem.moveCost[process * machines + machine]
        + costWith(machine, process, nobody)
        - machineCost[machine];
  }

  private long serviceMoving(int process, int machine) {
    int moves = away(process, machine) - away(process, machineOf[process]);
    int moved = movedOf[problem.service[process]];
    if (moves == 0 || moved != mostMoved) {
      return 0;
    }
    return moves > 0 || servicesMoved[moved] == 1 ? moves * problem.serviceMoveWeight : 0;
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
    int service = problem.service[process];
    take(process, machine, 1);
    runsOn[service * machines + machine] = true;
    inNeighborhood[service * problem.neighborhoods + problem.neighborhood[machine]]++;
    if (inLocation[service * problem.locations + problem.location[machine]]++ == 0) {
      locationsOf[service]++;
    }
    liftedOf[service]--;
    machineOf[process] = machine;
    if (residentCount[machine] == residents[machine].length) {
      residents[machine] = Arrays.copyOf(residents[machine], 2 * residentCount[machine]);
    }
    position[process] = residentCount[machine];
    residents[machine][residentCount[machine]++] = process;
    count(process, machine, 1);
  }

  void lift(int process) {
    int machine = machineOf[process];
    int service = problem.service[process];
    take(process, machine, -1);
    runsOn[service * machines + machine] = false;
    inNeighborhood[service * problem.neighborhoods + problem.neighborhood[machine]]--;
    if (--inLocation[service * problem.locations + problem.location[machine]] == 0) {
      locationsOf[service]--;
    }
    liftedOf[service]++;
    machineOf[process] = NONE;
    int last = residents[machine][--residentCount[machine]];
    residents[machine][position[process]] = last;
    position[last] = position[process];
    count(process, machine, -1);
  }

  private void take(int process, int machine, int times) {
    boolean isHome = problem.given[process] == machine;
    int row = process * resources;
    int at = machine * resources;
    for (int resource = 0; resource < resources; resource++) {
      long demand = times * problem.demand[row + resource];
      free[at + resource] -= demand;
      over[at + resource] += times * problem.weighedDemand[row + resource];
      if (!isHome || !problem.isTransient[resource]) {
        room[at + resource] -= demand;
      }
    }
  }

  /** Counts a process that came to a machine or, minus one time, left it. */
  private void count(int process, int machine, int times) {
    long costNow = costWith(machine, nobody, nobody);
    cost += costNow - machineCost[machine];
    machineCost[machine] = costNow;
    long shortageNow = shortageWith(machine, nobody, nobody);
    shortage += shortageNow - machineShortage[machine];
    machineShortage[machine] = shortageNow;
    cost += times * problem.moveCost[process * machines + machine];
    int before = mostMoved;
    noteMoved(problem.service[process], times * away(process, machine));
    cost += problem.serviceMoveWeight * (mostMoved - before);
  }

  /** 1 if a machine is not where a process runs today. */
  private int away(int process, int machine) {
    return problem.given[process] == machine ? 0 : 1;
  }

  private void noteMoved(int service, int change) {
    if (change != 0) {
      servicesMoved[movedOf[service]]--;
      movedOf[service] += change;
      servicesMoved[movedOf[service]]++;
      mostMoved = Math.max(mostMoved, movedOf[service]);
      while (mostMoved > 0 && servicesMoved[mostMoved] == 0) {
        mostMoved--;
      }
    }
  }

  /** What a machine lacks once a process came and another left. */
  private long shortageWith(int machine, int comes, int leaves) {
    int at = machine * resources;
    int plus = comes * resources;
    int minus = leaves * resources;
    boolean returns = problem.given[comes] == machine;
    boolean wasHere = problem.given[leaves] == machine;
    long sum = 0;
    for (int resource = 0; resource < resources; resource++) {
      boolean isTransient = problem.isTransient[resource];
      long more = isTransient && returns ? 0 : problem.demand[plus + resource];
      long less = isTransient && wasHere ? 0 : problem.demand[minus + resource];
      sum += problem.shortageWeight[resource] * Math.max(0, more - less - room[at + resource]);
    }
    return sum;
  }

  /** What load and balance of a machine cost once a process came and another left. */
  private long costWith(int machine, int comes, int leaves) {
    int at = machine * resources;
    int plus = comes * resources;
    int minus = leaves * resources;
    long[] weighed = problem.weighedDemand;
    long sum = 0;
    for (int resource = 0; resource < resources; resource++) {
      sum +=
          Math.max(0, over[at + resource] + weighed[plus + resource] - weighed[minus + resource]);
    }
    for (int balance = 0; balance < problem.balances; balance++) {
      int resource = problem.balanceResource[balance];
      int other = problem.balanceOther[balance];
      long left =
          free[at + resource] - problem.demand[plus + resource] + problem.demand[minus + resource];
      long otherLeft =
          free[at + other] - problem.demand[plus + other] + problem.demand[minus + other];
      sum +=
          problem.balanceWeight[balance]
              * Math.max(0, problem.balanceTarget[balance] * left - otherLeft);
    }
    return sum;
  }
}
