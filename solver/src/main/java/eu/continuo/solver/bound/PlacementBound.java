package eu.continuo.solver.bound;

import eu.continuo.solver.PlanScore;
import eu.continuo.solver.model.PlacementProblem;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What every plan of a problem costs at least that places all components and breaks no rule. A
 * check that shares no code with the search for the prices has accepted it in whole numbers.
 */
public final class PlacementBound {
  private static final double POINTS_PER_EURO = Weights.POINTS_PER_EURO;
  private static final double MILLICORES_PER_CORE = 1_000;
  private static final double MIB_PER_GIB = 1_024;

  private final long points;
  private final PriceCertificate certificate;

  private PlacementBound(long points, PriceCertificate certificate) {
    this.points = points;
    this.certificate = certificate;
  }

  /**
   * Proves a bound for a problem. The same problem and plan give the same bound.
   *
   * @param plan the score of the plan to be judged, which tells the search how high the bound can
   *     be
   * @return empty for a plan that leaves a component out or breaks a rule, since the bound is not
   *     about such plans, and where the amounts are too large to be counted
   */
  public static Optional<PlacementBound> prove(PlacementProblem problem, PlanScore plan) {
    if (plan.hard() != 0 || plan.medium() != 0) {
      return Optional.empty();
    }
    return of(problem, new PriceAscent(problem).prices((double) -plan.soft()));
  }

  /**
   * What the same prices prove of a problem that differs in what policy allows: every plan of it
   * costs at least so much. Empty where they prove nothing.
   */
  public Optional<PlacementBound> of(PlacementProblem other) {
    return of(other, certificate);
  }

  private static Optional<PlacementBound> of(PlacementProblem problem, PriceCertificate prices) {
    var proven = CertificateCheck.provenPoints(problem, prices);
    return proven.isPresent()
        ? Optional.of(new PlacementBound(proven.getAsLong(), prices))
        : Optional.empty();
  }

  /** The bound in points, thousandths of a cent a month. */
  public long points() {
    return points;
  }

  /** The bound on the weighed sum, in euro a month. */
  public double euroPerMonth() {
    return points / POINTS_PER_EURO;
  }

  /**
   * By how much a plan weighs more than the best one at most, as a share of the bound; empty where
   * the bound is not above 0.
   */
  public Optional<Double> gap(PlanScore plan) {
    return points <= 0 ? Optional.empty() : Optional.of(((double) -plan.soft() - points) / points);
  }

  /** What one more unit of each capacity that has a price would save, the dearest first. */
  public List<CapacityPrice> capacityPrices() {
    List<CapacityPrice> prices = new ArrayList<>();
    certificate
        .capacity()
        .forEach(
            (site, unit) ->
                prices.add(
                    new CapacityPrice(
                        site,
                        euro(unit.millicore()) * MILLICORES_PER_CORE,
                        euro(unit.mebibyte()) * MIB_PER_GIB,
                        euro(unit.gpu()))));
    return prices.stream()
        .filter(CapacityPrice::isPriced)
        .sorted(
            Comparator.comparingDouble(CapacityPrice::sum)
                .reversed()
                .thenComparing(price -> price.site().value()))
        .toList();
  }

  private static double euro(long price) {
    return price / (POINTS_PER_EURO * PriceCertificate.FRACTIONS);
  }

  /** What one more unit of the capacities of a site would save at the margin, in euro a month. */
  public record CapacityPrice(
      SiteId site, double euroPerVcpu, double euroPerGiB, double euroPerGpu) {

    private boolean isPriced() {
      return sum() >= 0.01;
    }

    private double sum() {
      return euroPerVcpu + euroPerGiB + euroPerGpu;
    }
  }
}
