package eu.continuo.solver.reassign;

import java.util.Arrays;

/**
 * Where the processes of each service run, and how many of them moved: what spread, neighbourhoods
 * and the cost of moved services are read from. It knows no capacities.
 *
 * <p>Spread and one process of a service on a machine are kept by whoever asks first. Dependencies
 * may be broken on the way, and {@link #missing} says how many are.
 */
final class ServicePlaces {

  private final ReassignmentProblem problem;
  private final boolean[] runsOn;
  private final int[] inLocation;
  private final int[] locationsOf;
  private final int[] inNeighborhood;
  private final int[] liftedOf;
  private final int[] movedOf;

  /** How many services have moved so many processes. */
  private final int[] servicesMoved;

  private int mostMoved;
  private int missing;

  /** Nobody is anywhere. */
  ServicePlaces(ReassignmentProblem problem) {
    this.problem = problem;
    runsOn = new boolean[problem.services * problem.machines];
    inLocation = new int[problem.services * problem.locations];
    locationsOf = new int[problem.services];
    inNeighborhood = new int[problem.services * problem.neighborhoods];
    liftedOf = new int[problem.services];
    Arrays.setAll(liftedOf, service -> problem.processesOf[service].length);
    movedOf = new int[problem.services];
    servicesMoved = new int[problem.processes + 1];
    servicesMoved[0] = problem.services;
  }

  private boolean runsOn(int service, int machine) {
    return runsOn[service * problem.machines + machine];
  }

  /** The most processes that one service moved. */
  int mostMoved() {
    return mostMoved;
  }

  /**
   * How many dependencies find nobody: each neighbourhood with a service and without one that it
   * depends on counts.
   */
  int missing() {
    return missing;
  }

  void place(int process, int machine) {
    int service = problem.service[process];
    runsOn[service * problem.machines + machine] = true;
    enter(service, problem.neighborhood[machine]);
    if (inLocation[service * problem.locations + problem.location[machine]]++ == 0) {
      locationsOf[service]++;
    }
    liftedOf[service]--;
    noteMoved(service, problem.away(process, machine));
  }

  void lift(int process, int machine) {
    int service = problem.service[process];
    runsOn[service * problem.machines + machine] = false;
    leave(service, problem.neighborhood[machine]);
    if (--inLocation[service * problem.locations + problem.location[machine]] == 0) {
      locationsOf[service]--;
    }
    liftedOf[service]++;
    noteMoved(service, -problem.away(process, machine));
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

  /** How the most processes that one service moved change if a service moves so many more. */
  int mostMovedMore(int service, int moves) {
    if (moves == 0 || movedOf[service] != mostMoved) {
      return 0;
    }
    return moves > 0 || servicesMoved[mostMoved] == 1 ? moves : 0;
  }

  /** The same if two services do. */
  int mostMovedMore(int service, int moves, int otherService, int otherMoves) {
    if (moves == 0 && otherMoves == 0) {
      return 0;
    }
    int before = mostMoved;
    noteMoved(service, moves);
    noteMoved(otherService, otherMoves);
    int after = mostMoved;
    noteMoved(otherService, -otherMoves);
    noteMoved(service, -moves);
    return after - before;
  }

  private void enter(int service, int neighborhood) {
    if (inNeighborhood[service * problem.neighborhoods + neighborhood]++ == 0) {
      missing += notFound(service, neighborhood) - callers(service, neighborhood);
    }
  }

  private void leave(int service, int neighborhood) {
    if (--inNeighborhood[service * problem.neighborhoods + neighborhood] == 0) {
      missing += callers(service, neighborhood) - notFound(service, neighborhood);
    }
  }

  /** How many of those that a service depends on are not in a neighbourhood. */
  private int notFound(int service, int neighborhood) {
    int count = 0;
    for (int other : problem.dependsOn[service]) {
      count += inNeighborhood[other * problem.neighborhoods + neighborhood] == 0 ? 1 : 0;
    }
    return count;
  }

  /** How many of those that depend on a service are in a neighbourhood. */
  private int callers(int service, int neighborhood) {
    int count = 0;
    for (int caller : problem.dependants[service]) {
      count += inNeighborhood[caller * problem.neighborhoods + neighborhood] > 0 ? 1 : 0;
    }
    return count;
  }

  /** How many dependencies more find nobody if a process of a service goes to another machine. */
  int missingMoving(int service, int from, int to) {
    int left = problem.neighborhood[from];
    int entered = problem.neighborhood[to];
    if (left == entered || isFree(service)) {
      return 0;
    }
    int change = 0;
    if (inNeighborhood[service * problem.neighborhoods + left] == 1) {
      change += callers(service, left) - notFound(service, left);
    }
    if (inNeighborhood[service * problem.neighborhoods + entered] == 0) {
      change += notFound(service, entered) - callers(service, entered);
    }
    return change;
  }

  /** The same if processes of two services change places, for one may need the other. */
  int missingExchanging(int service, int otherService, int from, int to) {
    int left = problem.neighborhood[from];
    int entered = problem.neighborhood[to];
    if (left == entered || (isFree(service) && isFree(otherService))) {
      return 0;
    }
    int before = missing;
    exchange(service, otherService, left, entered);
    int after = missing;
    exchange(service, otherService, entered, left);
    return after - before;
  }

  private void exchange(int service, int otherService, int from, int to) {
    leave(service, from);
    leave(otherService, to);
    enter(service, to);
    enter(otherService, from);
  }

  /** Whether a service depends on none, and none on it. */
  private boolean isFree(int service) {
    return problem.dependsOn[service].length == 0 && problem.dependants[service].length == 0;
  }

  /** Whether a process of a service may go from one machine to another. */
  boolean mayMove(int service, int from, int to) {
    return !runsOn(service, to) && keepsSpread(service, from, to);
  }

  /** Whether processes of two services may change places. */
  boolean mayExchange(int service, int otherService, int machine, int otherMachine) {
    return service != otherService
        && machine != otherMachine
        && !runsOn(service, otherMachine)
        && !runsOn(otherService, machine)
        && keepsSpread(service, machine, otherMachine)
        && keepsSpread(otherService, otherMachine, machine);
  }

  /**
   * Whether a lifted process may go to a machine, as far as can be said while others are lifted.
   */
  boolean mayPlace(int service, int machine) {
    int missing = problem.spreadMin[service] - locationsOf[service];
    return !runsOn(service, machine)
        && (missing < liftedOf[service]
            || missing <= 0
            || inLocation[service * problem.locations + problem.location[machine]] == 0);
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
}
