package eu.continuo.service.place;

import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.tradeoff.ParetoSweep;
import eu.continuo.verdict.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of a request to weigh cost against carbon. */
public sealed interface Traded {

  /**
   * Plans between the cheapest and the greenest; none is kept.
   *
   * @param at the clock of prices and grids
   * @param requested how many components were to be placed
   * @param points from the cheapest to the greenest; of each two, one is cheaper and the other
   *     greener
   * @param lines what is proven: no plan that places all and breaks no rule lies below
   */
  record Front(Instant at, int requested, List<Point> points, List<Line> lines) implements Traded {
    public Front {
      points = List.copyOf(points);
      lines = List.copyOf(lines);
    }
  }

  /** There was nothing that could be planned: why. */
  record NotTraded(List<Finding> findings) implements Traded {
    public NotTraded {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A plan.
   *
   * @param costEuroPerMonth all of it
   * @param carbonGramsPerHour all of it
   * @param euroPerGram at this price for a gram an hour, in euro a month, it is the best that was
   *     found; null for the greenest, which is the best at any price
   * @param placed how many components have a site
   * @param sites the site of each of them
   */
  record Point(
      double costEuroPerMonth,
      double carbonGramsPerHour,
      @Nullable Double euroPerGram,
      int placed,
      Map<String, String> sites) {
    public Point {
      sites = Collections.unmodifiableMap(new TreeMap<>(sites));
    }
  }

  /** Of any plan, {@code euroWeight × cost + gramWeight × carbon} is at least this. */
  record Line(double euroWeight, double gramWeight, double atLeast) {

    /** The least cost that it allows with so much carbon; nothing where it says none of cost. */
    double costAt(double carbonGrams) {
      return euroWeight == 0 ? 0 : (atLeast - gramWeight * carbonGrams) / euroWeight;
    }
  }

  /** A front as doors tell it. */
  static Front of(ParetoSweep.Front front, PlacementProblem problem, Instant at) {
    return new Front(
        at,
        problem.components().size(),
        front.points().stream().map(Traded::point).toList(),
        front.lines().stream()
            .map(l -> new Line(l.euroWeight(), l.gramWeight(), l.atLeast()))
            .toList());
  }

  private static Point point(ParetoSweep.Point point) {
    Map<String, String> sites = new TreeMap<>();
    point.plan().sites().forEach((component, site) -> sites.put(component.value(), site.value()));
    return new Point(
        point.costEuro(),
        point.carbonGrams(),
        Double.isFinite(point.euroPerGram()) ? point.euroPerGram() : null,
        sites.size(),
        sites);
  }
}
