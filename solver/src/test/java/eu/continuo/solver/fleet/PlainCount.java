package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the amounts of a plan from the records of a fleet, as one would on paper: it uses no array
 * of the problem.
 */
final class PlainCount {

  private final Fleet fleet;
  private final Map<GroupId, List<@Nullable NodeRef>> nodes = new HashMap<>();

  /** Reads where replicas are; a null is a replica that is not placed. */
  PlainCount(FleetProblem problem, int[] nodeOf) {
    fleet = problem.fleet();
    int replica = 0;
    for (ReplicaGroup group : fleet.groups()) {
      List<@Nullable NodeRef> each = new ArrayList<>();
      for (int i = 0; i < group.replicas(); i++, replica++) {
        each.add(nodeOf[replica] < 0 ? null : problem.node(nodeOf[replica]));
      }
      nodes.put(group.id(), each);
    }
  }

  double costEuro() {
    double euroPerHour = 0;
    Set<NodeRef> open = new HashSet<>();
    for (ReplicaGroup group : fleet.groups()) {
      for (NodeRef node : placed(group)) {
        NodePool.Price price = pool(node).price();
        if (open.add(node)) {
          euroPerHour += price.euroPerOpenHour();
        }
        euroPerHour +=
            group.demand().cpuMillicores() / 1000.0 * price.euroPerVcpuHour()
                + group.demand().memoryMiB() / 1024.0 * price.euroPerGibHour()
                + group.demand().gpus() * price.euroPerGpuHour();
      }
    }
    return euroPerHour * 730;
  }

  double carbonGrams() {
    double grams = 0;
    Set<NodeRef> open = new HashSet<>();
    for (ReplicaGroup group : fleet.groups()) {
      for (NodeRef node : placed(group)) {
        NodePool.Power power = pool(node).power();
        double watts = open.add(node) ? power.idleWatts() : 0;
        watts += group.demand().cpuMillicores() / 1000.0 * power.wattsPerVcpu();
        watts += group.demand().memoryMiB() / 1024.0 * power.wattsPerGib();
        watts += group.demand().gpus() * power.wattsPerGpu();
        grams += watts / 1000 * site(node).pue() * site(node).carbonIntensityGramsPerKWh();
      }
    }
    return grams;
  }

  double latencyMs() {
    double sum = 0;
    for (ReplicaGroup group : fleet.groups()) {
      Traffic traffic = group.traffic();
      for (NodeRef node : placed(group)) {
        if (traffic != null) {
          int area = fleet.roundTrips().areas().indexOf(traffic.area());
          sum +=
              traffic.importance()
                  * fleet.roundTrips().areaToSiteMs()[area][fleet.sites().indexOf(site(node))];
        }
      }
      Link link = group.link();
      if (link != null) {
        NodeRef from = all(group.id()).getFirst();
        NodeRef to = all(link.to()).getFirst();
        if (from != null && to != null) {
          sum +=
              link.importance()
                  * fleet.roundTrips()
                      .siteToSiteMs()[fleet.sites().indexOf(site(from))][
                      fleet.sites().indexOf(site(to))];
        }
      }
    }
    return sum;
  }

  double migrationEuro() {
    double sum = 0;
    for (ReplicaGroup group : fleet.groups()) {
      Set<NodeRef> left = new HashSet<>(group.running());
      left.removeAll(placed(group));
      sum += left.size() * group.moveEuro();
    }
    return sum;
  }

  double riskSpread() {
    double pairs = 0;
    for (ReplicaGroup group : fleet.groups()) {
      Map<Object, Integer> there = new HashMap<>();
      for (NodeRef node : placed(group)) {
        pairs += there.merge(site(node).failureDomain(), 1, Integer::sum) - 1;
      }
    }
    return pairs;
  }

  private List<@Nullable NodeRef> all(GroupId group) {
    return Objects.requireNonNull(nodes.get(group));
  }

  private List<NodeRef> placed(ReplicaGroup group) {
    return all(group.id()).stream().filter(Objects::nonNull).toList();
  }

  private NodePool pool(NodeRef node) {
    return fleet.pools().stream().filter(p -> p.id().equals(node.pool())).findFirst().orElseThrow();
  }

  private FleetSite site(NodeRef node) {
    return fleet.sites().stream()
        .filter(s -> s.id().equals(pool(node).site()))
        .findFirst()
        .orElseThrow();
  }
}
