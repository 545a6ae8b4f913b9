package eu.continuo.solver.reassign;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The count of any assignment, sound or not, by difference, for the engine's own search. It shares
 * no code with {@link ReassignmentState} and so is the third count that must agree.
 *
 * <p>Public only because the engine calls its constructor.
 */
public final class IncrementalCount
    implements IncrementalScoreCalculator<ReassignmentSolution, HardSoftLongScore> {

  private @Nullable Count count;

  @Override
  public void resetWorkingSolution(ReassignmentSolution solution) {
    count = new Count(solution);
  }

  @Override
  public void beforeEntityAdded(Object entity) {}

  @Override
  public void afterEntityAdded(Object entity) {}

  @Override
  public void beforeVariableChanged(Object entity, String variable) {
    count().process((ProcessPlacement) entity, -1);
  }

  @Override
  public void afterVariableChanged(Object entity, String variable) {
    count().process((ProcessPlacement) entity, 1);
  }

  @Override
  public void beforeEntityRemoved(Object entity) {}

  @Override
  public void afterEntityRemoved(Object entity) {}

  @Override
  public HardSoftLongScore calculateScore() {
    return count().score();
  }

  private Count count() {
    return Objects.requireNonNull(count, "The engine gives a solution first.");
  }

  /** The count of one solution. */
  private static final class Count {

    private final ReassignmentProblem problem;
    private final long[] usage;
    private final long[] transientUsage;
    private final int[][] onMachine;
    private final int[][] inLocation;
    private final int[][] inNeighborhood;
    private final int[] moved;
    private long hard;
    private long soft;

    Count(ReassignmentSolution solution) {
      problem = solution.problem();
      usage = new long[problem.machines * problem.resources];
      transientUsage = new long[usage.length];
      onMachine = new int[problem.services][problem.machines];
      inLocation = new int[problem.services][problem.locations];
      inNeighborhood = new int[problem.services][problem.neighborhoods];
      moved = new int[problem.services];
      for (int process = 0; process < problem.processes; process++) {
        for (int resource = 0; resource < problem.resources; resource++) {
          transientUsage[problem.given[process] * problem.resources + resource] +=
              problem.demand[process * problem.resources + resource];
        }
      }
      for (int machine = 0; machine < problem.machines; machine++) {
        machine(machine, 1);
      }
      for (int service = 0; service < problem.services; service++) {
        hard -= problem.spreadMin[service];
      }
      solution.processes().forEach(each -> process(each, 1));
    }

    HardSoftLongScore score() {
      int mostMoved = 0;
      for (int each : moved) {
        mostMoved = Math.max(mostMoved, each);
      }
      return HardSoftLongScore.of(hard, soft - problem.serviceMoveWeight * mostMoved);
    }

    void process(ProcessPlacement placement, int times) {
      int process = placement.process();
      int machine = placement.machine();
      int service = problem.service[process];
      machine(machine, -1);
      for (int resource = 0; resource < problem.resources; resource++) {
        long demand = times * problem.demand[process * problem.resources + resource];
        int at = machine * problem.resources + resource;
        usage[at] += demand;
        transientUsage[at] += machine == problem.given[process] ? 0 : demand;
      }
      machine(machine, 1);
      soft -= times * problem.moveCost(process, machine);
      moved[service] += machine == problem.given[process] ? 0 : times;
      service(service, machine, -1);
      onMachine[service][machine] += times;
      inLocation[service][problem.location[machine]] += times;
      inNeighborhood[service][problem.neighborhood[machine]] += times;
      service(service, machine, 1);
    }

    private void machine(int machine, int times) {
      long[] free = new long[problem.resources];
      for (int resource = 0; resource < problem.resources; resource++) {
        int at = machine * problem.resources + resource;
        long capacity = problem.capacity[at];
        free[resource] = capacity - usage[at];
        long needed = problem.isTransient[resource] ? transientUsage[at] : usage[at];
        hard -= times * Math.max(0, needed - capacity);
        long safe = capacity - problem.reserve[at];
        soft -= times * problem.loadWeight[resource] * Math.max(0, usage[at] - safe);
      }
      for (int balance = 0; balance < problem.balances; balance++) {
        long missing =
            problem.balanceTarget[balance] * free[problem.balanceResource[balance]]
                - free[problem.balanceOther[balance]];
        soft -= times * problem.balanceWeight[balance] * Math.max(0, missing);
      }
    }

    /**
     * What a service breaks at a machine and its places; a spread counts as far as it is reached.
     */
    private void service(int service, int machine, int times) {
      int together = onMachine[service][machine];
      hard -= (long) times * Math.max(0, together - 1);
      int reached = 0;
      for (int location = 0; location < problem.locations; location++) {
        reached += inLocation[service][location] > 0 ? 1 : 0;
      }
      hard += (long) times * Math.min(problem.spreadMin[service], reached);
      int neighborhood = problem.neighborhood[machine];
      boolean isThere = inNeighborhood[service][neighborhood] > 0;
      for (int other : problem.dependsOn[service]) {
        hard -= isThere && inNeighborhood[other][neighborhood] == 0 ? times : 0;
      }
      for (int caller : problem.dependants[service]) {
        hard -= !isThere && inNeighborhood[caller][neighborhood] > 0 ? times : 0;
      }
    }
  }
}
