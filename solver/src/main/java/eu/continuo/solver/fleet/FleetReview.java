package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import eu.continuo.solver.model.Violation;
import eu.continuo.solver.model.Violation.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One reading of a fleet that notes everything that is wrong. */
final class FleetReview {

  private static final double LARGEST_QUANTITY = 1e9;

  /** Enough for a hundred thousand replicas with room; more would be a mistake of the caller. */
  private static final long MOST_REPLICAS = 500_000;

  private static final long MOST_NODES = 100_000;

  /**
   * A plan's points stay below this, so that they and their 1,024ths, in which a bound is
   * certified, add up exactly: ten billion euro a month.
   */
  private static final double MOST_POINTS = 0x1p50;

  private final Fleet fleet;
  private final List<Violation> violations = new ArrayList<>();
  private final Set<SiteId> siteIds = new HashSet<>();
  private final Map<PoolId, NodePool> pools = new HashMap<>();
  private final Map<GroupId, ReplicaGroup> groups = new HashMap<>();

  FleetReview(Fleet fleet) {
    this.fleet = fleet;
  }

  List<Violation> violations() {
    sites();
    pools();
    fleet.groups().forEach(this::identify);
    fleet.groups().forEach(this::group);
    sizes();
    circles();
    roundTrips();
    weights();
    if (violations.isEmpty()) {
      objective();
    }
    return List.copyOf(violations);
  }

  private void sites() {
    filled("sites", fleet.sites());
    for (FleetSite site : fleet.sites()) {
      String subject = "site " + site.id();
      unique(subject, siteIds.add(site.id()));
      quantity(subject, "pue", site.pue(), 1);
      quantity(subject, "carbonIntensityGramsPerKWh", site.carbonIntensityGramsPerKWh(), 0);
    }
  }

  private void pools() {
    filled("pools", fleet.pools());
    for (NodePool pool : fleet.pools()) {
      String subject = "pool " + pool.id();
      unique(subject, pools.put(pool.id(), pool) == null);
      known(subject, "site " + pool.site(), siteIds.contains(pool.site()));
      quantity(subject, "nodes", pool.nodes(), 1);
      resources(subject, pool.allocatable());
      devices(subject, pool.allocatable(), false);
      quantity(subject, "euroPerOpenHour", pool.price().euroPerOpenHour(), 0);
      quantity(subject, "euroPerVcpuHour", pool.price().euroPerVcpuHour(), 0);
      quantity(subject, "euroPerGibHour", pool.price().euroPerGibHour(), 0);
      quantity(subject, "euroPerGpuHour", pool.price().euroPerGpuHour(), 0);
      quantity(subject, "idleWatts", pool.power().idleWatts(), 0);
      quantity(subject, "wattsPerVcpu", pool.power().wattsPerVcpu(), 0);
      quantity(subject, "wattsPerGib", pool.power().wattsPerGib(), 0);
      quantity(subject, "wattsPerGpu", pool.power().wattsPerGpu(), 0);
    }
  }

  private void identify(ReplicaGroup group) {
    unique("group " + group.id(), groups.put(group.id(), group) == null);
  }

  private void group(ReplicaGroup group) {
    String subject = "group " + group.id();
    quantity(subject, "replicas", group.replicas(), 1);
    resources(subject, group.demand());
    devices(subject, group.demand(), true);
    quantity(subject, "moveEuro", group.moveEuro(), 0);
    if (group.eligible().length() > fleet.pools().size()) {
      note(
          Code.UNKNOWN_ID,
          subject,
          "The group may run in a pool at position %d; the fleet has %d pools."
              .formatted(group.eligible().length() - 1, fleet.pools().size()),
          "Give positions in the fleet's list of pools.");
    }
    Traffic traffic = group.traffic();
    if (traffic != null) {
      known(subject, "area " + traffic.area(), fleet.roundTrips().areas().contains(traffic.area()));
      quantity(subject, "importance of traffic", traffic.importance(), 0);
      bound(subject, traffic.maxRoundTripMs());
    }
    Link link = group.link();
    if (link != null) {
      known(subject, "group " + link.to(), groups.containsKey(link.to()));
      quantity(subject, "importance of the link", link.importance(), 0);
      bound(subject, link.maxRoundTripMs());
    }
    running(subject, group);
  }

