package eu.continuo.solver.fleet;

/**
 * Looks for the prices that prove the highest bound: a proximal bundle method.
 *
 * <p>Every solution of the relaxation, at whatever prices, is a plane that lies above the bound
 * everywhere. The planes so far are a model of the bound; {@link ProximalModel} finds where the
 * model is highest, near the best prices so far. There the relaxation is solved again. If the bound
 * rose as promised, that is the new best, else only the model has learnt.
 *
 * <p>The method is that of C. Lemaréchal and K. Kiwiel; planes are kept for each block of groups
 * alone (disaggregated), and pools are kept exactly, which together need far fewer solutions than a
 * subgradient method.
 */
final class PriceBundle {

  private static final int KINDS = ResourceKind.COUNT;
  private static final int BLOCKS = 8;

  /** A step counts if the bound rises by this share of what the model promised. */
  private static final double SERIOUS = 0.1;

  /** More than sums of so many doubles can be wrong. */
  private static final double ROUNDING = 1e-10;

  private final FleetProblem problem;
  private final Relaxation relaxation;
  private final ProximalModel model;
  private final double[][] need = new double[BLOCKS][];
  private final double[] value = new double[BLOCKS];
  private double[] best;
  private double bestValue;
  private int nulls;
  private int steps;
  private boolean converged;

  PriceBundle(FleetProblem problem) {
    this.problem = problem;
    relaxation = new Relaxation(problem);
    for (int block = 0; block < BLOCKS; block++) {
      need[block] = new double[problem.pools * KINDS];
    }
    model = new ProximalModel(problem, BLOCKS);
    best = amortised();
    bestValue = solve(best);
  }

  /** First prices: the opening of a node is paid by its CPU and its memory in equal parts. */
  private double[] amortised() {
    double[] price = new double[problem.pools * KINDS];
    for (int pool = 0; pool < problem.pools; pool++) {
      for (int kind = 0; kind < 2; kind++) {
        long given = problem.allocatable[pool][kind];
        price[pool * KINDS + kind] = given == 0 ? 0 : problem.openPoints[pool] / 2.0 / given;
      }
    }
    return price;
  }

  /** The best bound so far, in points; infinite if there is no plan at all. */
  double bound() {
    return bestValue;
  }

  /** The prices of the best bound so far, in points a unit, pool by pool. */
  double[] prices() {
    return best.clone();
  }

  /** How many solutions of the relaxation were needed so far. */
  int steps() {
    return steps;
  }

  /** Whether no further step can raise the bound by more than a millionth. */
  boolean isConverged() {
    return converged;
  }

  /** The best prices, rounded to what a certificate counts in, and what they prove. */
  BoundCertificate certificate() {
    long[][] parts = new long[problem.pools][KINDS];
    double[] rounded = new double[best.length];
    for (int i = 0; i < best.length; i++) {
      long price = Math.round(best[i] * BoundCertificate.PARTS_PER_POINT);
      parts[i / KINDS][i % KINDS] = price;
      rounded[i] = price / (double) BoundCertificate.PARTS_PER_POINT;
    }
    double proven = solve(rounded);
    if (proven == Double.POSITIVE_INFINITY) {
      return BoundCertificate.of(Long.MAX_VALUE, parts);
    }
    double safe = proven - Math.abs(proven) * ROUNDING - 1;
    return BoundCertificate.of((long) Math.floor(safe), parts);
  }

  /** Solves the relaxation once more. */
  void step() {
    if (converged || bestValue == Double.POSITIVE_INFINITY) {
      converged = true;
      return;
    }
    double[] price = model.propose(best);
    double promised = model.value(price) - bestValue;
    if (promised <= Math.abs(bestValue) * 1e-6) {
      if (model.isWide()) {
        converged = true;
      } else {
        model.widen();
      }
      return;
    }
    double reached = solve(price);
    if (reached - bestValue >= SERIOUS * promised) {
      if (reached - bestValue >= promised / 2) {
        model.widen();
      }
      nulls = 0;
    } else if (++nulls % 6 == 0) {
      model.narrow();
    }
    if (reached > bestValue) {
      bestValue = reached;
      best = price;
    }
  }

  private double solve(double[] price) {
    steps++;
    relaxation.solve(price, need, value);
    double sum = relaxation.pools(price);
    for (int block = 0; block < BLOCKS; block++) {
      sum += value[block];
      model.add(block, value[block], price, need[block]);
    }
    return sum;
  }
}
