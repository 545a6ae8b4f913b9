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
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fleet of {@link PlaceGenerator#CONTINUUM}. */
final class PlaceContinuum {

  /** Grid intensities of countries from Sweden to Poland, roughly, in g CO2e a kWh. */
  private static final double[] INTENSITY_GRAMS = {30, 56, 120, 190, 270, 340, 410, 650};

  private static final int COUNTRIES = INTENSITY_GRAMS.length;
  private static final int AREAS = 12;
  private static final double HOURS_PER_MONTH = 730;

  /** Round trip for a unit of distance on the map, which is 100 wide, in ms. */
  private static final double MS_PER_UNIT = 0.6;

  /**
   * Carbon at 880 euro a tonne (a gram an hour is 730 g a month), a ms of importance 1 at 0.2 euro
   * and a pair in one failure domain at 80 euro a month.
   */
  private static final FleetWeights WEIGHTS = new FleetWeights(1, 0.642, 0.2, 1, 80);

  /** The kinds of nodes: what they give, and what it costs to keep one open. */
  private record Kind(
      String name,
      Resources gives,
      double euroPerOpenMonth,
      double idleWatts,
      double priceFactor,
      double wattsPerVcpu) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("small", new Resources(16_000, 65_536, 0, 1_000), 50, 110, 1, 7),
          new Kind("large", new Resources(32_000, 262_144, 0, 4_000), 115, 200, 1, 7),
          new Kind("gpu", new Resources(48_000, 393_216, 8_000, 8_000), 330, 500, 1.25, 9));

  private record Point(double x, double y) {
    double to(Point other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  private record Place(int country, boolean edge, Point at, FleetSite site, double priceFactor) {}

  private record Template(long cpu, long memory, int gpus, int storage) {}

  private final PlaceSize size;
  private final SplittableRandom random;
  private final List<Place> places = new ArrayList<>();
  private final List<Point> areas = new ArrayList<>();
  private final List<NodePool> pools = new ArrayList<>();
  private final List<Integer> poolPlace = new ArrayList<>();

  PlaceContinuum(PlaceSize size, long seed) {
    this.size = size;
    random = new SplittableRandom(seed);
    map();
    pools();
  }

  Fleet fleet() {
    return new Fleet(
        places.stream().map(Place::site).toList(),
        pools,
        new PlaceYesterday(pools, size.workloads(), random.split()).on(groups()),
        roundTrips(),
        WEIGHTS);
  }

  private void map() {
    List<Point> centres = new ArrayList<>();
    for (int country = 0; country < COUNTRIES; country++) {
      centres.add(new Point(random.nextDouble() * 100, random.nextDouble() * 100));
    }
    for (int number = 0; number < Math.max(4, size.nodes() / 10); number++) {
      int country = random.nextInt(COUNTRIES);
      boolean edge = random.nextInt(3) > 0;
      FleetSite site =
          new FleetSite(
              new SiteId("site" + number),
              new FailureDomainId("domain" + number),
              edge ? between(1.4, 1.9) : between(1.1, 1.3),
              INTENSITY_GRAMS[country] * between(0.8, 1.2));
      places.add(
          new Place(
              country,
              edge,
              near(centres.get(country)),
              site,
              (edge ? 1.6 : 1.0) * between(0.8, 1.3)));
    }
    for (int area = 0; area < AREAS; area++) {
      areas.add(near(centres.get(area % COUNTRIES)));
    }
  }

  private void pools() {
    int[][] counts = new int[places.size()][KINDS.size()];
    for (int node = 0; node < size.nodes(); node++) {
      int place = node < places.size() ? node : random.nextInt(places.size());
      int draw = random.nextInt(10);
      counts[place][draw < 5 ? 0 : draw < 9 ? 1 : 2]++;
    }
    for (int place = 0; place < counts.length; place++) {
      for (int kind = 0; kind < KINDS.size(); kind++) {
        if (counts[place][kind] > 0) {
          pools.add(pool(places.get(place), KINDS.get(kind), counts[place][kind]));
          poolPlace.add(place);
        }
      }
    }
  }

  private static NodePool pool(Place place, Kind kind, int nodes) {
    double factor = place.priceFactor;
    return new NodePool(
        new PoolId(place.site.id() + "-" + kind.name),
        place.site.id(),
        nodes,
        kind.gives,
        new Price(
            kind.euroPerOpenMonth * factor / HOURS_PER_MONTH,
            20 * factor * kind.priceFactor / HOURS_PER_MONTH,
            0.72 * factor / HOURS_PER_MONTH,
            90 * factor / HOURS_PER_MONTH),
        new Power(kind.idleWatts, kind.wattsPerVcpu, 0.4, 250));
  }

  private RoundTrips roundTrips() {
    double[][] between = new double[places.size()][places.size()];
    double[][] fromAreas = new double[AREAS][places.size()];
    for (int to = 0; to < places.size(); to++) {
      for (int from = 0; from < places.size(); from++) {
        between[from][to] =
            from == to ? 0 : 2 + MS_PER_UNIT * places.get(from).at.to(places.get(to).at);
      }
      for (int area = 0; area < AREAS; area++) {
        fromAreas[area][to] =
            (places.get(to).edge ? 2 : 8) + MS_PER_UNIT * areas.get(area).to(places.get(to).at);
      }
    }
    List<AreaId> names = IntStream.range(0, AREAS).mapToObj(i -> new AreaId("area" + i)).toList();
    return RoundTrips.of(between, names, fromAreas);
  }

  private List<ReplicaGroup> groups() {
    List<Template> templates = templates();
    List<Template> chosen = new ArrayList<>();
    List<Integer> replicas = new ArrayList<>();
    int gpus =
        (int) (0.6 * pools.stream().mapToDouble(p -> p.nodes() * p.allocatable().gpus()).sum());
    for (int placed = 0; placed < size.workloads(); placed += replicas.getLast()) {
      int count = new int[] {1, 1, 2, 3}[random.nextInt(4)];
      replicas.add(Math.min(count, size.workloads() - placed));
      Template template =
          templates.get(random.nextInt(100) < 97 ? random.nextInt(27) : 27 + random.nextInt(3));
      if (template.gpus * replicas.getLast() > gpus) {
        template = templates.get(random.nextInt(27));
      }
      gpus -= template.gpus * replicas.getLast();
      chosen.add(template);
    }
    double factor =
        PlaceLoad.factor(
            size,
            pools,
            chosen.stream().map(t -> new Resources(t.cpu, t.memory, 0, 0)).toList(),
            replicas);
    List<ReplicaGroup> groups = new ArrayList<>();
    for (int number = 0; number < chosen.size(); number++) {
      groups.add(group(number, chosen.get(number), replicas.get(number), factor));
    }
    return groups;
  }

  private List<Template> templates() {
    List<Template> templates = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      long cpu = new long[] {100, 250, 500, 1_000, 2_000, 4_000, 8_000}[random.nextInt(7)];
      int storage = random.nextInt(4) == 0 ? 20 + random.nextInt(200) : 0;
      templates.add(
          i < 27
              ? new Template(cpu, cpu * (1 + random.nextInt(7)), 0, storage)
              : new Template(4_000, 32_768, 1 + random.nextInt(2), storage));
    }
    return templates;
  }

  private ReplicaGroup group(int number, Template template, int replicas, double factor) {
    double scale = template.gpus > 0 ? 1 : factor;
    Resources demand =
        new Resources(
            Math.clamp((long) (template.cpu * scale), 10, 15_000),
            Math.clamp((long) (template.memory * scale), 16, 60_000),
            template.gpus * 1_000L,
            template.storage);
    int importance = new int[] {0, 2, 5, 20}[random.nextInt(4)];
    int area = random.nextInt(AREAS);
    double nearest = Arrays.stream(areaMs(area)).min().orElse(0);
    double bound =
        importance == 20
            ? Math.max(40 + random.nextInt(3) * 10, 3 * nearest)
            : Double.POSITIVE_INFINITY;
    Traffic traffic = new Traffic(new AreaId("area" + area), importance, bound);
    int draw = random.nextInt(6);
    int countries =
        draw == 0 ? 0b0000_1111 : draw == 1 ? 0b1111_0000 : draw == 2 ? 0b0101_0101 : 0b1111_1111;
    return new ReplicaGroup(
        new GroupId("group" + number),
        replicas,
        demand,
        eligible(demand, countries, area, bound),
        replicas <= 2 && random.nextInt(10) == 0 ? Separation.SITE : Separation.NODE,
        traffic,
        number > 0 && random.nextInt(3) == 0 ? link(number - 1) : null,
        4 + demand.memoryMiB() / 3_200.0 + demand.storageGiB() * 0.2,
        List.of());
  }

  private @Nullable Link link(int to) {
    double bound = random.nextInt(4) == 0 ? 60 : Double.POSITIVE_INFINITY;
    return new Link(new GroupId("group" + to), 2 + random.nextInt(6), bound);
  }

  private double[] areaMs(int area) {
    return places.stream()
        .mapToDouble(place -> (place.edge ? 2 : 8) + MS_PER_UNIT * areas.get(area).to(place.at))
        .toArray();
  }

  /** Pools of the countries, or of all where those have too few nodes or sites in reach. */
  private EligiblePools eligible(Resources demand, int countries, int area, double maxMs) {
    double[] ms = areaMs(area);
    BitSet wanted = new BitSet();
    BitSet sites = new BitSet();
    int nodes = 0;
    for (int pool = 0; pool < pools.size(); pool++) {
      if ((countries >> places.get(poolPlace.get(pool)).country & 1) == 1) {
        wanted.set(pool);
        boolean fits =
            demand.gpus() <= pools.get(pool).allocatable().gpus()
                && ms[poolPlace.get(pool)] <= maxMs;
        nodes += fits ? pools.get(pool).nodes() : 0;
        sites.set(poolPlace.get(pool), sites.get(poolPlace.get(pool)) || fits);
      }
    }
    if (nodes < Math.max(6, size.nodes() / 25) || sites.cardinality() < 2) {
      wanted.set(0, pools.size());
    }
    return EligiblePools.of(wanted);
  }

  private Point near(Point centre) {
    return new Point(centre.x + random.nextDouble() * 12, centre.y + random.nextDouble() * 12);
  }

  private double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }
}
