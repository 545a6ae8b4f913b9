package eu.continuo.solver.reassign;

/**
 * What the machines carry, what they have room for, and what their load and balance cost. It knows
 * processes that come and go, but no services.
 *
 * <p>Everything that is asked a million times a second is answered in one pass over the resources.
 */
final class MachineLoads {

  private final ReassignmentProblem problem;
  private final int resources;

  /** A process that demands nothing. */
  private final int nobody;

  /** What is free on each machine now. */
  private final long[] free;

  /** The same less what processes that left need until they have moved. */
  private final long[] room;

  /** How far each machine is above its safety capacity, weighed; below nothing if it is not. */
  private final long[] over;

  private final long[] machineCost;
  private final long[] machineShortage;
  private long cost;
  private long shortage;

  /** Nobody is anywhere, and what is transient is taken where each process runs today. */
  MachineLoads(ReassignmentProblem problem) {
    this.problem = problem;
    resources = problem.resources;
    nobody = problem.processes;
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
    machineCost = new long[problem.machines];
    machineShortage = new long[problem.machines];
    for (int machine = 0; machine < problem.machines; machine++) {
      recount(machine);
    }
  }

  /** What load and balance cost, of all machines. */
  long cost() {
    return cost;
  }

  /** What machines lack, each unit times the weight of its load. */
  long shortage() {
    return shortage;
  }

  /** What one machine lacks. */
  long shortage(int machine) {
    return machineShortage[machine];
  }

  /** Puts a process on a machine or, minus one time, takes it off. */
  void take(int process, int machine, int times) {
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
    recount(machine);
  }

  private void recount(int machine) {
    long costNow = costWith(machine, nobody, nobody);
    cost += costNow - machineCost[machine];
    machineCost[machine] = costNow;
    long shortageNow = shortageWith(machine, nobody, nobody);
    shortage += shortageNow - machineShortage[machine];
    machineShortage[machine] = shortageNow;
  }

  /** Whether a machine has room for a process. */
  boolean hasRoom(int process, int machine) {
    return hasRoom(process, nobody, machine);
  }

  /**
   * Whether a machine has room for a process once another has left it. A transient resource is
   * already taken where a process comes from, and stays taken there when it leaves.
   */
  boolean hasRoom(int process, int leaves, int machine) {
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

  /**
   * What load and balance cost more if a process comes to a machine; some figure that is not below
   * the limit as soon as it is plain that the cost is not.
   */
  long costComing(int process, int machine, long limit) {
    int at = machine * resources;
    int comes = process * resources;
    long[] weighed = problem.weighedDemand;
    long sum =
        problem.balances == 0
            ? 0
            : unbalanced(machine, process, nobody) - unbalanced(machine, nobody, nobody);
    for (int resource = 0; resource < resources && sum < limit; resource++) {
      long now = over[at + resource];
      sum += Math.max(0, now + weighed[comes + resource]) - Math.max(0, now);
    }
    return sum;
  }

  /** What load and balance cost more if a process goes from one machine to another. */
  long costMoving(int process, int from, int to) {
    return costExchanging(process, nobody, from, to);
  }

  /** The same if another comes back for it, in one pass. */
  long costExchanging(int process, int other, int from, int to) {
    int here = from * resources;
    int there = to * resources;
    int comes = other * resources;
    int goes = process * resources;
    long[] weighed = problem.weighedDemand;
    long sum = 0;
    for (int resource = 0; resource < resources; resource++) {
      long more = weighed[comes + resource] - weighed[goes + resource];
      sum += Math.max(0, over[here + resource] + more) + Math.max(0, over[there + resource] - more);
    }
    return sum
        + unbalanced(from, other, process)
        + unbalanced(to, process, other)
        - machineCost[from]
        - machineCost[to];
  }

  /** What is lacking more if a process goes from one machine to another. */
  long shortageMoving(int process, int from, int to) {
    return shortageExchanging(process, nobody, from, to);
  }

  /** The same if another comes back for it. */
  long shortageExchanging(int process, int other, int from, int to) {
    return shortageWith(from, other, process)
        - machineShortage[from]
        + shortageWith(to, process, other)
        - machineShortage[to];
  }

  /** What a machine lacks once a process came and another left. */
  private long shortageWith(int machine, int comes, int leaves) {
    int at = machine * resources;
    int plus = comes * resources;
    int minus = leaves * resources;
    long[] demand = problem.demand;
    long[] weight = problem.shortageWeight;
    long sum = 0;
    if (problem.given[comes] != machine && problem.given[leaves] != machine) {
      for (int resource = 0; resource < resources; resource++) {
        long more = demand[plus + resource] - demand[minus + resource];
        sum += weight[resource] * Math.max(0, more - room[at + resource]);
      }
      return sum;
    }
    boolean returns = problem.given[comes] == machine;
    boolean wasHere = problem.given[leaves] == machine;
    for (int resource = 0; resource < resources; resource++) {
      boolean isTransient = problem.isTransient[resource];
      long more = isTransient && returns ? 0 : demand[plus + resource];
      long less = isTransient && wasHere ? 0 : demand[minus + resource];
      sum += weight[resource] * Math.max(0, more - less - room[at + resource]);
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
    return sum + unbalanced(machine, comes, leaves);
  }

  private long unbalanced(int machine, int comes, int leaves) {
    int at = machine * resources;
    int plus = comes * resources;
    int minus = leaves * resources;
    long sum = 0;
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
