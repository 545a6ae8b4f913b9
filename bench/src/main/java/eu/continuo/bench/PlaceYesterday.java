package eu.continuo.bench;

import eu.continuo.solver.fleet.NodePool;
import eu.continuo.solver.fleet.NodeRef;
import eu.continuo.solver.fleet.ReplicaGroup;
import eu.continuo.solver.fleet.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Where the replicas of a fleet run already: anywhere that was allowed and had room. */
final class PlaceYesterday {
  private static final int TRIES = 200;

  private final List<NodePool> pools;
  private final SplittableRandom random;
  private final List<NodeRef> nodes = new ArrayList<>();
  private final List<Integer> poolOf = new ArrayList<>();
  private final Resources[] used;

  PlaceYesterday(List<NodePool> pools, int workloads, SplittableRandom random) {
    this.pools = pools;
    this.random = random;
    for (int pool = 0; pool < pools.size(); pool++) {
      for (int number = 0; number < pools.get(pool).nodes(); number++) {
        nodes.add(new NodeRef(pools.get(pool).id(), number));
        poolOf.add(pool);
      }
    }
    used = new Resources[nodes.size()];
    Arrays.fill(used, new Resources(0, 0, 0, 0));
  }

  /** The groups with four in five of their replicas running, as far as there is room. */
  List<ReplicaGroup> on(List<ReplicaGroup> groups) {
    return groups.stream().map(this::running).toList();
  }

  private ReplicaGroup running(ReplicaGroup group) {
    List<NodeRef> running = new ArrayList<>();
    for (int replica = 0; replica < group.replicas(); replica++) {
      if (random.nextInt(10) >= 2) {
        anywhere(group, running);
      }
    }
    return new ReplicaGroup(
        group.id(),
        group.replicas(),
        group.demand(),
        group.eligible(),
        group.separation(),
        group.traffic(),
        group.link(),
        group.moveEuro(),
        running);
  }

  private void anywhere(ReplicaGroup group, List<NodeRef> running) {
    for (int tried = 0; tried < TRIES; tried++) {
      int node = random.nextInt(nodes.size());
      Resources sum = plus(used[node], group.demand());
      if (group.eligible().allows(poolOf.get(node))
          && fits(sum, pools.get(poolOf.get(node)).allocatable())
          && !running.contains(nodes.get(node))) {
        used[node] = sum;
        running.add(nodes.get(node));
        return;
      }
    }
  }

  private static Resources plus(Resources a, Resources b) {
    return new Resources(
        a.cpuMillicores() + b.cpuMillicores(),
        a.memoryMiB() + b.memoryMiB(),
        a.gpuMilli() + b.gpuMilli(),
        a.storageGiB() + b.storageGiB());
  }

  private static boolean fits(Resources demand, Resources given) {
    return demand.cpuMillicores() <= given.cpuMillicores()
        && demand.memoryMiB() <= given.memoryMiB()
        && demand.gpuMilli() <= given.gpuMilli()
        && demand.storageGiB() <= given.storageGiB();
  }
}
