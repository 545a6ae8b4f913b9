package eu.continuo.solver.fleet;

import eu.continuo.solver.model.SiteId;

/**
 * Nodes of one site that are alike: same hardware, same price. Pools are what makes thousands of
 * nodes tractable, for a bound needs one price per pool and resource, not one per node.
 *
 * @param nodes how many there are
 * @param allocatable what replicas may take of each node
 */
public record NodePool(
    PoolId id, SiteId site, int nodes, Resources allocatable, Price price, Power power) {

  /**
   * What a node costs.
   *
   * @param euroPerOpenHour while at least one replica runs there
   * @param euroPerVcpuHour for each virtual CPU demanded
   * @param euroPerGibHour for each GiB of memory demanded
   * @param euroPerGpuHour for each GPU demanded
   */
  public record Price(
      double euroPerOpenHour,
      double euroPerVcpuHour,
      double euroPerGibHour,
      double euroPerGpuHour) {

    double euroPerHour(Resources demand) {
      return demand.vcpus() * euroPerVcpuHour
          + demand.memoryGiB() * euroPerGibHour
          + demand.gpus() * euroPerGpuHour;
    }
  }

  /**
   * What a node draws.
   *
   * @param idleWatts while it is open and idle; a closed node draws nothing
   * @param wattsPerVcpu more, for each virtual CPU demanded
   * @param wattsPerGib more, for each GiB of memory demanded
   * @param wattsPerGpu more, for each GPU demanded
   */
  public record Power(
      double idleWatts, double wattsPerVcpu, double wattsPerGib, double wattsPerGpu) {

    double watts(Resources demand) {
      return demand.vcpus() * wattsPerVcpu
          + demand.memoryGiB() * wattsPerGib
          + demand.gpus() * wattsPerGpu;
    }
  }
}
