package eu.continuo.bench;

import eu.continuo.solver.fleet.AreaId;
import eu.continuo.solver.fleet.EligiblePools;
import eu.continuo.solver.fleet.Fleet;
import eu.continuo.solver.fleet.FleetSite;
import eu.continuo.solver.fleet.FleetWeights;
import eu.continuo.solver.fleet.GroupId;
import eu.continuo.solver.fleet.NodePool;
import eu.continuo.solver.fleet.NodePool.Power;
import eu.continuo.solver.fleet.NodePool.Price;
import eu.continuo.solver.fleet.PoolId;
import eu.continuo.solver.fleet.ReplicaGroup;
import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.fleet.Resources;
import eu.continuo.solver.fleet.RoundTrips;
import eu.continuo.solver.fleet.Separation;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One fleet of {@link PlaceGenerator#REGIONS}. */
final class PlaceRegions {

  private static final int ZONES = 3;
  private static final double HOURS_PER_MONTH = 730;
  private static final double ZONE_MS = 1;

  /** Carbon at 300 euro a tonne, a ms of importance 1 at 0.1 euro, a pair at 10 euro a month. */
  private static final FleetWeights WEIGHTS = new FleetWeights(1, 0.219, 0.1, 1, 10);

  /** The kinds of nodes; open nodes are dear and what runs on them is cheap, as with bare metal. */
  private record Kind(String name, Resources gives, double euroPerOpenMonth, double idleWatts) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("compute", new Resources(64_000, 131_072, 0, 900), 420, 160),
          new Kind("general", new Resources(48_000, 196_608, 0, 1_800), 400, 150),
          new Kind("memory", new Resources(32_000, 262_144, 0, 1_800), 430, 150),
          new Kind("little", new Resources(16_000, 65_536, 0, 400), 150, 70),
          new Kind("gpu", new Resources(64_000, 524_288, 4_000, 3_600), 1_900, 420));

  private final PlaceSize size;
  private final SplittableRandom random;
  private final int regions;
  private final double[] x;
  private final double[] priceFactor;
  private final List<FleetSite> sites = new ArrayList<>();
  private final List<NodePool> pools = new ArrayList<>();
  private final List<Integer> poolSite = new ArrayList<>();

  PlaceRegions(PlaceSize size, long seed) {
    this.size = size;
    random = new SplittableRandom(seed);
    regions = Math.clamp(size.nodes() / 80, 3, 20);
    x = random.doubles(regions, 0, 60).toArray();
    priceFactor = random.doubles(regions, 0.85, 1.3).toArray();
    for (int region = 0; region < regions; region++) {
      double intensity = 20 + 600 * random.nextDouble() * random.nextDouble();
      for (int zone = 0; zone < ZONES; zone++) {
        sites.add(
            new FleetSite(
                new SiteId("region%d-zone%d".formatted(region, zone)),
                new FailureDomainId("region%d-zone%d".formatted(region, zone)),
                1.1 + 0.2 * random.nextDouble(),
                intensity));
      }
    }
    pools();
  }

  Fleet fleet() {
    return new Fleet(sites, pools, groups(), roundTrips(), WEIGHTS);
  }

  private void pools() {
    int[][] counts = new int[sites.size()][KINDS.size()];
    int[] share = {0, 0, 1, 1, 1, 1, 2, 2, 3, 3};
    for (int node = 0; node < size.nodes(); node++) {
      int kind = random.nextInt(25) == 0 ? KINDS.size() - 1 : share[random.nextInt(10)];
      counts[random.nextInt(sites.size())][kind]++;
    }
    for (int site = 0; site < counts.length; site++) {
      for (int kind = 0; kind < KINDS.size(); kind++) {
        if (counts[site][kind] > 0) {
          pools.add(pool(site, KINDS.get(kind), counts[site][kind]));
          poolSite.add(site);
        }
      }
    }
  }

  private NodePool pool(int site, Kind kind, int nodes) {
    double factor = priceFactor[site / ZONES] / HOURS_PER_MONTH;
    return new NodePool(
        new PoolId(sites.get(site).id() + "-" + kind.name),
        sites.get(site).id(),
        nodes,
        kind.gives,
        new Price(kind.euroPerOpenMonth * factor, 5 * factor, 0.6 * factor, 150 * factor),
        new Power(kind.idleWatts, 5, 0.3, 250));
  }

  private RoundTrips roundTrips() {
    int count = sites.size();
    double[][] between = new double[count][count];
    double[][] fromAreas = new double[regions][count];
    for (int to = 0; to < count; to++) {
      for (int from = 0; from < count; from++) {
        between[from][to] = from == to ? 0 : ms(from / ZONES, to / ZONES);
      }
      for (int area = 0; area < regions; area++) {
        fromAreas[area][to] = 4 + ms(area, to / ZONES);
      }
    }
    List<AreaId> areas =
        IntStream.range(0, regions).mapToObj(area -> new AreaId("area" + area)).toList();
    return RoundTrips.of(between, areas, fromAreas);
  }

  private double ms(int region, int other) {
    return ZONE_MS + Math.abs(x[region] - x[other]);
  }

  private List<ReplicaGroup> groups() {
    List<Resources> demands = new ArrayList<>();
    List<Integer> replicas = new ArrayList<>();
    long gpus =
        (long) pools.stream().mapToDouble(p -> p.nodes() * p.allocatable().gpus()).sum() / 2;
    for (int placed = 0; placed < size.workloads(); placed += replicas.getLast()) {
      int count = new int[] {1, 2, 2, 3, 3, 5, 8}[random.nextInt(7)];
      replicas.add(Math.min(count, size.workloads() - placed));
      boolean gpu = random.nextInt(50) == 0 && replicas.getLast() <= gpus;
      gpus -= gpu ? replicas.getLast() : 0;
      demands.add(demand(gpu));
    }
    double factor = PlaceLoad.factor(size, pools, demands, replicas);
    List<EligiblePools> choices = choices();
    List<ReplicaGroup> groups = new ArrayList<>();
    for (int number = 0; number < demands.size(); number++) {
      groups.add(group(number, scaled(demands.get(number), factor), replicas.get(number), choices));
    }
    return groups;
  }

  /** A tail as of a Pareto distribution, in steps, so that sizes repeat as flavours do. */
  private Resources demand(boolean gpu) {
    long cpu = Math.min(32, Math.round(1 / Math.pow(1 - random.nextDouble(), 0.8))) * 500;
    long memory = cpu * (1 + random.nextInt(8));
    return new Resources(cpu, memory, gpu ? 1_000 : 0, random.nextInt(5) == 0 ? 50 : 0);
  }

  private static Resources scaled(Resources demand, double factor) {
    return new Resources(
        Math.clamp((long) (demand.cpuMillicores() * factor), 10, 30_000),
        Math.clamp((long) (demand.memoryMiB() * factor), 16, 125_000),
        demand.gpuMilli(),
        demand.storageGiB());
  }

  private ReplicaGroup group(
      int number, Resources demand, int replicas, List<EligiblePools> choices) {
    int importance = new int[] {0, 1, 3, 10}[random.nextInt(4)];
    boolean linked = number > 0 && random.nextInt(4) == 0;
    return new ReplicaGroup(
        new GroupId("group" + number),
        replicas,
        demand,
        choices.get(random.nextInt(10) < 7 ? 0 : random.nextInt(choices.size())),
        replicas <= 3 && random.nextInt(5) == 0 ? Separation.FAILURE_DOMAIN : Separation.NODE,
        new Traffic(
            new AreaId("area" + random.nextInt(regions)), importance, Double.POSITIVE_INFINITY),
        linked ? link(random.nextInt(number)) : null,
        5,
        List.of());
  }

  private Link link(int to) {
    boolean bounded = random.nextInt(4) == 0;
    return new Link(
        new GroupId("group" + to), 1 + random.nextInt(5), bounded ? 30 : Double.POSITIVE_INFINITY);
  }

  /** All pools, and those of half of the regions, in four ways. */
  private List<EligiblePools> choices() {
    List<EligiblePools> choices = new ArrayList<>();
    for (int choice = 0; choice < 5; choice++) {
      BitSet wanted = new BitSet();
      for (int pool = 0; pool < pools.size(); pool++) {
        int region = poolSite.get(pool) / ZONES;
        if (choice == 0 || (region + choice) % 2 == 0 || region % 4 == choice - 1) {
          wanted.set(pool);
        }
      }
      choices.add(EligiblePools.of(wanted));
    }
    return choices;
  }
}
