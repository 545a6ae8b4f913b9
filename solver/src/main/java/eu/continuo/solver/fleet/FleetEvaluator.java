package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.model.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Counts any plan from nothing, term by term. It is normative: where a search and this count
 * differ, the search is wrong.
 */
public final class FleetEvaluator {

  private static final int GPU = ResourceKind.GPU_MILLI.column();

  private final FleetProblem problem;
  private final Fleet fleet;
  private final int[] nodeOf;
  private final Map<FleetTerm, Double> amounts = new EnumMap<>(FleetTerm.class);
  private final Map<FleetTerm, Long> points = new EnumMap<>(FleetTerm.class);
  private final List<String> breaches = new ArrayList<>();

  private FleetEvaluator(FleetProblem problem, int[] nodeOf) {
    this.problem = problem;
    this.fleet = problem.fleet();
    this.nodeOf = nodeOf;
    for (FleetTerm term : FleetTerm.values()) {
      amounts.put(term, 0.0);
      points.put(term, 0L);
    }
  }

  /**
   * Counts a plan.
   *
   * @param nodeOf the node of each replica, or -1 for a replica that is not placed
   */
  public static FleetEvaluation evaluate(FleetProblem problem, int[] nodeOf) {
    return new FleetEvaluator(problem, nodeOf).evaluate();
  }

  private FleetEvaluation evaluate() {
    long[][] used = new long[problem.nodes][ResourceKind.COUNT];
    List<List<Long>> shares = new ArrayList<>();
    for (int node = 0; node < problem.nodes; node++) {
      shares.add(new ArrayList<>());
    }
    boolean[] open = new boolean[problem.nodes];
    int unplaced = 0;
    for (int replica = 0; replica < nodeOf.length; replica++) {
      int node = nodeOf[replica];
      if (node < 0) {
        unplaced++;
        continue;
      }
      open[node] = true;
      long[] demand = problem.demand[problem.groupProfile[problem.replicaGroup[replica]]];
      for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
        used[node][kind] += demand[kind];
      }
      if (GpuDevices.isShare(demand[GPU])) {
        shares.get(node).add(demand[GPU]);
      }
    }
    int openNodes = 0;
    for (int node = 0; node < problem.nodes; node++) {
      if (open[node]) {
        openNodes++;
        node(node, used[node]);
        devices(node, used[node][GPU], shares.get(node));
      }
    }
    for (int group = 0; group < problem.groups; group++) {
      group(group);
    }
    return new FleetEvaluation(amounts, points, breaches, unplaced, openNodes);
  }

  private void node(int node, long[] used) {
    NodePool pool = fleet.pools().get(problem.nodePool[node]);
    FleetSite site = fleet.sites().get(problem.nodeSite[node]);
    count(FleetTerm.COST_EURO, pool.price().euroPerOpenHour() * Site.HOURS_PER_MONTH);
    count(FleetTerm.CARBON_GRAMS, site.carbonGramsPerHour(pool.power().idleWatts()));
    for (ResourceKind kind : ResourceKind.values()) {
      long free = pool.allocatable().of(kind);
      if (used[kind.column()] > free) {
        breaches.add(
            "node %s: %d of %s are needed, %d are there"
                .formatted(problem.node(node), used[kind.column()], kind, free));
      }
    }
  }

  /** Shares are packed onto the devices that whole demands leave. */
  private void devices(int node, long usedMilli, List<Long> shares) {
    long[] milli = shares.stream().mapToLong(Long::longValue).toArray();
    long wholes = (usedMilli - LongStream.of(milli).sum()) / GpuDevices.WHOLE;
    int left = (int) Math.max(0, problem.devices(node) - wholes);
    if (GpuDevices.pack(milli, left) == null) {
      breaches.add(
          "node %s: shares of %s thousandths do not go on %d GPUs"
              .formatted(problem.node(node), shares, left));
    }
  }

  private void group(int number) {
    ReplicaGroup group = fleet.groups().get(number);
    int first = problem.leader(number);
    for (int replica = first; replica < first + group.replicas(); replica++) {
      int node = nodeOf[replica];
      if (node < 0) {
        continue;
      }
      replica(group, node);
      for (int other = first; other < replica; other++) {
        if (nodeOf[other] >= 0) {
          pair(group, node, nodeOf[other]);
        }
      }
    }
    for (int home : problem.homes[number]) {
      if (!holds(number, home)) {
        count(FleetTerm.MIGRATION_EURO, group.moveEuro());
      }
    }
    Link link = group.link();
    if (link != null) {
      link(group, link, nodeOf[first], nodeOf[problem.leader(problem.linkTo[number])]);
    }
  }

  private boolean holds(int group, int node) {
    for (int i = problem.leader(group); i < problem.leader(group) + problem.size(group); i++) {
      if (nodeOf[i] == node) {
        return true;
      }
    }
    return false;
  }

  private void replica(ReplicaGroup group, int node) {
    int position = problem.nodePool[node];
    NodePool pool = fleet.pools().get(position);
    FleetSite site = fleet.sites().get(problem.nodeSite[node]);
    if (!group.eligible().allows(position)) {
      breaches.add("group %s: not eligible for pool %s".formatted(group.id(), pool.id()));
    }
    count(FleetTerm.COST_EURO, pool.price().euroPerHour(group.demand()) * Site.HOURS_PER_MONTH);
    count(FleetTerm.CARBON_GRAMS, site.carbonGramsPerHour(pool.power().watts(group.demand())));
    Traffic traffic = group.traffic();
    if (traffic != null) {
      RoundTrips trips = fleet.roundTrips();
      double ms =
          trips.areaToSiteMs()[trips.areas().indexOf(traffic.area())][problem.nodeSite[node]];
      latency(group, "users", traffic.importance(), ms, traffic.maxRoundTripMs());
    }
  }

  private void pair(ReplicaGroup group, int node, int otherNode) {
    int site = problem.nodeSite[node];
    int otherSite = problem.nodeSite[otherNode];
    boolean sameDomain = problem.siteDomain[site] == problem.siteDomain[otherSite];
    boolean apart =
        switch (group.separation()) {
          case NODE -> node != otherNode;
          case SITE -> site != otherSite;
          case FAILURE_DOMAIN -> !sameDomain;
        };
    if (!apart) {
      breaches.add("group %s: two replicas in one %s".formatted(group.id(), group.separation()));
    }
    if (sameDomain) {
      count(FleetTerm.RISK_SPREAD, 1);
    }
  }

  private void link(ReplicaGroup group, Link link, int node, int otherNode) {
    if (node >= 0 && otherNode >= 0) {
      double ms = problem.siteMs[problem.nodeSite[node]][problem.nodeSite[otherNode]];
      latency(group, link.to().toString(), link.importance(), ms, link.maxRoundTripMs());
    }
  }

  private void latency(ReplicaGroup group, String to, int importance, double ms, double maxMs) {
    if (ms > maxMs) {
      breaches.add("group %s: %s ms to %s, at most %s".formatted(group.id(), ms, to, maxMs));
    }
    amounts.merge(FleetTerm.LATENCY_MS, importance * ms, Double::sum);
    points.merge(
        FleetTerm.LATENCY_MS,
        importance * fleet.weights().points(FleetTerm.LATENCY_MS, ms),
        Long::sum);
  }

  private void count(FleetTerm term, double amount) {
    amounts.merge(term, amount, Double::sum);
    points.merge(term, fleet.weights().points(term, amount), Long::sum);
  }
}
