package eu.continuo.solver.fleet;

import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;

/**
 * A place where nodes stand.
 *
 * @param failureDomain what fails together with this site
 * @param pue power usage effectiveness, the ratio of all power to the power of the machines
 *     (ISO/IEC 30134-2), at least 1
 * @param carbonIntensityGramsPerKWh grams of CO2 equivalent for a kWh of the grid
 */
public record FleetSite(
    SiteId id, FailureDomainId failureDomain, double pue, double carbonIntensityGramsPerKWh) {

  private static final double WATTS_PER_KILOWATT = 1_000;

  /** What machines that draw so many watts emit here in an hour, in grams of CO2 equivalent. */
  double carbonGramsPerHour(double watts) {
    return watts / WATTS_PER_KILOWATT * pue * carbonIntensityGramsPerKWh;
  }
}
