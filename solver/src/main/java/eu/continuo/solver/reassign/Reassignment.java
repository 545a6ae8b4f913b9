package eu.continuo.solver.reassign;

import java.util.List;

/**
 * What is to be reassigned, as it came: nothing in it has been checked. Resources, machines,
 * services and processes are their positions in the lists, and each amount is in the unit of its
 * resource; the challenge gives them no names.
 *
 * <p>Source: ROADEF/EURO challenge 2012, Machine Reassignment, problem definition, sections 1 to 3.
 *
 * @param given the machine of each process today; it keeps the rules
 */
public record Reassignment(
    List<Resource> resources,
    List<Machine> machines,
    List<Service> services,
    List<RunningProcess> processes,
    List<Balance> balances,
    MoveWeights moveWeights,
    List<Integer> given) {

  public Reassignment {
    resources = List.copyOf(resources);
    machines = List.copyOf(machines);
    services = List.copyOf(services);
    processes = List.copyOf(processes);
    balances = List.copyOf(balances);
    given = List.copyOf(given);
  }

  /**
   * What machines have and processes need.
   *
   * @param isTransient whether a process that moves needs it on its old machine and on its new one
   * @param loadWeight what a unit above the safety capacity of a machine costs
   */
  public record Resource(boolean isTransient, long loadWeight) {}

  /**
   * A machine.
   *
   * @param neighborhood where its processes find those that they depend on
   * @param location what fails together; services spread over locations
   * @param capacity of each resource, never exceeded
   * @param safetyCapacity of each resource, above which load costs
   * @param moveCost what it costs to move a process from here to each machine, before it is weighed
   */
  public record Machine(
      int neighborhood,
      int location,
      List<Long> capacity,
      List<Long> safetyCapacity,
      List<Long> moveCost) {

    public Machine {
      capacity = List.copyOf(capacity);
      safetyCapacity = List.copyOf(safetyCapacity);
      moveCost = List.copyOf(moveCost);
    }
  }

  /**
   * Processes that belong together; no two of them run on one machine.
   *
   * @param spreadMin on how many locations they run at least
   * @param dependsOn services that must have a process in each neighborhood where this one has
   */
  public record Service(int spreadMin, List<Integer> dependsOn) {

    public Service {
      dependsOn = List.copyOf(dependsOn);
    }
  }

  /**
   * A process.
   *
   * @param demand of each resource
   * @param moveCost what it costs to move it, before it is weighed
   */
  public record RunningProcess(int service, List<Long> demand, long moveCost) {

    public RunningProcess {
      demand = List.copyOf(demand);
    }
  }

  /**
   * For each free unit of a resource a machine should have so many free units of another.
   *
   * @param target units of {@code other} for each unit of {@code resource}
   * @param weight what each missing unit costs
   */
  public record Balance(int resource, int other, long target, long weight) {}

  /** What moves cost: of a process, of the service that moves most, and between machines. */
  public record MoveWeights(long process, long service, long machine) {}

  /** Checks everything at once: never throws, and lists all that is wrong. */
  public ReassignmentCheck check() {
    var violations = new ReassignmentReview(this).violations();
    return violations.isEmpty()
        ? new ReassignmentCheck.Accepted(new ReassignmentProblem(this))
        : new ReassignmentCheck.Refused(violations);
  }
}