  private void running(String subject, ReplicaGroup group) {
    Set<NodeRef> seen = new HashSet<>();
    for (NodeRef node : group.running()) {
      NodePool pool = pools.get(node.pool());
      known(
          subject,
          "node " + node,
          pool != null && node.number() >= 0 && node.number() < pool.nodes());
      if (!seen.add(node)) {
        note(
            Code.CONTRADICTION,
            subject,
            "Two of its replicas run on node %s.".formatted(node),
            "Name each node once: the replicas of a group are on different nodes.");
      }
    }
    if (group.running().size() > group.replicas()) {
      note(
          Code.CONTRADICTION,
          subject,
          "%d replicas run, and %d are to be placed."
              .formatted(group.running().size(), group.replicas()),
          "Name as many running nodes as there are replicas, at most.");
    }
  }

  private void sizes() {
    long nodes = fleet.pools().stream().mapToLong(NodePool::nodes).sum();
    long replicas = fleet.groups().stream().mapToLong(ReplicaGroup::replicas).sum();
    if (nodes > MOST_NODES || replicas > MOST_REPLICAS) {
      note(
          Code.BAD_QUANTITY,
          "fleet",
          "The fleet has %d nodes and %d replicas; at most %d and %d are planned at once."
              .formatted(nodes, replicas, MOST_NODES, MOST_REPLICAS),
          "Plan parts of it.");
    }
  }

  /** Each circle is noted once, at the first of its groups. */
  private void circles() {
    Set<GroupId> done = new HashSet<>();
    for (ReplicaGroup group : fleet.groups()) {
      Set<GroupId> path = new HashSet<>();
      ReplicaGroup at = group;
      while (at != null && path.add(at.id()) && !done.contains(at.id())) {
        Link link = at.link();
        at = link == null ? null : groups.get(link.to());
      }
      if (at != null && !done.contains(at.id())) {
        note(
            Code.CONTRADICTION,
            "group " + at.id(),
            "Its links lead back to itself.",
            "Leave out one link of the circle.");
      }
      done.addAll(path);
    }
  }

  private void roundTrips() {
    table("round trips between sites", fleet.roundTrips().siteToSiteMs(), fleet.sites().size());
    table(
        "round trips from areas",
        fleet.roundTrips().areaToSiteMs(),
        fleet.roundTrips().areas().size());
  }

  private void table(String subject, double[][] ms, int rows) {
    if (ms.length != rows) {
      note(
          Code.EMPTY,
          subject,
          "The table has %d rows; %d are needed.".formatted(ms.length, rows),
          "Give one row for each site or area.");
    }
    for (double[] row : ms) {
      if (row.length != fleet.sites().size()) {
        note(
            Code.EMPTY,
            subject,
            "A row has %d columns; the fleet has %d sites."
                .formatted(row.length, fleet.sites().size()),
            "Give one column for each site.");
      }
      for (double each : row) {
        quantity(subject, "ms", each, 0);
      }
    }
  }

  private void weights() {
    for (FleetTerm term : FleetTerm.values()) {
      quantity("weights", term.key(), fleet.weights().of(term), 0);
    }
  }

