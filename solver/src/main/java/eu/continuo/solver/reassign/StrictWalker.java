package eu.continuo.solver.reassign;

import java.util.SplittableRandom;

/**
 * Keeps all rules all the time. Single moves polish where there is room; {@link MachineRuins}
 * rearrange what is large.
 */
final class StrictWalker extends Walker {

  /** The first temperature, as a share of the scale. */
  private static final double HOTTEST = 0.1;

  /** The last temperature, as a share of the first. */
  private static final double COOLING = 0.003;

  /** So many single moves are tried for each ruin, which takes about a tenth of the time then. */
  private static final int SINGLES = 200;

  private final MachineRuins ruins;
  private final double hottest;

  StrictWalker(ReassignmentProblem problem, SplittableRandom random) {
    super(problem, random);
    ruins = new MachineRuins(problem, state, random);
    hottest = HOTTEST * scale(state, problem);
  }

  @Override
  void step(double progress) {
    double temperature = hottest * Math.pow(COOLING, progress);
    ruins.tryOne(temperature, 0);
    moves++;
    for (int i = 0; i < SINGLES; i++) {
      single(temperature);
    }
  }

  /**
   * One process goes to another machine, rather often to its own of today, or two change places.
   */
  private void single(double temperature) {
    int process = random.nextInt(problem.processes);
    int draw = random.nextInt(16);
    if (draw < 8) {
      int machine = draw == 0 ? problem.given[process] : random.nextInt(problem.machines);
      if (state.fits(process, machine)) {
        moves++;
        if (accepts(state.moving(process, machine), temperature)) {
          state.move(process, machine);
        }
      }
    } else {
      int other = random.nextInt(problem.processes);
      if (state.fitsExchange(process, other)) {
        moves++;
        if (accepts(state.exchanging(process, other), temperature)) {
          state.exchange(process, other);
        }
      }
    }
  }

  private boolean accepts(long change, double temperature) {
    return change <= 0 || random.nextDouble() < Math.exp(-change / temperature);
  }
}
