package eu.continuo.solver.reassign;

import eu.continuo.solver.reassign.Reassignment.Balance;
import eu.continuo.solver.reassign.Reassignment.Machine;
import eu.continuo.solver.reassign.Reassignment.Resource;
import eu.continuo.solver.reassign.Reassignment.RunningProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A sound reassignment, laid out in arrays. It only comes out of {@link Reassignment#check()}, so
 * that whoever holds one need not check again. Nothing here changes.
 *
 * <p>Tables of machines or processes by resource are flat: row after row, {@link #resources} long.
 */
public final class ReassignmentProblem {

  static final int NONE = -1;

  private static final double MISSING_PART = 0.5;

  private final Reassignment source;

  final int resources;
  final int machines;
  final int services;
  final int processes;
  final int locations;
  final int neighborhoods;

  final boolean[] isTransient;
  final long[] loadWeight;

  /** What a unit that is lacking counts: as its load, or 1 if that costs nothing. */
  final long[] shortageWeight;

  /** What a dependency that finds nobody counts: a part of what an average process would lack. */
  final long missingWeight;

  final int[] location;
  final int[] neighborhood;
  final long[] capacity;

  /** What a machine must keep free of a resource so that load costs nothing. */
  final long[] reserve;

  final int[] service;

  /** After the last process follows a row of zeros: the process that is none demands nothing. */
  final long[] demand;

  /** The same, each times the weight of its load. */
  final long[] weighedDemand;

  /** After the last process follows one for the process that is none. */
  final int[] given;

  /** What moving a process costs wherever it goes, weighed. */
  private final long[] processMove;

  /** What going from a machine to another costs, weighed: row after row of machines. */
  private final long[] machineMove;

  final int[][] processesOf;
  final int[] spreadMin;

  /** The other services that a service depends on; one that depends on itself asks for nothing. */
  final int[][] dependsOn;

  final int[][] dependants;

  final int balances;
  final int[] balanceResource;
  final int[] balanceOther;
  final long[] balanceTarget;
  final long[] balanceWeight;

  final long serviceMoveWeight;

  ReassignmentProblem(Reassignment source) {
    this.source = source;
    resources = source.resources().size();
    machines = source.machines().size();
    services = source.services().size();
    processes = source.processes().size();
    isTransient = new boolean[resources];
    loadWeight = new long[resources];
    int[] order = tightestFirst(source);
    for (int resource = 0; resource < resources; resource++) {
      Resource each = source.resources().get(order[resource]);
      isTransient[resource] = each.isTransient();
      loadWeight[resource] = each.loadWeight();
    }

    shortageWeight = Arrays.stream(loadWeight).map(weight -> Math.max(1, weight)).toArray();

    location = numbered(Machine::location);
    neighborhood = numbered(Machine::neighborhood);
    locations = 1 + IntStream.of(location).max().orElseThrow();
    neighborhoods = 1 + IntStream.of(neighborhood).max().orElseThrow();
    capacity = new long[machines * resources];
    reserve = new long[machines * resources];
    machineMove = new long[machines * machines];
    for (int machine = 0; machine < machines; machine++) {
      Machine each = source.machines().get(machine);
      for (int resource = 0; resource < resources; resource++) {
        int at = machine * resources + resource;
        capacity[at] = each.capacity().get(order[resource]);
        reserve[at] =
            each.capacity().get(order[resource]) - each.safetyCapacity().get(order[resource]);
      }
      for (int other = 0; other < machines; other++) {
        machineMove[machine * machines + other] =
            source.moveWeights().machine() * each.moveCost().get(other);
      }
    }

    given =
        Arrays.copyOf(source.given().stream().mapToInt(Integer::intValue).toArray(), processes + 1);
    given[processes] = NONE;
    service = source.processes().stream().mapToInt(RunningProcess::service).toArray();
    demand = new long[(processes + 1) * resources];
    processMove = new long[processes];
    for (int process = 0; process < processes; process++) {
      for (int resource = 0; resource < resources; resource++) {
        demand[process * resources + resource] =
            source.processes().get(process).demand().get(order[resource]);
      }
      processMove[process] =
          source.moveWeights().process() * source.processes().get(process).moveCost();
    }
    weighedDemand = demand.clone();
    for (int at = 0; at < weighedDemand.length; at++) {
      weighedDemand[at] *= loadWeight[at % resources];
    }

    missingWeight = missingWeight();
    processesOf = members(services, service);
    spreadMin = source.services().stream().mapToInt(Reassignment.Service::spreadMin).toArray();
    dependsOn = new int[services][];
    List<List<Integer>> callers = new ArrayList<>();
    for (int each = 0; each < services; each++) {
      callers.add(new ArrayList<>());
    }
    for (int each = 0; each < services; each++) {
      int self = each;
      dependsOn[each] =
          source.services().get(each).dependsOn().stream()
              .mapToInt(Integer::intValue)
              .filter(other -> other != self)
              .distinct()
              .toArray();
      for (int other : dependsOn[each]) {
        callers.get(other).add(each);
      }
    }
    dependants =
        callers.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);

    balances = source.balances().size();
    int[] column = inverse(order);
    balanceResource = source.balances().stream().mapToInt(b -> column[b.resource()]).toArray();
    balanceOther = source.balances().stream().mapToInt(b -> column[b.other()]).toArray();
    balanceTarget = source.balances().stream().mapToLong(Balance::target).toArray();
    balanceWeight = source.balances().stream().mapToLong(Balance::weight).toArray();
    serviceMoveWeight = source.moveWeights().service();
  }

  /** What came. */
  public Reassignment source() {
    return source;
  }

  /** How many processes there are. */
  public int processes() {
    return processes;
  }

  /** How many machines there are. */
  public int machines() {
    return machines;
  }

  /** The machine of each process today. */
  public int[] given() {
    return Arrays.copyOf(given, processes);
  }

  /**
   * What it costs that a process runs on a machine and not where it runs today, weighed. It is put
   * together from two small tables, for one of processes by machines would not stay in the cache.
   */
  long moveCost(int process, int machine) {
    int from = given[process];
    return machineMove[from * machines + machine] + (from == machine ? 0 : processMove[process]);
  }

  /** 1 if a machine is not where a process runs today. */
  int away(int process, int machine) {
    return given[process] == machine ? 0 : 1;
  }

  /** How large each process is, in several ways: in all, in what its load costs, by resource. */
  double[][] sizes() {
    double[] average = new double[resources];
    for (int at = 0; at < capacity.length; at++) {
      average[at % resources] += (double) capacity[at] / machines;
    }
    double[][] sizes = new double[2 + resources][processes];
    for (int at = 0; at < processes * resources; at++) {
      int resource = at % resources;
      double share = demand[at] / Math.max(1, average[resource]);
      sizes[0][at / resources] += share / resources;
      sizes[1][at / resources] += weighedDemand[at];
      sizes[2 + resource][at / resources] = share;
    }
    return sizes;
  }

  private long missingWeight() {
    double sum = 0;
    for (int at = 0; at < processes * resources; at++) {
      sum += (double) shortageWeight[at % resources] * demand[at];
    }
    return Math.max(1, Math.round(MISSING_PART * sum / processes));
  }

  /** Resources by the share of all capacity that is demanded: what does not fit shows early. */
  private static int[] tightestFirst(Reassignment source) {
    return IntStream.range(0, source.resources().size())
        .boxed()
        .sorted(Comparator.comparingDouble(resource -> -tightness(source, resource)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double tightness(Reassignment source, int resource) {
    double demand = source.processes().stream().mapToDouble(p -> p.demand().get(resource)).sum();
    double capacity = source.machines().stream().mapToDouble(m -> m.capacity().get(resource)).sum();
    return demand / Math.max(1, capacity)
        + (source.resources().get(resource).isTransient() ? 1 : 0);
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }

  /** Places are numbered from 0 without holes, whatever numbers they came with. */
  private int[] numbered(ToIntFunction<Machine> place) {
    Map<Integer, Integer> numbers = new HashMap<>();
    return source.machines().stream()
        .mapToInt(each -> numbers.computeIfAbsent(place.applyAsInt(each), key -> numbers.size()))
        .toArray();
  }

  private static int[][] members(int sets, int[] setOf) {
    int[] sizes = new int[sets];
    for (int set : setOf) {
      sizes[set]++;
    }
    int[][] members = new int[sets][];
    for (int set = 0; set < sets; set++) {
      members[set] = new int[sizes[set]];
    }
    for (int each = setOf.length - 1; each >= 0; each--) {
      members[setOf[each]][--sizes[setOf[each]]] = each;
    }
    return members;
  }
}
