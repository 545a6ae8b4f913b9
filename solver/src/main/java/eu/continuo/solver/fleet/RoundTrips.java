package eu.continuo.solver.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * Round trips in ms: between sites, in the order of the fleet's sites, and from each service area
 * to each site.
 */
public final class RoundTrips {

  private final double[][] siteToSiteMs;
  private final List<AreaId> areas;
  private final double[][] areaToSiteMs;

  private RoundTrips(double[][] siteToSiteMs, List<AreaId> areas, double[][] areaToSiteMs) {
    this.siteToSiteMs = siteToSiteMs;
    this.areas = areas;
    this.areaToSiteMs = areaToSiteMs;
  }

  /**
   * Copies of the tables.
   *
   * @param siteToSiteMs a row for each site
   * @param areas the service areas
   * @param areaToSiteMs a row for each service area
   */
  public static RoundTrips of(
      double[][] siteToSiteMs, List<AreaId> areas, double[][] areaToSiteMs) {
    return new RoundTrips(copy(siteToSiteMs), List.copyOf(areas), copy(areaToSiteMs));
  }

  /** The service areas. */
  public List<AreaId> areas() {
    return areas;
  }

  double[][] siteToSiteMs() {
    return siteToSiteMs;
  }

  double[][] areaToSiteMs() {
    return areaToSiteMs;
  }

  private static double[][] copy(double[][] table) {
    return Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
  }
}
