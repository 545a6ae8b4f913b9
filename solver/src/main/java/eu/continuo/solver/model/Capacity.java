package eu.continuo.solver.model;

/**
 * What a site has free for this plan. Fixed-point amounts are rounded down, as {@link Demand}
 * rounds up. They are defined for the amounts of a {@link PlacementProblem}, which are finite.
 */
public record Capacity(Cores vcpu, MemoryGiB memory, Gpus gpus) {

  /** The virtual CPUs in thousandths of a core. */
  public long vcpuMillicores() {
    return FixedPoint.down(vcpu.count(), FixedPoint.MILLICORES_PER_CORE);
  }

  /** The memory in MiB. */
  public long memoryMiB() {
    return FixedPoint.down(memory.amount(), FixedPoint.MIB_PER_GIB);
  }
}
