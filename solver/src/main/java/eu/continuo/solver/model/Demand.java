package eu.continuo.solver.model;

/**
 * What one component needs. Fixed-point amounts are rounded up, as {@link Capacity} rounds down: a
 * component never gets less than it asked for. They are defined for the amounts of a {@link
 * PlacementProblem}, which are finite.
 */
public record Demand(Cores vcpu, MemoryGiB memory, Gpus gpus) {

  /** The virtual CPUs in thousandths of a core. */
  public long vcpuMillicores() {
    return FixedPoint.up(vcpu.count(), FixedPoint.MILLICORES_PER_CORE);
  }

  /** The memory in MiB. */
  public long memoryMiB() {
    return FixedPoint.up(memory.amount(), FixedPoint.MIB_PER_GIB);
  }
}
