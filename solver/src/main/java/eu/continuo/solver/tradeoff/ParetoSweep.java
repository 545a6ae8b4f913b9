package eu.continuo.solver.tradeoff;

import eu.continuo.solver.PlacementPlan;
import eu.continuo.solver.Placer;
import eu.continuo.solver.PlacerLimits;
import eu.continuo.solver.bound.PlacementBound;
import eu.continuo.solver.model.ComponentId;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.ProblemCheck;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Term;
import eu.continuo.solver.model.Weights;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Plans between the cheapest and the greenest, of which none has more of both than another, and
 * lines that no plan lies below.
 *
 * <p>Two neighbours tell at which price of carbon they are worth the same; the best plan at that
 * price lies between them or proves that hardly anything does (Aneja and Nair, "Bicriteria
 * transportation problem", Management Science 25(1), 1979). Only cost and carbon are looked at;
 * rules are never traded.
 */
public final class ParetoSweep {

  /** Below a hundredth of a cent and of a milligram, plans are the same. */
  private static final double SAME = 1e-4;

  private final PlacementProblem problem;
  private final PlacerLimits limits;
  private final Placer placer = new Placer();
  private final List<Point> found = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private int searches;

  private ParetoSweep(PlacementProblem problem, PlacerLimits limits, int searches) {
    this.problem = problem;
    this.limits = limits;
    this.searches = searches;
  }

  /**
   * A plan, explained by what it was weighed with.
   *
   * @param plan a real one, that keeps all rules
   * @param euroPerGram at this price, for a gram an hour and month, it is the best that was found
   */
  public record Point(PlacementPlan plan, double euroPerGram) {

    /** Euro a month. */
    public double costEuro() {
      return plan.totals().costEuroPerMonth();
    }

    /** Grams of CO2 equivalent an hour. */
    public double carbonGrams() {
      return plan.totals().carbonGramsPerHour();
    }

    Map<ComponentId, SiteId> sites() {
      return plan.sites();
    }
  }

  /**
   * What is proven: {@code euroWeight × cost + gramWeight × carbon} of any plan is at least this.
   *
   * @param atLeast in the unit of the sum
   */
  public record Line(double euroWeight, double gramWeight, double atLeast) {}

  /**
   * What a sweep found.
   *
   * @param points from the cheapest to the greenest; of each two, one is cheaper and the other
   *     greener. Each places as many components as any plan that was found
   * @param lines what is proven; one for each search
   */
  public record Front(List<Point> points, List<Line> lines) {

    public Front {
      points = List.copyOf(points);
      lines = List.copyOf(lines);
    }
  }

  /**
   * Sweeps.
   *
   * @param searches at most so many, and four at least: two for each end
   */
  public static Front sweep(PlacementProblem problem, PlacerLimits limits, int searches) {
    return new ParetoSweep(problem, limits, searches).sweep();
  }

  private record Gap(Point cheap, Point green) {}

  private Front sweep() {
    Point cheapest = end(List.of(Term.COST_EURO, Term.CARBON_GRAMS));
    Point greenest = end(List.of(Term.CARBON_GRAMS, Term.COST_EURO));
    Deque<Gap> gaps = new ArrayDeque<>();
    gaps.add(new Gap(cheapest, greenest));
    while (!gaps.isEmpty() && searches > 0) {
      Gap gap = gaps.removeFirst();
      double dearer = gap.green.costEuro() - gap.cheap.costEuro();
      double greener = gap.cheap.carbonGrams() - gap.green.carbonGrams();
      if (dearer <= SAME || greener <= SAME) {
        continue;
      }
      double price = dearer / greener;
      Point between = search(new Weights(1, price, 0, 0, 0), gap.green.sites(), price);
      if (weighed(between, price) < weighed(gap.cheap, price) - SAME) {
        gaps.add(new Gap(gap.cheap, between));
        gaps.add(new Gap(between, gap.green));
      }
    }
    return new Front(undominated(), lines);
  }

  private static double weighed(Point point, double price) {
    return point.costEuro() + price * point.carbonGrams();
  }

  private Point end(List<Term> order) {
    InOrder.Ordered ordered =
        InOrder.place(asked(Weights.only(order.getFirst())), order, limits, better -> {});
    searches -= 2;
    boolean byCost = order.getFirst() == Term.COST_EURO;
    ordered
        .steps()
        .getFirst()
        .least()
        .ifPresent(least -> lines.add(new Line(byCost ? 1 : 0, byCost ? 0 : 1, least)));
    Point point = new Point(ordered.plan(), byCost ? 0 : Double.POSITIVE_INFINITY);
    found.add(point);
    return point;
  }

  private Point search(Weights weights, Map<ComponentId, SiteId> start, double price) {
    PlacementProblem weighed = asked(weights);
    PlacementPlan plan = placer.place(weighed, limits, start);
    searches--;
    PlacementBound.prove(weighed, plan.score())
        .ifPresent(bound -> lines.add(new Line(1, price, bound.euroPerMonth())));
    Point point = new Point(plan, price);
    found.add(point);
    return point;
  }

  private List<Point> undominated() {
    int fewest =
        found.stream().mapToInt(point -> point.plan().unplaced().size()).min().orElseThrow();
    List<Point> sorted =
        found.stream()
            .filter(point -> point.plan().unplaced().size() == fewest)
            .sorted(
                Comparator.comparingDouble(Point::costEuro).thenComparingDouble(Point::carbonGrams))
            .toList();
    List<Point> points = new ArrayList<>();
    for (Point point : sorted) {
      if (points.isEmpty() || point.carbonGrams() < points.getLast().carbonGrams() - SAME) {
        points.add(point);
      }
    }
    return points;
  }

  private PlacementProblem asked(Weights weights) {
    return switch (problem.request().with(weights, problem.ceilings()).check()) {
      case ProblemCheck.Accepted(PlacementProblem sound) -> sound;
      case ProblemCheck.Refused(var violations) ->
          throw new IllegalStateException("A sound problem became unsound: " + violations);
    };
  }
}
