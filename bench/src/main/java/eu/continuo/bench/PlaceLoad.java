package eu.continuo.bench;

import eu.continuo.solver.fleet.NodePool;
import eu.continuo.solver.fleet.Resources;
import java.util.List;

/** Brings what a generated fleet demands to the load that is wanted. */
final class PlaceLoad {
  private PlaceLoad() {}

  /**
   * By what demands are to be multiplied, so that the scarcer of CPU and memory has the load.
   *
   * @param demands of one replica of each group
   * @param replicas of each group
   */
  static double factor(
      PlaceSize size, List<NodePool> pools, List<Resources> demands, List<Integer> replicas) {
    double cpu = 0;
    double memory = 0;
    for (int group = 0; group < demands.size(); group++) {
      cpu += (double) demands.get(group).cpuMillicores() * replicas.get(group);
      memory += (double) demands.get(group).memoryMiB() * replicas.get(group);
    }
    long cpuGiven =
        pools.stream().mapToLong(p -> p.nodes() * p.allocatable().cpuMillicores()).sum();
    long memoryGiven = pools.stream().mapToLong(p -> p.nodes() * p.allocatable().memoryMiB()).sum();
    return size.load() * Math.min(cpuGiven / cpu, memoryGiven / memory);
  }
}