  /** An upper estimate of what any plan costs. */
  private void objective() {
    FleetWeights weights = fleet.weights();
    double farthestMs = 0;
    for (double[][] table :
        List.of(fleet.roundTrips().siteToSiteMs(), fleet.roundTrips().areaToSiteMs())) {
      for (double[] row : table) {
        for (double each : row) {
          farthestMs = Math.max(farthestMs, each);
        }
      }
    }
    double dirtiest =
        fleet.sites().stream().mapToDouble(s -> s.carbonGramsPerHour(1)).max().orElse(0);
    double points = 0;
    for (NodePool pool : fleet.pools()) {
      points +=
          pool.nodes()
              * weighed(
                  pool.price().euroPerOpenHour() * Site.HOURS_PER_MONTH,
                  pool.power().idleWatts() * dirtiest);
    }
    for (ReplicaGroup group : fleet.groups()) {
      double dearest = 0;
      for (NodePool pool : fleet.pools()) {
        dearest =
            Math.max(
                dearest,
                weighed(
                    pool.price().euroPerHour(group.demand()) * Site.HOURS_PER_MONTH,
                    pool.power().watts(group.demand()) * dirtiest));
      }
      Traffic traffic = group.traffic();
      Link link = group.link();
      double calls =
          (traffic == null ? 0.0 : group.replicas() * (double) traffic.importance())
              + (link == null ? 0 : link.importance());
      points +=
          group.replicas() * dearest
              + FleetWeights.POINTS_PER_EURO
                  * (calls * farthestMs * weights.latencyMs()
                      + group.moveEuro() * group.replicas() * weights.migrationEuro()
                      + group.replicas() * (double) group.replicas() * weights.riskSpread());
    }
    if (!(points < MOST_POINTS)) {
      note(
          Code.BAD_QUANTITY,
          "fleet",
          String.format(
              Locale.ROOT,
              "A plan may cost %.3g points; at most %.3g are exact.",
              points,
              MOST_POINTS),
          "Check prices, weights and amounts.");
    }
  }

  private double weighed(double euroPerMonth, double carbonGrams) {
    return FleetWeights.POINTS_PER_EURO
        * (fleet.weights().costEuro() * euroPerMonth + fleet.weights().carbonGrams() * carbonGrams);
  }

  private void resources(String subject, Resources resources) {
    for (ResourceKind kind : ResourceKind.values()) {
      quantity(subject, kind.name(), (double) resources.of(kind), 0);
    }
  }

  /** Nobody gives or takes one device and a half. */
  private void devices(String subject, Resources resources, boolean mayBeShare) {
    long milli = resources.gpuMilli();
    if (milli % GpuDevices.WHOLE != 0 && !(mayBeShare && GpuDevices.isShare(milli))) {
      note(
          Code.BAD_QUANTITY,
          subject,
          "GPU_MILLI is %d, which is no number of whole devices.".formatted(milli),
          mayBeShare
              ? "Give thousands, or less than 1000 for a part of one device."
              : "Give thousands.");
    }
  }

  private void bound(String subject, double maxRoundTripMs) {
    if (!(maxRoundTripMs >= 0)) {
      quantity(subject, "maxRoundTripMs", maxRoundTripMs, 0);
    }
  }

  private void quantity(String subject, String name, double amount, double least) {
    if (!(amount >= least && amount <= LARGEST_QUANTITY)) {
      note(
          Code.BAD_QUANTITY,
          subject,
          "%s is %s.".formatted(name, amount),
          String.format(Locale.ROOT, "Give a number from %.0f to %.0f.", least, LARGEST_QUANTITY));
    }
  }

  private void filled(String subject, List<?> members) {
    if (members.isEmpty()) {
      note(Code.EMPTY, subject, "The fleet has no " + subject + ".", "Name at least one.");
    }
  }

  private void unique(String subject, boolean isNew) {
    if (!isNew) {
      note(Code.DUPLICATE_ID, subject, "Two have this identifier.", "Give each its own.");
    }
  }

  private void known(String subject, String named, boolean isKnown) {
    if (!isKnown) {
      note(
          Code.UNKNOWN_ID,
          subject,
          "It names %s, which the fleet does not have.".formatted(named),
          "Add it or name another.");
    }
  }

  private void note(Code code, String subject, String message, String hint) {
    violations.add(new Violation(code, subject, message, hint));
  }
}
