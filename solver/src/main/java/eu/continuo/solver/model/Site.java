package eu.continuo.solver.model;

/**
 * A place where components can run, as a target of one plan: who offers it, what is free, what it
 * costs and emits.
 *
 * @param country where it stands, as text; for people, no rule reads it
 * @param failureDomain what fails together with this site
 */
public record Site(
    SiteId id,
    ProviderId provider,
    String country,
    FailureDomainId failureDomain,
    Capacity free,
    Prices prices,
    Energy energy) {

  /** A month in hours: the mean month of a year of 8,760 hours. */
  public static final double HOURS_PER_MONTH = 730;

  private static final double WATTS_PER_KILOWATT = 1_000;

  /** What the demand costs here for a month of 730 hours, in euro. */
  public double costEuroPerMonth(Demand demand) {
    double euroPerHour =
        demand.vcpu().count() * prices.euroPerVcpuHour()
            + demand.memory().amount() * prices.euroPerGibHour()
            + demand.gpus().count() * prices.euroPerGpuHour();
    return euroPerHour * HOURS_PER_MONTH;
  }

  /**
   * What the demand emits here in an hour, in grams of CO2 equivalent: vCPU × watts × PUE ×
   * intensity. Only virtual CPUs draw power in this model: a site states no figure for memory and
   * GPUs.
   */
  public double carbonGramsPerHour(Demand demand) {
    double kilowatts =
        demand.vcpu().count() * energy.wattsPerVcpu() * energy.pue() / WATTS_PER_KILOWATT;
    return kilowatts * energy.carbonIntensityGramsPerKWh();
  }
}
