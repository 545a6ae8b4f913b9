package eu.continuo.solver.fleet;

import eu.continuo.solver.fleet.ReplicaGroup.Link;
import eu.continuo.solver.fleet.ReplicaGroup.Traffic;
import eu.continuo.solver.model.FailureDomainId;
import eu.continuo.solver.model.Site;
import eu.continuo.solver.model.SiteId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sound fleet, laid out in arrays. Sites, pools and groups are their positions in the fleet;
 * nodes and replicas are numbered through, pool by pool and group by group. It only comes out of
 * {@link Fleet#check()}, so that whoever holds one need not check again. Nothing here changes.
 *
 * <p>All points are whole numbers that are rounded once, here, for one node opened, one replica
 * placed, one pair or one millisecond; everything else adds them up.
 */
public final class FleetProblem {

  /** Points of what a rule excludes; four of them still add up without overflow. */
  static final long EXCLUDED = Long.MAX_VALUE / 4;

  static final int NONE = -1;

  private final Fleet fleet;

  final int sites;
  final int pools;
  final int groups;
  final int nodes;
  final int replicas;

  /** The failure domain of each site, from 0. */
  final int[] siteDomain;

  final int domains;

  final int[] poolSite;
  final int[] poolFirstNode;
  final int[] nodePool;
  final int[] nodeSite;

  /** What a node of each pool can give, in the order of {@link ResourceKind}. */
  final long[][] allocatable;

  /** What it costs to open a node of each pool. */
  final long[] openPoints;

  final int[] groupFirstReplica;
  final int[] replicaGroup;

  /**
   * Groups of equal demand, eligibility and traffic have one profile, for they cost the same
   * everywhere.
   */
  final int profiles;

  final int[] groupProfile;
  final long[][] demand;

  /** What one replica of a profile costs in a pool, or {@link #EXCLUDED}. */
  final long[][] placePoints;

  /** The pools that are not excluded for a profile, in their order, which is by site or not. */
  final int[][] profilePools;

  final Separation[] separation;
  final long[] movePoints;

  /** The nodes where the replicas of a group run now. */
  final int[][] homes;

  final long pairPoints;

  /** The group whose leader a group's leader calls, or {@link #NONE}. */
  final int[] linkTo;

  final int[] linkImportance;
  final double[] linkMaxMs;

  /** The groups whose leaders call the leader of a group. */
  final int[][] callers;

  final double[][] siteMs;
  final long[][] sitePoints;

  FleetProblem(Fleet fleet) {
    this.fleet = fleet;
    sites = fleet.sites().size();
    pools = fleet.pools().size();
    groups = fleet.groups().size();
    Map<FailureDomainId, Integer> domainNumbers = new HashMap<>();
    siteDomain =
        fleet.sites().stream()
            .mapToInt(
                site ->
                    domainNumbers.computeIfAbsent(site.failureDomain(), d -> domainNumbers.size()))
            .toArray();
    domains = domainNumbers.size();

    Map<SiteId, Integer> siteNumbers = new HashMap<>();
    fleet.sites().forEach(site -> siteNumbers.put(site.id(), siteNumbers.size()));
    poolSite = fleet.pools().stream().mapToInt(pool -> number(siteNumbers, pool.site())).toArray();
    poolFirstNode = firsts(fleet.pools().stream().mapToInt(NodePool::nodes).toArray());
    nodes = poolFirstNode[pools];
    nodePool = owners(poolFirstNode);
    nodeSite = Arrays.stream(nodePool).map(pool -> poolSite[pool]).toArray();
    allocatable =
        fleet.pools().stream().map(pool -> amounts(pool.allocatable())).toArray(long[][]::new);
    openPoints =
        fleet.pools().stream()
            .mapToLong(
                pool -> openPoints(pool, fleet.sites().get(number(siteNumbers, pool.site()))))
            .toArray();

    groupFirstReplica = firsts(fleet.groups().stream().mapToInt(ReplicaGroup::replicas).toArray());
    replicas = groupFirstReplica[groups];
    replicaGroup = owners(groupFirstReplica);
    separation = fleet.groups().stream().map(ReplicaGroup::separation).toArray(Separation[]::new);
    movePoints =
        fleet.groups().stream()
            .mapToLong(g -> fleet.weights().points(FleetTerm.MIGRATION_EURO, g.moveEuro()))
            .toArray();
    Map<PoolId, Integer> poolNumbers = new HashMap<>();
    fleet.pools().forEach(pool -> poolNumbers.put(pool.id(), poolNumbers.size()));
    homes =
        fleet.groups().stream()
            .map(
                group ->
                    group.running().stream()
                        .mapToInt(n -> poolFirstNode[number(poolNumbers, n.pool())] + n.number())
                        .toArray())
            .toArray(int[][]::new);
    pairPoints = fleet.weights().points(FleetTerm.RISK_SPREAD, 1);

    siteMs = fleet.roundTrips().siteToSiteMs();
    sitePoints = points(siteMs);
    Map<ProfileKey, Integer> profileNumbers = new LinkedHashMap<>();
    groupProfile =
        fleet.groups().stream()
            .map(group -> new ProfileKey(group.demand(), group.eligible(), group.traffic()))
            .mapToInt(key -> profileNumbers.computeIfAbsent(key, k -> profileNumbers.size()))
            .toArray();
    List<ProfileKey> keys = new ArrayList<>(profileNumbers.keySet());
    profiles = keys.size();
    demand = keys.stream().map(key -> amounts(key.demand())).toArray(long[][]::new);
    placePoints = placePoints(keys);
    profilePools =
        Arrays.stream(placePoints)
            .map(row -> positions(row.length, pool -> row[pool] < EXCLUDED))
            .toArray(int[][]::new);

    Map<GroupId, Integer> groupNumbers = new HashMap<>();
    fleet.groups().forEach(group -> groupNumbers.put(group.id(), groupNumbers.size()));
    linkTo = new int[groups];
    linkImportance = new int[groups];
    linkMaxMs = new double[groups];
    for (int group = 0; group < groups; group++) {
      Link link = fleet.groups().get(group).link();
      linkTo[group] = link == null ? NONE : number(groupNumbers, link.to());
      linkImportance[group] = link == null ? 0 : link.importance();
      linkMaxMs[group] = link == null ? Double.POSITIVE_INFINITY : link.maxRoundTripMs();
    }
    callers = callers();
  }

  private record ProfileKey(Resources demand, EligiblePools eligible, @Nullable Traffic traffic) {}

  /** The fleet as it came. */
  public Fleet fleet() {
    return fleet;
  }

  /** How many replicas are to be placed. */
  public int replicas() {
    return replicas;
  }

  /** How many nodes there are. */
  public int nodes() {
    return nodes;
  }

  /** The node with this number. */
  public NodeRef node(int number) {
    int pool = nodePool[number];
    return new NodeRef(fleet.pools().get(pool).id(), number - poolFirstNode[pool]);
  }

  boolean isLeader(int replica) {
    return groupFirstReplica[replicaGroup[replica]] == replica;
  }

  int leader(int group) {
    return groupFirstReplica[group];
  }

  int size(int group) {
    return groupFirstReplica[group + 1] - groupFirstReplica[group];
  }

  /** How many GPUs a node has. */
  int devices(int node) {
    return (int) (allocatable[nodePool[node]][ResourceKind.GPU_MILLI.column()] / GpuDevices.WHOLE);
  }

  int poolSize(int pool) {
    return poolFirstNode[pool + 1] - poolFirstNode[pool];
  }

  /** What the link of a group costs between two sites, or {@link #EXCLUDED}. */
  long linkPoints(int group, int site, int otherSite) {
    return siteMs[site][otherSite] > linkMaxMs[group]
        ? EXCLUDED
        : linkImportance[group] * sitePoints[site][otherSite];
  }

  /** The pools of each site. */
  int[][] poolsBySite() {
    int[][] bySite = new int[sites][];
    for (int site = 0; site < sites; site++) {
      int wanted = site;
      bySite[site] = positions(pools, pool -> poolSite[pool] == wanted);
    }
    return bySite;
  }

  private long openPoints(NodePool pool, FleetSite site) {
    FleetWeights weights = fleet.weights();
    return weights.points(
            FleetTerm.COST_EURO, pool.price().euroPerOpenHour() * Site.HOURS_PER_MONTH)
        + weights.points(FleetTerm.CARBON_GRAMS, site.carbonGramsPerHour(pool.power().idleWatts()));
  }

  private long[][] placePoints(List<ProfileKey> keys) {
    Map<AreaId, Integer> areas = new HashMap<>();
    fleet.roundTrips().areas().forEach(area -> areas.put(area, areas.size()));
    long[][] areaPoints = points(fleet.roundTrips().areaToSiteMs());
    long[][] table = new long[keys.size()][pools];
    for (int profile = 0; profile < table.length; profile++) {
      ProfileKey key = keys.get(profile);
      for (int position = 0; position < pools; position++) {
        NodePool pool = fleet.pools().get(position);
        int site = poolSite[position];
        long points = EXCLUDED;
        if (key.eligible().allows(position) && fits(demand[profile], allocatable[position])) {
          points = runPoints(key.demand(), pool, fleet.sites().get(site));
          Traffic traffic = key.traffic();
          if (traffic != null) {
            int area = number(areas, traffic.area());
            boolean near =
                fleet.roundTrips().areaToSiteMs()[area][site] <= traffic.maxRoundTripMs();
            points = near ? points + traffic.importance() * areaPoints[area][site] : EXCLUDED;
          }
        }
        table[profile][position] = points;
      }
    }
    return table;
  }

  private long runPoints(Resources demand, NodePool pool, FleetSite site) {
    FleetWeights weights = fleet.weights();
    return weights.points(
            FleetTerm.COST_EURO, pool.price().euroPerHour(demand) * Site.HOURS_PER_MONTH)
        + weights.points(
            FleetTerm.CARBON_GRAMS, site.carbonGramsPerHour(pool.power().watts(demand)));
  }

  private long[][] points(double[][] ms) {
    return Arrays.stream(ms)
        .map(
            row ->
                Arrays.stream(row)
                    .mapToLong(each -> fleet.weights().points(FleetTerm.LATENCY_MS, each))
                    .toArray())
        .toArray(long[][]::new);
  }

  private int[][] callers() {
    List<List<Integer>> lists = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      lists.add(new ArrayList<>());
    }
    for (int group = 0; group < groups; group++) {
      if (linkTo[group] != NONE) {
        lists.get(linkTo[group]).add(group);
      }
    }
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  static boolean fits(long[] demand, long[] free) {
    for (int kind = 0; kind < ResourceKind.COUNT; kind++) {
      if (demand[kind] > free[kind]) {
        return false;
      }
    }
    return true;
  }

  private static long[] amounts(Resources resources) {
    return Arrays.stream(ResourceKind.values()).mapToLong(resources::of).toArray();
  }

  /** Where each of so many begins when they are numbered through, and where they end. */
  private static int[] firsts(int[] counts) {
    int[] firsts = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      firsts[i + 1] = firsts[i] + counts[i];
    }
    return firsts;
  }

  private static int[] owners(int[] firsts) {
    int[] owners = new int[firsts[firsts.length - 1]];
    for (int i = 0; i + 1 < firsts.length; i++) {
      Arrays.fill(owners, firsts[i], firsts[i + 1], i);
    }
    return owners;
  }

  static int[] positions(int count, IntPredicate wanted) {
    return IntStream.range(0, count).filter(wanted).toArray();
  }

  private static <K> int number(Map<K, Integer> numbers, K key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalStateException(key + " is unknown, though the fleet was checked");
    }
    return number;
  }
}
