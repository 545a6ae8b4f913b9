package eu.continuo.solver;

import eu.continuo.solver.model.Capacity;
import eu.continuo.solver.model.Demand;

/** An amount of each resource in whole units, so that sums are exact. */
record ResourceUnits(long vcpuMillicores, long memoryMiB, long gpus) {

  static final ResourceUnits NONE = new ResourceUnits(0, 0, 0);

  static ResourceUnits of(Demand demand) {
    return new ResourceUnits(demand.vcpuMillicores(), demand.memoryMiB(), demand.gpus().count());
  }

  static ResourceUnits of(Capacity capacity) {
    return new ResourceUnits(
        capacity.vcpuMillicores(), capacity.memoryMiB(), capacity.gpus().count());
  }

  long of(Resource resource) {
    return switch (resource) {
      case VCPU -> vcpuMillicores;
      case MEMORY -> memoryMiB;
      case GPU -> gpus;
    };
  }

  ResourceUnits plus(ResourceUnits other) {
    return new ResourceUnits(
        vcpuMillicores + other.vcpuMillicores, memoryMiB + other.memoryMiB, gpus + other.gpus);
  }

  ResourceUnits minus(ResourceUnits other) {
    return new ResourceUnits(
        vcpuMillicores - other.vcpuMillicores, memoryMiB - other.memoryMiB, gpus - other.gpus);
  }

  boolean fitsInto(ResourceUnits free) {
    return vcpuMillicores <= free.vcpuMillicores
        && memoryMiB <= free.memoryMiB
        && gpus <= free.gpus;
  }
}
