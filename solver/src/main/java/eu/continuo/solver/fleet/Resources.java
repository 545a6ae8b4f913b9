package eu.continuo.solver.fleet;

/**
 * An amount of each resource: what a replica demands, or what a node can give. Whole numbers of
 * small units, so that sums are exact and do not depend on their order.
 *
 * @param cpuMillicores thousandths of a virtual CPU
 * @param memoryMiB memory
 * @param gpuMilli thousandths of a GPU: of a node whole devices, of a replica whole devices or a
 *     part of one
 * @param storageGiB local storage
 */
public record Resources(long cpuMillicores, long memoryMiB, long gpuMilli, long storageGiB) {

  private static final double MILLICORES_PER_VCPU = 1_000;
  private static final double MIB_PER_GIB = 1_024;
  private static final double MILLI_PER_GPU = 1_000;

  /** Virtual CPUs, fractions included. */
  public double vcpus() {
    return cpuMillicores / MILLICORES_PER_VCPU;
  }

  /** Memory in GiB, fractions included. */
  public double memoryGiB() {
    return memoryMiB / MIB_PER_GIB;
  }

  /** GPUs, parts of one included. */
  public double gpus() {
    return gpuMilli / MILLI_PER_GPU;
  }

  /** The amount of one resource, in its unit. */
  public long of(ResourceKind kind) {
    return switch (kind) {
      case CPU_MILLICORES -> cpuMillicores;
      case MEMORY_MIB -> memoryMiB;
      case GPU_MILLI -> gpuMilli;
      case STORAGE_GIB -> storageGiB;
    };
  }
}
