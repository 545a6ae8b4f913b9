package eu.continuo.solver.reassign;

import eu.continuo.solver.reassign.Reassignment.Balance;
import eu.continuo.solver.reassign.Reassignment.Machine;
import eu.continuo.solver.reassign.Reassignment.MoveWeights;
import eu.continuo.solver.reassign.Reassignment.Resource;
import eu.continuo.solver.reassign.Reassignment.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts any plan from nothing, term by term, from what came and not from the arrays of the search.
 * It is normative: where a search and this count differ, the search is wrong.
 *
 * <p>Rules and costs are those of the challenge, sections 2 and 3 of its problem definition.
 */
public final class ReassignmentEvaluator {

  private final Reassignment source;
  private final int[] machineOf;
  private final Map<ReassignmentTerm, Long> costs = new EnumMap<>(ReassignmentTerm.class);
  private final List<String> breaches = new ArrayList<>();
  private final List<List<Integer>> processesOf = new ArrayList<>();

  private ReassignmentEvaluator(Reassignment source, int[] machineOf) {
    this.source = source;
    this.machineOf = machineOf;
    source.services().forEach(each -> processesOf.add(new ArrayList<>()));
    for (int process = 0; process < machineOf.length; process++) {
      processesOf.get(source.processes().get(process).service()).add(process);
    }
  }

  /**
   * Counts a plan.
   *
   * @param machineOf the machine of each process
   */
  public static ReassignmentEvaluation evaluate(ReassignmentProblem problem, int[] machineOf) {
    return new ReassignmentEvaluator(problem.source(), machineOf).evaluate();
  }

  private ReassignmentEvaluation evaluate() {
    for (ReassignmentTerm term : ReassignmentTerm.values()) {
      costs.put(term, 0L);
    }
    int resources = source.resources().size();
    long[][] usage = new long[source.machines().size()][resources];
    long[][] leaving = new long[usage.length][resources];
    for (int process = 0; process < machineOf.length; process++) {
      int from = source.given().get(process);
      for (int resource = 0; resource < resources; resource++) {
        long demand = source.processes().get(process).demand().get(resource);
        usage[machineOf[process]][resource] += demand;
        leaving[from][resource] += machineOf[process] == from ? 0 : demand;
      }
    }
    for (int machine = 0; machine < usage.length; machine++) {
      machine(machine, usage[machine], leaving[machine]);
    }
    for (int service = 0; service < source.services().size(); service++) {
      service(service);
    }
    moves();
    return new ReassignmentEvaluation(costs, breaches);
  }

  private void machine(int number, long[] usage, long[] leaving) {
    Machine machine = source.machines().get(number);
    long[] free = new long[usage.length];
    for (int resource = 0; resource < usage.length; resource++) {
      Resource kind = source.resources().get(resource);
      long capacity = machine.capacity().get(resource);
      long needed = usage[resource] + (kind.isTransient() ? leaving[resource] : 0);
      if (needed > capacity) {
        breaches.add(
            "machine %d: %d of resource %d are needed, %d are there"
                .formatted(number, needed, resource, capacity));
      }
      free[resource] = capacity - usage[resource];
      long over = Math.max(0, usage[resource] - machine.safetyCapacity().get(resource));
      count(ReassignmentTerm.LOAD, kind.loadWeight() * over);
    }
    for (Balance balance : source.balances()) {
      long missing = balance.target() * free[balance.resource()] - free[balance.other()];
      count(ReassignmentTerm.BALANCE, balance.weight() * Math.max(0, missing));
    }
  }

  private void service(int number) {
    Service service = source.services().get(number);
    Set<Integer> machines = new HashSet<>();
    Set<Integer> locations = new HashSet<>();
    for (int process : processesOf.get(number)) {
      int machine = machineOf[process];
      if (!machines.add(machine)) {
        breaches.add("service %d: two processes on machine %d".formatted(number, machine));
      }
      locations.add(source.machines().get(machine).location());
    }
    if (locations.size() < service.spreadMin()) {
      breaches.add(
          "service %d: on %d locations, at least %d"
              .formatted(number, locations.size(), service.spreadMin()));
    }
    Set<Integer> neighborhoods = neighborhoods(number);
    for (int other : service.dependsOn()) {
      Set<Integer> theirs = neighborhoods(other);
      for (int neighborhood : neighborhoods) {
        if (!theirs.contains(neighborhood)) {
          breaches.add(
              "service %d: service %d is not in neighborhood %d"
                  .formatted(number, other, neighborhood));
        }
      }
    }
  }

  private Set<Integer> neighborhoods(int service) {
    Set<Integer> neighborhoods = new HashSet<>();
    for (int process : processesOf.get(service)) {
      neighborhoods.add(source.machines().get(machineOf[process]).neighborhood());
    }
    return neighborhoods;
  }

  private void moves() {
    MoveWeights weights = source.moveWeights();
    long[] movedOf = new long[source.services().size()];
    long mostMoved = 0;
    for (int process = 0; process < machineOf.length; process++) {
      int from = source.given().get(process);
      int to = machineOf[process];
      if (from != to) {
        Reassignment.RunningProcess moved = source.processes().get(process);
        count(ReassignmentTerm.PROCESS_MOVE, weights.process() * moved.moveCost());
        mostMoved = Math.max(mostMoved, ++movedOf[moved.service()]);
      }
      count(
          ReassignmentTerm.MACHINE_MOVE,
          weights.machine() * source.machines().get(from).moveCost().get(to));
    }
    count(ReassignmentTerm.SERVICE_MOVE, weights.service() * mostMoved);
  }

  private void count(ReassignmentTerm term, long cost) {
    costs.merge(term, cost, Long::sum);
  }
}
