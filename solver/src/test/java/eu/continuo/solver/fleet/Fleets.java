package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Random fleets that are small and have everything a fleet can have. */
final class Fleets {

  private static final Separation[] SEPARATIONS = {
    Separation.NODE,
    Separation.NODE,
    Separation.NODE,
    Separation.NODE,
    Separation.SITE,
    Separation.FAILURE_DOMAIN
  };

  /** None for most, then shares that do not add up to a device, and whole ones. */
  private static final long[] GPU_MILLI = {0, 0, 0, 0, 0, 0, 0, 300, 400, 700, 1_000, 2_000};

  private final Random random;

  private Fleets(long seed) {
    random = new Random(seed);
  }

  /** A few nodes and replicas: few enough to try all plans. */
  static FleetProblem tiny(long seed) {
    return new Fleets(seed).problem(3, 3, 2, 3);
  }

  /** Tens of nodes and replicas. */
  static FleetProblem small(long seed) {
    return new Fleets(seed).problem(6, 12, 4, 25);
  }

  static FleetProblem accepted(Fleet fleet) {
    return switch (fleet.check()) {
      case FleetCheck.Accepted(FleetProblem problem) -> problem;
      case FleetCheck.Refused(var violations) -> throw new AssertionError(violations.toString());
    };
  }

  /** Each replica on any node, or on none. */
  static int[] anyPlan(FleetProblem problem, Random random) {
    return random.ints(problem.replicas, -1, problem.nodes).toArray();
  }

  private FleetProblem problem(int sites, int pools, int nodes, int groups) {
    List<FleetSite> places = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      places.add(
          new FleetSite(
              new SiteId("site" + site),
              new FailureDomainId("domain" + site / 2),
              1 + random.nextDouble(),
              random.nextInt(500)));
    }
    List<NodePool> nodePools = new ArrayList<>();
    for (int pool = 0; pool < pools; pool++) {
      nodePools.add(pool(pool, sites, 1 + random.nextInt(nodes)));
    }
    List<ReplicaGroup> replicaGroups = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      replicaGroups.add(group(group, nodePools));
    }
    return accepted(
        new Fleet(
            places,
            nodePools,
            replicaGroups,
            RoundTrips.of(
                table(sites, sites),
                List.of(new AreaId("north"), new AreaId("south")),
                table(2, sites)),
            new FleetWeights(1, 0.3, 0.2, 1, 20 * random.nextInt(3))));
  }

  private double[][] table(int rows, int columns) {
    double[][] ms = new double[rows][columns];
    for (double[] row : ms) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextInt(60);
      }
    }
    return ms;
  }

  private NodePool pool(int number, int sites, int nodes) {
    return new NodePool(
        new PoolId("pool" + number),
        new SiteId("site" + random.nextInt(sites)),
        nodes,
        new Resources(
            2_000 + random.nextInt(4_000),
            4_000 + random.nextInt(9_000),
            1_000L * random.nextInt(4),
            random.nextInt(200)),
        new NodePool.Price(
            random.nextDouble() * 0.2, random.nextDouble() * 0.05, random.nextDouble() * 0.01, 0.5),
        new NodePool.Power(50 + random.nextInt(100), 7, 0.4, 200));
  }

  private ReplicaGroup group(int number, List<NodePool> pools) {
    BitSet eligible = new BitSet();
    for (int pool = 0; pool < pools.size(); pool++) {
      eligible.set(pool, random.nextInt(4) > 0);
    }
    Resources demand =
        new Resources(
            200 + random.nextInt(2_500),
            300 + random.nextInt(5_000),
            GPU_MILLI[random.nextInt(GPU_MILLI.length)],
            random.nextInt(3) == 0 ? random.nextInt(50) : 0);
    int replicas = 1 + random.nextInt(3);
    Traffic traffic =
        random.nextInt(3) == 0
            ? null
            : new Traffic(
                new AreaId(random.nextBoolean() ? "north" : "south"), random.nextInt(5), bound());
    Link link =
        number > 0 && random.nextBoolean()
            ? new Link(new GroupId("group" + random.nextInt(number)), random.nextInt(5), bound())
            : null;
    return new ReplicaGroup(
        new GroupId("group" + number),
        replicas,
        demand,
        EligiblePools.of(eligible),
        SEPARATIONS[random.nextInt(SEPARATIONS.length)],
        traffic,
        link,
        random.nextInt(30),
        running(replicas, pools));
  }

  private double bound() {
    return random.nextInt(3) == 0 ? 30 + random.nextInt(30) : Double.POSITIVE_INFINITY;
  }

  private List<NodeRef> running(int replicas, List<NodePool> pools) {
    List<NodeRef> running = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      NodePool pool = pools.get(random.nextInt(pools.size()));
      NodeRef node = new NodeRef(pool.id(), random.nextInt(pool.nodes()));
      if (random.nextBoolean() && !running.contains(node)) {
        running.add(node);
      }
    }
    return running;
  }
}
