package eu.continuo.solver.reassign;

import eu.continuo.solver.reassign.Reassignment.Balance;
import eu.continuo.solver.reassign.Reassignment.Machine;
import eu.continuo.solver.reassign.Reassignment.MoveWeights;
import eu.continuo.solver.reassign.Reassignment.Resource;
import eu.continuo.solver.reassign.Reassignment.RunningProcess;
import eu.continuo.solver.reassign.Reassignment.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Random reassignments that have everything one can have, and keep the rules as given. */
final class Reassignments {

  private final Random random;
  private final int machines;
  private final int processes;

  /** How much room a machine has beside what it carries is below this. */
  private final int slack;

  private Reassignments(long seed, int machines, int processes, int slack) {
    random = new Random(seed);
    this.machines = machines;
    this.processes = processes;
    this.slack = slack;
  }

  /** Few enough to try all plans. */
  static ReassignmentProblem tiny(long seed) {
    return accepted(new Reassignments(seed, 3, 6, 12).reassignment());
  }

  static ReassignmentProblem small(long seed) {
    return accepted(new Reassignments(seed, 6, 25, 12).reassignment());
  }

  /** Machines are full but for a unit or two: next to no move keeps all rules. */
  static ReassignmentProblem full(long seed) {
    return accepted(new Reassignments(seed, 8, 50, 3).reassignment());
  }

  static ReassignmentProblem accepted(Reassignment reassignment) {
    return switch (reassignment.check()) {
      case ReassignmentCheck.Accepted(ReassignmentProblem problem) -> problem;
      case ReassignmentCheck.Refused(var violations) ->
          throw new AssertionError(violations.toString());
    };
  }

  /** Each process on any machine. */
  static int[] anyPlan(ReassignmentProblem problem, Random random) {
    return random.ints(problem.processes, 0, problem.machines).toArray();
  }

  private Reassignment reassignment() {
    List<Resource> resources =
        List.of(new Resource(false, 3), new Resource(true, 2), new Resource(true, 0));
    int services = processes / 2;
    List<RunningProcess> demands = new ArrayList<>();
    List<Integer> given = new ArrayList<>();
    List<Set<Integer>> machinesOf = new ArrayList<>();
    IntStream.range(0, services).forEach(each -> machinesOf.add(new HashSet<>()));
    while (demands.size() < processes) {
      int service = random.nextInt(services);
      int machine = random.nextInt(machines);
      if (machinesOf.get(service).add(machine)) {
        given.add(machine);
        demands.add(new RunningProcess(service, amounts(1, 9), random.nextInt(5)));
      }
    }
    List<Machine> places = new ArrayList<>();
    for (int machine = 0; machine < machines; machine++) {
      places.add(machine(machine, demands, given));
    }
    return new Reassignment(
        resources,
        places,
        services(machinesOf, places),
        demands,
        List.of(new Balance(0, 1, 2, 5), new Balance(2, 0, 1, 1)),
        new MoveWeights(1, random.nextInt(3) * 10L, 2),
        given);
  }

  /** With as much as is needed now and a little more, of which some is not safe. */
  private Machine machine(int number, List<RunningProcess> demands, List<Integer> given) {
    List<Long> capacity = new ArrayList<>();
    List<Long> safety = new ArrayList<>();
    for (int resource = 0; resource < 3; resource++) {
      long needed = random.nextInt(slack);
      for (int process = 0; process < given.size(); process++) {
        needed += given.get(process) == number ? demands.get(process).demand().get(resource) : 0;
      }
      capacity.add(needed);
      safety.add(needed * random.nextInt(11) / 10);
    }
    List<Long> moveCost = new ArrayList<>();
    for (int other = 0; other < machines; other++) {
      moveCost.add(other == number ? 0L : random.nextInt(4));
    }
    return new Machine(number % 3, number % 4, capacity, safety, moveCost);
  }

  /** Spread over as many places as now or one less; depending on what is near now. */
  private List<Service> services(List<Set<Integer>> machinesOf, List<Machine> places) {
    List<Service> services = new ArrayList<>();
    for (Set<Integer> mine : machinesOf) {
      long spread = mine.stream().map(m -> places.get(m).location()).distinct().count();
      List<Integer> near = new ArrayList<>();
      for (int other = 0; other < machinesOf.size(); other++) {
        Set<Integer> theirs = neighborhoods(machinesOf.get(other), places);
        if (random.nextInt(3) == 0 && theirs.containsAll(neighborhoods(mine, places))) {
          near.add(other);
        }
      }
      services.add(new Service((int) Math.max(0, spread - random.nextInt(2)), near));
    }
    return services;
  }

  private static Set<Integer> neighborhoods(Set<Integer> machines, List<Machine> places) {
    Set<Integer> neighborhoods = new HashSet<>();
    machines.forEach(machine -> neighborhoods.add(places.get(machine).neighborhood()));
    return neighborhoods;
  }

  private List<Long> amounts(int least, int most) {
    return random.longs(3, least, most).boxed().toList();
  }
}
