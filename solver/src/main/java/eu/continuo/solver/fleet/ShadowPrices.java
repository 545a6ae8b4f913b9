package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.FleetPlan.ShadowPrice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the prices of a certificate as what capacity is worth. */
final class ShadowPrices {

  private record Worth(ShadowPrice price, double euroPerNode) {}

  private ShadowPrices() {}

  /** All prices above nothing, those first that add most to what a node is worth. */
  static List<ShadowPrice> of(FleetProblem problem, BoundCertificate certificate) {
    double partsPerEuro = (double) BoundCertificate.PARTS_PER_POINT * FleetWeights.POINTS_PER_EURO;
    long[][] parts = certificate.priceParts();
    List<Worth> worths = new ArrayList<>();
    for (int pool = 0; pool < parts.length; pool++) {
      NodePool named = problem.fleet().pools().get(pool);
      for (ResourceKind kind : ResourceKind.values()) {
        double euro = parts[pool][kind.column()] / partsPerEuro;
        if (euro > 0) {
          worths.add(
              new Worth(
                  new ShadowPrice(named.id(), kind, euro), euro * named.allocatable().of(kind)));
        }
      }
    }
    return worths.stream()
        .sorted(Comparator.comparingDouble(Worth::euroPerNode).reversed())
        .map(Worth::price)
        .toList();
  }
}
