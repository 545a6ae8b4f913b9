package eu.continuo.solver.fleet;

import java.util.Arrays;

/**
 * The proof of a lower bound: a price for each resource of each pool, which whoever places a
 * replica pays and whoever opens a node earns. Whatever the prices are, as long as none is
 * negative, no plan costs less than the best plan under the prices without the capacities; so that
 * the prices prove the bound and nobody needs to know how they were found. {@link BoundChecker}
 * checks them.
 *
 * <p>Prices are whole 1,024ths of a point for a unit of the resource, so that the check is exact.
 */
public final class BoundCertificate {

  /** Prices are counted in so many parts of a point. */
  public static final long PARTS_PER_POINT = 1_024;

  private final long lowerBoundPoints;
  private final long[][] priceParts;

  private BoundCertificate(long lowerBoundPoints, long[][] priceParts) {
    this.lowerBoundPoints = lowerBoundPoints;
    this.priceParts = priceParts;
  }

  /**
   * A claim, with its proof.
   *
   * @param lowerBoundPoints no plan that places every replica costs less, it is claimed; {@code
   *     Long.MAX_VALUE} where there is no such plan even without capacities
   * @param priceParts for each pool in the order of the fleet, a price for each {@link
   *     ResourceKind}
   */
  public static BoundCertificate of(long lowerBoundPoints, long[][] priceParts) {
    return new BoundCertificate(lowerBoundPoints, copy(priceParts));
  }

  /** No plan that places every replica costs less, it is claimed. */
  public long lowerBoundPoints() {
    return lowerBoundPoints;
  }

  /** The prices, in 1,024ths of a point: a row for each pool, a column for each resource. */
  public long[][] priceParts() {
    return copy(priceParts);
  }

  private static long[][] copy(long[][] rows) {
    return Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
  }
}
